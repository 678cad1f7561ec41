"""What is counted of a played talk. Knows neither the service nor chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.talks.holding import PUT_OFF
from tests.talks.played.people import TURNS, Act, Exchange, Person, Question, Told, asked_in


@dataclass(frozen=True)
class Counts:
    """How a talk went; `ended` is the turn of a step agreed on, or of a no that was taken well."""

    told: int
    acts: int
    texts: int
    lost: list[str]
    asked_twice: list[str]
    must_nots: list[str]
    unanswered: list[str]
    repeated: list[str]
    ended: int | None


def count(person: Person, exchanges: Sequence[Exchange], questions: Sequence[Question]) -> Counts:
    acts = [(number, act) for number, exchange in enumerate(exchanges, 1) for act in exchange.acts]
    told = {act.about: act for _, act in acts if act.told}
    return Counts(
        told=len(told),
        acts=len(acts),
        texts=sum(len(_bodies(exchange)) for exchange in exchanges),
        lost=[f"{about}: {act.text}" for about, act in told.items() if not _kept(act, exchanges[-1])],
        asked_twice=list(_asked_twice(exchanges, questions)),
        must_nots=list(_must_nots(exchanges)),
        unanswered=[f"{turn}: {act.name}: {act.text}" for turn, act in acts if not _answered(act, exchanges[turn - 1])],
        repeated=list(_repeated(exchanges)),
        ended=_ended(person, exchanges),
    )


def _kept(act: Act, last: Exchange) -> bool:
    return any(act.told.kept.search(fact) for fact in last.answer.known.splitlines()) if act.told else False


def _answered(act: Act, exchange: Exchange) -> bool:
    """Something came, it does not put one off, and it has what an answer to this would have."""
    answer = exchange.answer
    if not answer.messages or PUT_OFF.search(answer.texts):
        return False
    return act.answered is None or bool(act.answered.search(answer.said))


def _asked_twice(exchanges: Sequence[Exchange], questions: Sequence[Question]) -> Iterator[str]:
    """Questions about what the person had spoken of already, by themselves or when asked."""
    # Whether a text helped, or why a course did not suit, may be asked of each.
    of_a_thing = {"helped", "why_not", "person"}
    known: set[str] = set()
    for number, exchange in enumerate(exchanges, 1):
        known |= {act.about for act in exchange.acts} - of_a_thing
        yield from (f"{number}: {each.about}" for each in asked_in(exchange.answer, questions) if each.about in known)


def _must_nots(exchanges: Sequence[Exchange]) -> Iterator[str]:
    """Cards that go against what was told, in the answer to that already."""
    never: set[Told] = set()
    for number, exchange in enumerate(exchanges, 1):
        never |= {act.told for act in exchange.acts if act.told and act.told.never}
        yield from (f"{number}: {name}" for each in never for name in exchange.answer.cards_like(each.never))


def _repeated(exchanges: Sequence[Exchange]) -> Iterator[str]:
    """Texts that stood word for word before; what has one approved wording, on money and rights, may."""
    before: set[str] = set()
    for number, exchange in enumerate(exchanges, 1):
        bodies = _bodies(exchange)
        yield from (f"{number}: {body['text']}" for body in bodies if body["text"] in before and "source" not in body)
        before |= {body["text"] for body in bodies}


def _bodies(exchange: Exchange) -> list[dict[str, Any]]:
    return [message["body"] for message in exchange.answer.messages if message["author"] == "bot"]


def _ended(person: Person, exchanges: Sequence[Exchange]) -> int | None:
    for number, exchange in enumerate(exchanges, 1):
        agreed = exchange.answer.person["agreed"]
        refused = [act for act in exchange.acts if act.name == "not_now" and _answered(act, exchange)]
        if agreed if person.wants_step else refused and not agreed:
            return number
    return None


GOALS = (
    f"goals, {TURNS} turns each: kept at least 95 %, asked twice 0, must-nots 0, unanswered at most 3 %, "
    "repeated at most 1 %, a step or a plain no in at least 10 of 12"
)
