"""The one reader of clauses: where each ends in a message, and how it is meant.

A mark ends a clause: a stop, a comma, dots, a dash between spaces, a new line, an emoji. A word that joins begins one
where a verb stands on both sides ("siivous ja keittiö" is one thing), and a second verb of one's own begins one also
where nothing is written between. So "en oo työtön, oon töissä" is the same two clauses with any mark, and with none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, Flag, auto
from functools import reduce
from itertools import groupby, takewhile
from operator import or_
from typing import Optional

from finnish.fold import tokens
from finnish.lists import rows
from finnish.morphology import Reading
from finnish.negation import DENIES, QUESTIONS, denied
from finnish.repair import Repair
from finnish.words import Words

_EMOJI = "[\u2190-\u2bff\u3030\u303d\ufe0f\U0001f000-\U0001faff][\u200d\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]*"
_SMILEY = r"(?<!\S)[:;=][-']?[()DPpOo/|*3](?!\w)"
# These part sentences; a single new line, dots and a comma part clauses of one. A point within a number or at the end
# of a date ("15.1.") is no mark, nor is a dash within a word or between numbers, nor a colon within a word ("yt:t").
_ADDRESS = r"(?:fi|com|org|net)\b"  # the dot of "tyomarkkinatori.fi" ends nothing
_STOP = rf"[!?;]+|(?<!\.)(?<!\d\.\d)(?<!\d\.\d\d)\.(?![.\d]|{_ADDRESS})|(?<![\d.])\.(?!\.|{_ADDRESS})|\n\s*\n"
_PAUSE = (
    rf"\.{{2,}}|[…•\n\r]+|(?<!\d),|,(?!\d)|:(?=\s|$)|(?<!\S)(?:-+|[/|])(?!\S)|--+"
    rf"|[–—]+(?!\S)|(?<!\S)[–—]+|(?<!\w)\(|\)(?!\w)|{_SMILEY}|{_EMOJI}"
)
_SENTENCE = re.compile(_STOP)
_MARK = re.compile(rf"(?:{_STOP}|{_PAUSE})+")
_CHUNK = re.compile(r"\S+")
_LISTS = {name: frozenset(found) for name, found in rows("clauses.txt").items()}
_JOINING = frozenset().union(*(_LISTS[name] for name in ("begins", "denies_on", "joins", "instead")))
CORRECTION = "eiku"
_QUESTION = ("ko", "kö")
_CONDITIONAL = ("isin", "isi", "isimme", "isiko", "isinko")


class Mood(Flag):
    """How a clause is meant; one may be several at once. `FACT`: told as so, whether it is affirmed or denied."""

    NONE = 0
    FACT = auto()
    WISH = auto()
    REFUSAL = auto()
    FEAR = auto()
    QUESTION = auto()
    SUPPOSED = auto()
    POSSESSION = auto()
    ANOTHERS = auto()


_NOT_SO = Mood.WISH | Mood.REFUSAL | Mood.FEAR | Mood.QUESTION | Mood.SUPPOSED


class Tense(Enum):
    """`PAST` is over ("olin"), `PERFECT` has been and may still be ("oon ollu"), `NONE` has no verb."""

    NONE = auto()
    PRESENT = auto()
    PERFECT = auto()
    PAST = auto()


class Person(Enum):
    """Of the verb; `PASSIVE` is nobody's or, in speech, ours ("ollaan")."""

    NONE = ""
    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    PASSIVE = "4"


@dataclass(frozen=True)
class Word:
    """A word as written in full, its base form, and whether it is denied. Offsets are code points of the text."""

    written: str
    lemma: str
    reading: Optional[Reading]
    denied: bool
    start: int
    end: int

    @property
    def denies(self) -> bool:
        """Whether it is a word of denial and not a polite question."""
        return self.written in DENIES and self.written not in QUESTIONS

    @property
    def is_finite(self) -> bool:
        """Whether it is a verb with a person, or a denial; not an infinitive that looks like one."""
        if self.reading is None:
            return False
        return self.reading.kind == "kieltosana" or (self.reading.is_finite and self.reading.negative != "true")

    @property
    def is_surely_finite(self) -> bool:
        """Whether it cannot be the "halua" of "en halua"."""
        return self.is_finite and self.reading is not None and self.reading.negative != "both"

    @property
    def is_verb(self) -> bool:
        """Whether it is a finite verb other than a denial."""
        return self.is_finite and not self.denies

    @property
    def is_as_infinitive(self) -> bool:
        """Whether it may as well be an infinitive: the "nostaa" of "nostaa en voi"."""
        return self.written == self.lemma

    @property
    def case(self) -> str:
        """Voikko's name of its case; empty when it has none."""
        return self.reading.case if self.reading else ""

    @property
    def is_own(self) -> bool:
        """Whether it is a verb in the first person."""
        return self.is_finite and self.reading is not None and self.reading.person == Person.FIRST.value

    @property
    def is_done(self) -> bool:
        """The "tehnyt" of "olen tehnyt"; not the "väsynyt" of "olen väsynyt"."""
        participle = self.reading is not None and self.reading.participle == "past_active"
        return participle and self.written not in _LISTS["states"]

    @property
    def was_done(self) -> bool:
        """The "ajettu" of "rekkaa ajettu 25 vuotta"; not that of "ajetussa autossa"."""
        return self.reading is not None and self.reading.participle == "past_passive" and self.case == "nimento"

    def is_in(self, listed: frozenset[str]) -> bool:
        """Whether a list has its written form or, as <word>, its base form."""
        return self.written in listed or f"<{self.lemma}>" in listed


@dataclass(frozen=True)
class Clause:
    """What stands between two marks or joining words, the joining word first. `denies` tells of the whole clause."""

    text: str
    start: int
    end: int
    words: Sequence[Word]
    denies: bool
    tense: Tense
    person: Person
    mood: Mood

    @property
    def is_own_fact(self) -> bool:
        """Whether it is told as so, and of nobody else."""
        return Mood.FACT in self.mood and Mood.ANOTHERS not in self.mood

    @property
    def body(self) -> Sequence[Word]:
        """The words without those that join it to what is before; a denial among them stays."""
        first = next((at for at, one in enumerate(self.words) if one.denies or one.written not in _JOINING), 0)
        return self.words[first:]


def read(text: str, words: Words, repair: Optional[Repair] = None) -> list[Clause]:
    """The clauses of a message in order; each word is in exactly one. Time grows with the length; raises nothing.

    With `repair` slips are put right before anything is read.
    """
    found: list[Clause] = []
    for start, end, mark in _pieces(text):
        parts = list(_cut(_read_apart(_said(text, start, end, words, repair), words)))
        for part in parts:
            asked = "?" in mark and part is parts[-1]
            found.append(_clause(text, part, asked, found[-1] if found else None, words))
    return found


def sentences(text: str) -> Iterator[str]:
    """The sentences of a message with their own marks; commas, dots, emoji and single new lines end none."""
    start = 0
    for mark in _SENTENCE.finditer(text):
        yield text[start : mark.end()]
        start = mark.end()
    yield text[start:]


def shortened(text: str, most: int) -> str:
    """The first sentences of a text, as many as `most` characters have room for; the first in any case."""
    said, *others = [each.strip() for each in sentences(text) if each.strip()] or [text]
    for each in others:
        if len(said) + 1 + len(each) > most:
            break
        said = f"{said} {each}"
    return said


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands between marks: from, to, and the mark after it."""
    start = 0
    for mark in _MARK.finditer(text):
        yield start, mark.start(), mark.group()
        start = mark.end()
    yield start, len(text), ""


def _said(text: str, start: int, end: int, words: Words, repair: Optional[Repair]) -> list[Word]:
    """The words of a piece, not read yet; those that one run of signs stands for ("mutku") have its place."""
    spoken = [(each.span(), token) for each in _CHUNK.finditer(text, start, end) for token in tokens(each.group())]
    groups = words.written_of([token for _, token in spoken])
    placed = [(word, span) for (span, _), group in zip(spoken, groups, strict=True) for word in group]
    written = [word for word, _ in placed]
    put_right = repair.words(written) if repair else written
    return _corrected([Word(word, word, None, False, *span) for word, (_, span) in zip(put_right, placed, strict=True)])


def _corrected(said: Sequence[Word]) -> list[Word]:
    """ "Ei kun" is one word, which says that what was said before is put right, and denies nothing."""
    found: list[Word] = []
    for one in said:
        if found and found[-1].written == "ei" and one.written in _LISTS["corrects"]:
            found[-1] = Word(CORRECTION, CORRECTION, None, False, found[-1].start, one.end)
        else:
            found.append(one)
    return found


def _read_apart(said: Sequence[Word], words: Words) -> list[Word]:
    """What stands between joining words is read by itself: no neighbour beyond them changes how."""
    groups = (list(group) for _, group in groupby(said, key=_joins))
    return [one for group in groups for one in _as_read(group, words)]


def _as_read(said: Sequence[Word], words: Words) -> list[Word]:
    found = zip(said, words.read([one.written for one in said]), strict=True)
    return [replace(one, lemma=lemma, reading=reading) for one, (lemma, reading) in found]


def _joins(one: Word) -> bool:
    return one.written in _JOINING


def _cut(said: Sequence[Word]) -> Iterator[Sequence[Word]]:
    start = 0
    for place in range(1, len(said)):
        if said[place].start != said[place - 1].start and _begins(said, start, place):
            yield said[start:place]
            start = place
    if said:
        yield said[start:]


def _begins(said: Sequence[Word], start: int, place: int) -> bool:
    """Whether a clause begins here, where the one before began at `start`."""
    before, word = said[start:place], said[place].written
    if all(map(_joins, before)):
        return False
    if word in _LISTS["begins"]:
        return True
    if word in _LISTS["instead"]:
        return _is_denied_before(before)
    if word in _LISTS["denies_on"]:
        return not any(one.denies for one in before) or any(one.is_verb for one in _after(said, place))
    if word in _LISTS["joins"]:
        return _joins_verbs(before, _after(said, place)) or _is_now(word, before)
    if said[place].denies and all(one.is_as_infinitive for one in before if one.is_finite):
        return False
    return any(one.is_finite for one in before) and not _wants_more(before) and _is_next_subject(said[place:])


def _wants_more(before: Sequence[Word]) -> bool:
    """A bare "minä olen" says nothing yet: "olen isonen" tells who one is, though a verb has that form too."""
    return all(_joins(one) or _is_subject(one) or (one.is_own and one.lemma == "olla") for one in before)


def _is_denied_before(before: Sequence[Word]) -> bool:
    """Whether something was denied, to which an "instead" may follow; not the "en mä" of "en mä vaan tiedä"."""
    at = next((place for place, one in enumerate(before) if one.denies), None)
    rest = [*before[:at], *before[at + 1 :]] if at is not None else []
    return any(not one.is_in(_LISTS["self"]) and not _joins(one) for one in rest)


def _is_now(word: str, before: Sequence[Word]) -> bool:
    """ "Olin siivoojana nyt hitsausta": what was ends at a "now" also where no verb follows."""
    return word in _LISTS["now"] and _tense(before) is Tense.PAST


def _is_next_subject(said: Sequence[Word]) -> bool:
    """ "Haluan" or "minä haluan", "en": a clause has one such verb, so here another begins."""
    first = said[0]
    if _is_subject(first):
        return len(said) > 1 and said[1].is_surely_finite
    return first.is_own or (first.denies and first.is_finite)


def _after(said: Sequence[Word], place: int) -> Sequence[Word]:
    """What a joining word brings: all up to the next one that does not stand right after it, or after its subject."""
    opens = (one for one in range(place, len(said)) if not _joins(said[one]) and not _is_subject(said[one]))
    start = next(opens, len(said))
    end = next((at for at in range(start, len(said)) if _joins(said[at])), len(said))
    return said[start:end]


def _is_subject(one: Word) -> bool:
    return one.lemma in _LISTS["subjects"] and one.case == "nimento"


def _joins_verbs(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether a verb stands on both sides; after a bare "en" only one that is not what it denies."""
    if any(one.is_verb or one.is_done or one.was_done for one in before):
        return any(one.is_finite for one in after)
    return any(one.denies for one in before) and any(one.is_surely_finite for one in after)


def _clause(text: str, part: Sequence[Word], asked: bool, before: Optional[Clause], words: Words) -> Clause:
    first = next((at for at, one in enumerate(part) if not _joins(one)), len(part))
    said = _denials_told([*part[:first], *_as_read(part[first:], words)])
    denies = any(one.denies for one in said)
    start, end = said[0].start, said[-1].end
    clause = Clause(text[start:end], start, end, said, denies, _tense(said), _person(said), Mood.NONE)
    return replace(clause, mood=_with_fact(_own_mood(clause, asked, words) | _inherited(clause, before)))


def _denials_told(said: Sequence[Word]) -> Sequence[Word]:
    """Of what is no Finnish word (the "te-toimiston" of an office) nothing tells that its -ton is a "without"."""
    no = denied([one.written for one in said], [one.lemma if one.reading else "" for one in said])
    return tuple(replace(one, denied=flag) for one, flag in zip(said, no, strict=True))


def _tense(said: Sequence[Word]) -> Tense:
    finite = [one.reading for one in said if one.is_verb and one.reading is not None]
    has_done = any(one.is_done for one in said)
    if any(reading.tense == "past_imperfective" and reading.mood != "conditional" for reading in finite):
        return Tense.PAST
    if has_done:
        is_now = any(reading.base == "olla" for reading in finite)
        return Tense.PERFECT if is_now else Tense.PAST
    return Tense.PRESENT if finite else Tense.NONE


def _person(said: Sequence[Word]) -> Person:
    """Of the first verb that has one for sure; a bare "ei" has none."""
    finite = sorted((one for one in said if one.is_finite), key=lambda one: not one.is_surely_finite)
    persons = [Person(one.reading.person) for one in finite if one.reading is not None]
    return Person.NONE if persons == [Person.THIRD] and finite[0].denies else next(iter(persons), Person.NONE)


def _own_mood(clause: Clause, asked: bool, words: Words) -> Mood:
    """What the clause itself tells of how it is meant."""
    told = (
        (Mood.QUESTION, asked or _asks(clause, words)),
        (Mood.WISH, not clause.denies and _wishes(clause)),
        (Mood.REFUSAL, clause.denies and _refuses(clause)),
        (Mood.FEAR, not clause.denies and _has(clause, "fears")),
        (Mood.SUPPOSED, _has(clause, "supposes") or any(_is_conditional(one) for one in clause.words)),
        (Mood.POSSESSION, _owns(clause)),
        (Mood.ANOTHERS, _is_anothers(clause)),
    )
    return reduce(or_, (mood for mood, is_so in told if is_so), Mood.NONE)


def _inherited(clause: Clause, before: Optional[Clause]) -> Mood:
    """What the clause before tells of this one: "pelkään, että jään työttömäksi", "mies, joka on työtön"."""
    if before is None:
        return Mood.NONE
    first = clause.words[0].written
    mood = Mood.NONE
    if first in _LISTS["governed"] or (first in _LISTS["on"] and before.words[0].written in _LISTS["governed"]):
        mood = before.mood & (Mood.FEAR | Mood.WISH | Mood.QUESTION | Mood.ANOTHERS)
    elif first in _LISTS["relative"] and any(one.is_in(_LISTS["others"]) for one in before.words):
        mood = Mood.ANOTHERS
    return mood & ~Mood.ANOTHERS if _is_of_oneself(clause) else mood


def _with_fact(mood: Mood) -> Mood:
    return mood if mood & _NOT_SO else mood | Mood.FACT


def _has(clause: Clause, listed: str) -> bool:
    return any(one.is_in(_LISTS[listed]) for one in clause.words)


def _asks(clause: Clause, words: Words) -> bool:
    """ "Saako", "mitä nyt", "en tiedä, mitä"; an asking word asks where no verb stands before it."""
    if any(one.written.endswith(_QUESTION) and words.known(one.written[:-2]) for one in clause.words):
        return True
    opening = takewhile(lambda one: not one.is_finite, clause.words)
    return any(one.written in _LISTS["asks"] for one in opening)


def _wishes(clause: Clause) -> bool:
    """What is sought is wished for only now: "hain rahtia satamasta" tells of work."""
    seeks = clause.tense is not Tense.PAST and _has(clause, "seeks")
    return seeks or _has(clause, "wishes") or any(one.is_own and _is_conditional(one) for one in clause.words)


def _refuses(clause: Clause) -> bool:
    """ "En halua", "ei siivousta"; what somebody did not do is no refusal."""
    if _has(clause, "wishes"):
        return True
    has_verb = any(one.is_verb or one.is_done for one in clause.words)
    return (_has(clause, "refuses") and clause.tense is not Tense.PAST) or (not has_verb and len(clause.body) > 1)


def _is_conditional(word: Word) -> bool:
    """Also of a verb that Voikko does not know."""
    if word.reading is not None:
        return word.reading.mood == "conditional"
    return word.written.endswith(_CONDITIONAL) and word.lemma.endswith(("a", "ä"))


def _owns(clause: Clause) -> bool:
    """ "Mulla on ajokortti", "mulla ajokortti"."""
    has = any(one.lemma == "olla" for one in clause.words) or not any(one.is_finite for one in clause.words)
    return has and any(one.is_in(_LISTS["self"]) and one.case == "ulkoolento" for one in clause.words)


def _is_anothers(clause: Clause) -> bool:
    """Whether somebody else is its subject: "mieheni on työtön"; not "olen äiti" nor "mulla on mies"."""
    if _is_of_oneself(clause) or _owns(clause):
        return False
    named = (one for one in clause.words if one.is_in(_LISTS["others"]))
    return any(one.case in ("nimento", "ulkoolento") or (one.reading and one.reading.possessive) for one in named)


def _is_of_oneself(clause: Clause) -> bool:
    subject = any(one.is_in(_LISTS["self"]) and one.case == "nimento" for one in clause.words)
    return subject or any(one.is_own for one in clause.words)
