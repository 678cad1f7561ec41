"""Which question to ask next: the one whose answer would move the list most."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from catalogue.model import Entry
from catalogue.recommend.fit import WEIGHTS
from catalogue.recommend.model import PERSON_FIRST, Question, Situation
from catalogue.recommend.scoring import Known, Scored, weights_of
from catalogue.recommend.told_wishes import Understood
from catalogue.recommend.wording import tell

LEAST = 0.01  # what would move the list less than this is not worth a person's while
SAID_OF: Mapping[str, Callable[[Entry], Any]] = {
    "place": lambda entry: entry.place,
    "hours": lambda entry: entry.weekly_hours,
    "way": lambda entry: entry.way,
    "device": lambda entry: entry.device_needed,
}


def asks_next(said: Understood, known: Known, picked: Sequence[Scored]) -> Question | None:
    """The open question that weighs most; of a part of life only as much as the suggested entries differ in it."""
    if said.wanted.situation in PERSON_FIRST or not picked:
        return None
    moves = dict(_moves(said, known, [scored.row.entry for scored in picked]))
    key = max(moves, key=moves.__getitem__, default="")
    return Question(key, tell(f"ask_{key}")) if key and moves[key] >= LEAST else None


def _moves(said: Understood, known: Known, shown: Sequence[Entry]) -> Iterator[tuple[str, float]]:
    wanted, weights = said.wanted, weights_of(said.wanted.situation)
    if not (said.goal and known.has_direction(said.relevance)):
        yield "wants", weights.wants + weights.growth
    if not wanted.competences:
        yield "competences", weights.recognition
    if wanted.situation == Situation.UNKNOWN:
        yield "situation", weights.step
    for key, of in SAID_OF.items():
        if getattr(wanted, key) is None:
            yield key, weights.fit * WEIGHTS[key] * _spread([of(entry) for entry in shown])


def _spread(values: Sequence[Any]) -> float:
    """0 when all are the same, towards 1 when each is its own."""
    commonest = max(Counter(values).values(), default=0)
    return 1 - commonest / len(values) if values else 0.0
