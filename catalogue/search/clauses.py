"""How each word of a message is meant: as a wish, as what is not wanted or not mastered, or as told of the past.

"En tykkää toimistohommista" wishes for no office; "en osaa hitsata" may well wish to learn it. What has been ("olin
siivoojana"), what one has ("auto on") and what one does ("hoidan maita") is told of oneself, and is no wish.
"""

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from finnish.clauses import Clause, Mood, Word
from finnish.morphology import NOUNS
from finnish.negation import EXCEPT

NOMINATIVE = "nimento"
AWAY, FROM = "pois", ("sisaeronto", "ulkoeronto")
OUT_OF, FOR = "sisaeronto", "ulkotulento"
ENOUGH, BEGINS_TO_BE = "riittää", frozenset({"alkaa", "saada", "alkaisi"})
ME = "minä"
PRONOUNS = frozenset({ME, "me", "se", "nyt"})
NO_SUCH = frozenset({"mikään", "mikä", "kukaan"})
BUT, OTHER, THAN, OR = "paitsi", "muu", "kuin", "vai"


class Meant(Enum):
    """`DENIED` is no more than denied: what one has never done one may wish to learn. `TOLD` is told of oneself: what
    one has done, does or has. `ASIDE` names no thing.
    """

    WISHED = auto()
    UNWANTED = auto()
    DENIED = auto()
    TOLD = auto()
    ASIDE = auto()


Told = tuple[Word, Meant]


def meanings(said: Iterable[Clause]) -> list[Told]:
    """Each word of a message's clauses, with how it is meant."""
    told = [one for clause in said for one in _told(clause)]
    wished = [word for word, meant in told if meant is Meant.WISHED]
    back = any(_is_in(word, "back") for word in wished) and not any(_is_in(word, "away") for word in wished)
    return [(word, Meant.WISHED if back and meant is Meant.TOLD else meant) for word, meant in told]


def _told(clause: Clause) -> list[Told]:
    """The words of a clause; those that join it to the one before name no thing."""
    joining = clause.words[: len(clause.words) - len(clause.body)]
    told = _denials_told(clause.body)
    dislikes = any(_is_in(word, "dislikes") and not word.denied for word in clause.body) or has_had_enough(clause)
    if Mood.ANOTHERS in clause.mood and joining and Mood.WISH not in clause.mood:
        return [(word, Meant.ASIDE) for word in clause.words]  # "kun mies on kotona lasten kanssa"
    if not clause.mood & Mood.QUESTION and any(_is_in(word, "out_of_the_way") for word in clause.body):
        return [(word, Meant.ASIDE) for word in clause.words]
    if any(word.written == BUT for word in joining) or dislikes:
        return [(word, Meant.ASIDE) for word in joining] + _with(told, Meant.UNWANTED)
    wished = [word for word, meant in told if meant is Meant.WISHED]
    of_oneself = _with(told, Meant.TOLD) if _tells_past(wished) or _tells_of_oneself(clause, wished) else told
    return [*((word, Meant.ASIDE) for word in joining), *of_oneself]


def has_had_enough(clause: Clause) -> bool:
    """ "Siivous saa riittää", "yöt alkaa riittää"; not "kurssi riittää"."""
    enough = any(word.lemma == ENOUGH and not word.denied for word in clause.body)
    return enough and any(word.lemma in BEGINS_TO_BE for word in clause.body)


def _with(told: Iterable[Told], meant: Meant) -> list[Told]:
    """The same words; of those that would be wished for, how they are meant instead."""
    return [(word, meant if before is Meant.WISHED else before) for word, before in told]


def _denials_told(said: Sequence[Word]) -> list[Told]:
    """What is not wanted: all that follows the denial, or what stands before it ("siivous ei kiinnosta").

    And what one wants away from ("pois hoitoalalta").
    """
    if any(word.written == AWAY for word in said):
        return _away(said)
    at = next((place for place, word in enumerate(said) if word.denies), None)
    if at is None and (other := _other_than(said)) is not None:
        return [*_wished(said[:other]), *((word, Meant.UNWANTED) for word in said[other:])]
    if at is not None and _is_no_such(said, at):
        return [(word, Meant.ASIDE if word.denied else Meant.WISHED) for word in said]
    if at is None or not (_is_unwelcome(said[at + 1 :]) or _is_not_for_one(said, at)):
        return [(word, Meant.DENIED if word.denied else Meant.WISHED) for word in said]
    first = 0 if _stands_before(said[:at], said[at + 1 :]) else at
    last = next((place for place in range(at, len(said)) if said[place].written in EXCEPT), len(said))
    told_off = [(word, Meant.ASIDE if _says_nothing(word) else Meant.UNWANTED) for word in said[first:last]]
    return [*_wished(said[:first]), *told_off, *_wished(said[last:])]


def _away(said: Sequence[Word]) -> list[Told]:
    """What one wants away from, or what is put away: "siivous pois", "jätetään siivous pois"."""
    if any(map(_is_own_past, said)):
        return _with(_wished(said), Meant.TOLD)  # "jäin ompelimosta pois"
    left = [word for word in said if word.case in FROM and not _says_nothing(word)]
    if not left and all(_is_in(word, "puts_away") for word in said if word.is_verb):
        return _with(_wished(said), Meant.UNWANTED)
    return [(word, Meant.UNWANTED if word in left else Meant.WISHED) for word in said]


def _other_than(said: Sequence[Word]) -> int | None:
    """Where what is not wanted begins: "jotain muuta kuin siivousta"."""
    pairs = enumerate(pairwise(said))
    return next((at for at, (one, next_one) in pairs if one.lemma == OTHER and next_one.written == THAN), None)


def _wished(said: Iterable[Word]) -> list[Told]:
    return [(word, Meant.WISHED) for word in said]


def _is_unwelcome(after: Sequence[Word]) -> bool:
    """ "En halua", "ei enää", "ei siivousta", "en siivoa".

    Not "en osaa", "en ole tehnyt", "en löydä", "ei pelkkää siivousta".
    """
    if any(_is_in(word, "mastering") or _is_in(word, "merely") for word in after):
        return False
    if any(_is_in(word, "unwelcome") for word in after) or not any(_is_verb(word) for word in after):
        return True
    said = [word for word in after if word.lemma not in PRONOUNS]
    return len(said) == 1 and said[0].is_finite  # "en mä siivoo"


def _is_no_such(said: Sequence[Word], at: int) -> bool:
    """ "En mä mikään kuski oo": what one is not is no thing to learn; not "en ole vielä kokki"."""
    own = any(word.lemma == "olla" and word.denied for word in said[at + 1 :]) and said[at].is_own
    return own and any(word.lemma in NO_SUCH and word.case == NOMINATIVE for word in said[at + 1 :])


def _is_not_for_one(said: Sequence[Word], at: int) -> bool:
    """ "Musta ei oo hoitoalalle", "raksa ei oo mulle", "kunhan ei oo siivousta"."""
    is_not = any(word.lemma == "olla" for word in said[at + 1 :])
    of_me = any(word.lemma == ME and word.case == OUT_OF for word in said)
    for_me = said[-1].lemma == ME and said[-1].case == FOR
    return is_not and (for_me or of_me or _is_in(said[0], "provided"))


def _stands_before(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """The "siivousta" of "siivousta ei" and the "siivota" of "siivota en halua"; not that of "kurssi vai ei"."""
    if not before or before[-1].written == OR or any(word.is_verb and not word.is_as_infinitive for word in before):
        return False
    return not any(_says(word) and not _says_nothing(word) for word in after)


def _says_nothing(word: Word) -> bool:
    """Whether it only says that something is unwelcome, or names no thing beside it."""
    return word.lemma in ("olla", ME) or _is_in(word, "unwelcome") or _is_in(word, "hollow")


def _says(word: Word) -> bool:
    """Whether it is a verb or names a thing; a word that is not Finnish may name one."""
    return word.reading is None or word.reading.kind in NOUNS or _is_verb(word)


def _is_verb(word: Word) -> bool:
    return word.reading is not None and (word.reading.kind == "teonsana" or bool(word.reading.participle))


def _tells_past(said: Sequence[Word]) -> bool:
    """Whether it tells what one has done, and not what one has thought of doing."""
    has_done = any(word.is_own for word in said) and any(map(_is_participle, said))
    has_done = has_done or any(word.was_done for word in said)  # "rekkaa ajettu 25 vuotta"
    return (has_done or any(map(_is_own_past, said))) and not any(_is_in(word, "longing") for word in said)


def _tells_of_oneself(clause: Clause, said: Sequence[Word]) -> bool:
    """What one has ("mulla on ajokortti", "hygieniapassi on jo") and what one does ("hoidan maita"): no wish."""
    if clause.mood & (Mood.WISH | Mood.QUESTION) or any(_is_in(word, "longing") for word in said):
        return False
    ended = any(_is_in(word, "ends") and not word.denied for word in said)
    has_or_is = Mood.POSSESSION in clause.mood or _is_had(said) or _is_oneself(said)
    return ended or has_or_is or any(map(_is_what_one_does, said))


def _is_oneself(said: Sequence[Word]) -> bool:
    """ "Minä siivooja", "minä 5 lapsi", as learners tell what they are and have."""
    tells = len(said) > 1 and said[0].lemma == ME and said[0].case == NOMINATIVE
    return tells and not any(_is_verb(word) for word in said)


def _is_had(said: Sequence[Word]) -> bool:
    """ "Auto on", "trukkikortti on jo": a thing that is there, and nothing is said of it."""
    there = [word for word in said if not _is_in(word, "already")]
    return len(there) > 1 and there[-1].lemma == "olla" and there[-1].is_finite and there[0].case == NOMINATIVE


def _is_what_one_does(word: Word) -> bool:
    """ "Koodaan", "opetan"; not what one is about to do ("menen"), nor what one is ("olen siivooja")."""
    present = word.reading is not None and word.reading.tense == "present_simple" and word.reading.mood == "indicative"
    return word.is_own and present and not word.denies and not _is_in(word, "beginning")


def _is_participle(word: Word) -> bool:
    """The "tehnyt" of "olen tehnyt", and the "väsynyt" of "olen väsynyt": neither is what is looked for."""
    return word.reading is not None and word.reading.participle == "past_active"


def _is_own_past(word: Word) -> bool:
    """ "Siivosin"; not the asking "voisinko"."""
    past = word.reading is not None and word.reading.tense == "past_imperfective"
    return word.is_own and past and word.lemma != "voida"


def _is_in(word: Word, listed: str) -> bool:
    return bool({word.written, word.lemma} & _listed()[listed])


@cache
def _listed() -> dict[str, frozenset[str]]:
    listed = yaml.safe_load(Path(__file__).with_name("clause_words.yml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in listed.items()}
