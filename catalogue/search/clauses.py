"""How each word of a message is meant: as a wish, as what is not wanted or not mastered, or as told of the past.

"En tykkää toimistohommista" wishes for no office; "en osaa hitsata" may well wish to learn it. What has been ("olin
siivoojana") is told of oneself, and is no wish.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from pathlib import Path

import yaml

from finnish.lemmas import CLAUSE
from finnish.morphology import NOUNS, Reading
from finnish.negation import DENIES, GOES_ON, QUESTIONS, TURNS, denied
from finnish.words import Words

PAUSE = re.compile(r"[;!?\n]+|:(?=\s|$)|(?<!\d)[,.]|[,.](?!\d)")
TURN = TURNS | (CLAUSE - GOES_ON)
AWAY, FROM = "pois", ("sisaeronto", "ulkoeronto")
PART = TURN | {"ja", "joten", "niin", "nyt", "sitten"}


class Meant(Enum):
    """`DENIED` is no more than denied: what one has never done one may wish to learn. `ASIDE` names no thing."""

    WISHED = auto()
    UNWANTED = auto()
    DENIED = auto()
    PAST = auto()
    ASIDE = auto()


@dataclass(frozen=True)
class _Said:
    """A word as it stands in the message."""

    written: str
    lemma: str
    reading: Reading | None
    meant: Meant = Meant.WISHED

    @property
    def denies(self) -> bool:
        return self.written in DENIES and self.written not in QUESTIONS

    @property
    def is_thing(self) -> bool:
        return self.reading is None or self.reading.kind in NOUNS

    @property
    def is_from(self) -> bool:
        return self.reading is not None and self.reading.case in FROM

    @property
    def is_verb(self) -> bool:
        return self.reading is not None and (self.reading.kind == "teonsana" or bool(self.reading.participle))

    @property
    def is_finite(self) -> bool:
        return self.reading is not None and self.reading.is_finite

    @property
    def is_own(self) -> bool:
        return self.reading is not None and self.is_finite and self.reading.person == "1"

    @property
    def is_own_past(self) -> bool:
        """ "Siivosin"; not the asking "voisinko"."""
        past = self.reading is not None and self.reading.tense == "past_imperfective"
        return self.is_own and past and self.lemma != "voida"

    @property
    def is_done(self) -> bool:
        """The "tehnyt" of "olen tehnyt"."""
        return self.reading is not None and self.reading.participle == "past_active"

    @property
    def is_own_will(self) -> bool:
        """ "Haluan", "tekisin": here something else begins, also where no comma is written."""
        return self.is_own and not self.is_own_past and self.lemma != "olla"

    def is_in(self, listed: str) -> bool:
        return bool({self.written, self.lemma} & _listed()[listed])


def read_clauses(text: str, words: Words) -> list[tuple[str, Meant]]:
    """Each written word of a message, with how it is meant."""
    told = [
        said
        for sentence in PAUSE.split(text)
        for clause in _cut(_sentence(sentence, words), TURN)
        for said in _past_told(_denials_told(clause))
    ]
    wished = [said for said in told if said.meant is Meant.WISHED]
    back = any(said.is_in("back") for said in wished) and not any(said.is_in("away") for said in wished)
    return [(said.written, Meant.WISHED if back and said.meant is Meant.PAST else said.meant) for said in told]


def _sentence(text: str, words: Words) -> list[_Said]:
    written = words.tokens(text)
    return list(map(_Said, written, words.lemmas_of(written), words.readings_of(written)))


def _cut(said: Sequence[_Said], before: frozenset[str]) -> Iterator[Sequence[_Said]]:
    """In clauses: each begins with one of these words, or with what the person wants."""
    begins = [place for place, one in enumerate(said) if one.written in before or one.is_own_will]
    for start, end in zip([0, *begins], [*begins, len(said)], strict=True):
        if start < end:
            yield said[start:end]


def _with(said: Iterable[_Said], meant: Meant) -> list[_Said]:
    """The same words; of those that would be wished for, how they are meant instead."""
    return [replace(one, meant=meant) if one.meant is Meant.WISHED else one for one in said]


def _denials_told(clause: Sequence[_Said]) -> list[_Said]:
    """What is not wanted: all that follows the denial, or what stands before it ("siivous ei kiinnosta").

    And what one wants away from ("pois hoitoalalta").
    """
    if any(one.written == AWAY for one in clause):
        return [one for said in clause for one in _with([said], Meant.UNWANTED if said.is_from else said.meant)]
    no = denied([one.written for one in clause], [one.lemma for one in clause])
    at = next((place for place, one in enumerate(clause) if one.denies), None)
    if at is None or not _is_unwelcome(clause[at + 1 :]):
        told = zip(clause, no, strict=True)
        return [one for said, flag in told for one in _with([said], Meant.DENIED if flag else said.meant)]
    first = 0 if _stands_before(clause[:at], clause[at + 1 :]) else at
    told_off = (_with([one], Meant.ASIDE if one.is_in("unwelcome") else Meant.UNWANTED) for one in clause[first:])
    return [*clause[:first], *(one for told in told_off for one in told)]


def _is_unwelcome(after: Sequence[_Said]) -> bool:
    """ "En halua", "ei enää", "ei siivousta"; not "en osaa", "en ole tehnyt", "en löydä"."""
    if any(one.is_in("mastering") for one in after):
        return False
    return any(one.is_in("unwelcome") for one in after) or not any(one.is_verb for one in after)


def _stands_before(before: Sequence[_Said], after: Sequence[_Said]) -> bool:
    says = any((one.is_thing or one.is_verb) and not one.is_in("unwelcome") and one.lemma != "olla" for one in after)
    return not says and any(one.is_in("unwelcome") for one in after) and not any(one.is_verb for one in before)


def _past_told(clause: Sequence[_Said]) -> list[_Said]:
    told: list[_Said] = []
    past = False
    for part in _cut(clause, PART):
        goes_on = past and part[0].written in GOES_ON and not any(one.is_finite for one in part)
        past = goes_on or _tells_past([one for one in part if one.meant is Meant.WISHED])
        told += _with(part, Meant.PAST) if past else part
    return told


def _tells_past(said: Sequence[_Said]) -> bool:
    """Whether it tells what one has done, and not what one has thought of doing."""
    has_done = any(one.is_own for one in said) and any(one.is_done for one in said)
    return (has_done or any(one.is_own_past for one in said)) and not any(one.is_in("longing") for one in said)


@cache
def _listed() -> dict[str, frozenset[str]]:
    listed = yaml.safe_load(Path(__file__).with_name("clause_words.yml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in listed.items()}
