"""What an employer needs against what a person can do: has it, learns it at work, or still lacks it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalogue.model.entry import Employer

ALONE = 2  # The level of a self-assessment at which a person does it alone (0–3).
Bases = Callable[[str], frozenset[str]]


class Standing(StrEnum):
    HAVE = "have"
    LEARNT_AT_WORK = "learnt_at_work"
    MISSING = "missing"


@dataclass(frozen=True)
class Competence:
    """What a person says they can do, and how well (0–3: not yet, with help, alone, can teach). Where it was not asked
    how well (`is_rated`), the level is a guess that is never told as their word.
    """

    text: str
    level: int = ALONE
    is_rated: bool = True


@dataclass(frozen=True)
class Need:
    """One need of an employer: how the person stands, and by which competence of their own."""

    text: str
    standing: Standing
    by: str | None = None


def compare_needs(employer: Employer, competences: Sequence[Competence], bases: Bases) -> list[Need]:
    """Each need of the employer against the person's own competences.

    `bases` gives the base forms of a text's words that tell something. A competence meets a need when
    it holds at least half of the need's words and the person does it alone.
    """
    held = [(competence, bases(competence.text)) for competence in competences if competence.level >= ALONE]
    return [
        *(_stand(need, Standing.MISSING, held, bases) for need in employer.must_have),
        *(_stand(need, Standing.LEARNT_AT_WORK, held, bases) for need in employer.learnt_at_work),
    ]


def _stand(need: str, otherwise: Standing, held: Sequence[tuple[Competence, frozenset[str]]], bases: Bases) -> Need:
    wanted = bases(need)
    scored = [(len(wanted & words), competence) for competence, words in held]
    best, competence = max(scored, key=lambda pair: pair[0], default=(0, None))
    if competence is None or not best or best * 2 < len(wanted):
        return Need(need, otherwise)
    return Need(need, Standing.HAVE, competence.text)
