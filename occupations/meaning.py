"""How a trade that was named is meant: as one's work, a wish, a visit, or just a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from finnish.morphology import Reading
from occupations.speech import AT_WORK, LEFT, OWNER, STUDY, VISIT, WISH, WORK, WORK_ENDS

ESSIVE, TRANSLATIVE, NOMINATIVE, GENITIVE, PARTITIVE = "olento", "tulento", "nimento", "omanto", "osanto"
WHERE = frozenset(("sisaolento", "ulkoolento"))
WHENCE = frozenset(("sisaeronto", "ulkoeronto"))
AFTER = 2  # words after a genitive that may be the work: siivoojan niitä hommia


class Meant(StrEnum):
    """How a trade was named."""

    AS = "as"  # olin X:nä
    BEING = "being"  # oon X
    WORK = "work"  # X:n hommia
    DOING = "doing"  # ajoin rekkaa
    WORKPLACE = "workplace"  # töissä kampaamossa, oma kampaamo
    EMPLOYER = "employer"  # töissä kampaajalla
    WISH = "wish"  # haluan X:ksi
    VISIT = "visit"  # kävin lääkärissä
    NAMED = "named"  # nothing tells


HELD = frozenset((Meant.AS, Meant.BEING, Meant.WORK, Meant.DOING, Meant.WORKPLACE, Meant.EMPLOYER))


@dataclass(frozen=True)
class Token:
    """A word of the text, with all that it may be looked up by."""

    start: int
    end: int
    written: str
    lemma: str
    forms: frozenset[str]
    reading: Reading | None
    case: str
    denied: bool
    clause: int


def meant_by(kind: str, places: Sequence[int], tokens: Sequence[Token], has_length: bool) -> Meant:
    """How the words at these places are meant. A place with a length beside it is where one worked."""
    clause = _clause(tokens[min(places)], tokens)
    head = _head(places, tokens)
    if _has(clause, WISH) or (kind != "phrase" and tokens[head].case == TRANSLATIVE):
        return Meant.WISH
    if kind == "phrase":
        # A verb alone is one's work only as something that one does or did: "siivosin", not "pitää siivota".
        told = len(places) > 1 or _is_own_doing(tokens[places[0]])
        return Meant.DOING if told and not _is_others(tokens[places[0]]) else Meant.NAMED
    if kind == "place":
        return _meant_by_place(places, tokens, clause, has_length)
    return _meant_by_name(head, max(places), tokens, clause, has_length)


def _head(places: Sequence[int], tokens: Sequence[Token]) -> int:
    """The word of a name whose case tells how it is meant: the last, but the first of `vartijana vankilassa`."""
    first, last = min(places), max(places)
    return first if tokens[last].case in WHERE and tokens[first].case not in (*WHERE, GENITIVE) else last


def _meant_by_name(head: int, last: int, tokens: Sequence[Token], clause: Sequence[Token], has_length: bool) -> Meant:
    """As a list of jobs tells it too: `kokki 3 vuotta`, without a verb."""
    case = tokens[head].case
    if case == ESSIVE:
        return Meant.AS
    if case in (GENITIVE, NOMINATIVE) and _has(tokens[last + 1 : last + 2], STUDY):
        return Meant.NAMED
    work = _work(head, last, tokens)
    if work is not None:
        # "Autokuskin hommia" alone may as well be what one looks for; "autokuskin hommissa" is where one is.
        may_be_sought = work.case in (PARTITIVE, NOMINATIVE) and not any(map(_is_own_doing, clause))
        return Meant.NAMED if may_be_sought and not has_length else Meant.WORK
    if case in WHERE:
        return Meant.EMPLOYER if _has(clause, AT_WORK) else _visit_or_named(clause)
    if case not in (NOMINATIVE, ""):
        return _visit_or_named(clause)
    listed = has_length and not any(token.reading and token.reading.is_finite for token in clause)
    return Meant.BEING if listed or any(_is_me_being(token) for token in clause) else Meant.NAMED


def _work(head: int, last: int, tokens: Sequence[Token]) -> Token | None:
    """The word that makes work of a trade: "siivoushommia" itself, or "hommia" after "siivoojan"; else None."""
    if tokens[head].lemma.endswith(WORK_ENDS):
        return tokens[head]
    if tokens[head].case not in (GENITIVE, NOMINATIVE, ""):
        return None
    return next((each for each in tokens[last + 1 : last + 1 + AFTER] if _has([each], WORK)), None)


def _meant_by_place(places: Sequence[int], tokens: Sequence[Token], clause: Sequence[Token], has_length: bool) -> Meant:
    first, last = min(places), max(places)
    owned = _has(tokens[max(0, first - AFTER) : last + 1], OWNER)
    has_left = tokens[last].case in WHENCE and _has(clause, LEFT)
    if owned or has_left or _has(clause, AT_WORK):
        return Meant.WORKPLACE
    if _has(clause, VISIT):
        return Meant.VISIT
    return Meant.WORKPLACE if has_length and tokens[last].case in WHERE else Meant.NAMED


def _visit_or_named(clause: Sequence[Token]) -> Meant:
    return Meant.VISIT if _has(clause, VISIT) else Meant.NAMED


def _clause(token: Token, tokens: Sequence[Token]) -> list[Token]:
    """The words of the name's clause; of one without a verb (`ja kokkina`) those of the clause before it too."""
    for first in range(token.clause, -1, -1):
        words = [each for each in tokens if first <= each.clause <= token.clause]
        if any(each.reading and each.reading.is_finite for each in words):
            return words
    return [each for each in tokens if each.clause == token.clause]


def _has(tokens: Sequence[Token], cues: frozenset[str]) -> bool:
    return any(token.lemma in cues or token.written in cues for token in tokens)


def _is_me_being(token: Token) -> bool:
    reading = token.reading
    return token.written == "minä" or (reading is not None and reading.base == "olla" and reading.person == "1")


def _is_own_doing(token: Token) -> bool:
    """A verb in the first person, or the "tehnyt" and "tehty" of who leaves "olen" out; not the "onko" of who asks."""
    reading = token.reading
    if reading is None:
        return False
    done = reading.participle.startswith("past") and reading.case == NOMINATIVE
    return done or (reading.is_finite and reading.person == "1")


def _is_others(verb: Token) -> bool:
    """Whether the verb of a phrase is another's: `isä ajoi rekkaa`."""
    reading = verb.reading
    return reading is not None and reading.is_finite and reading.person in ("2", "3")
