"""What an occupation is, and what must hold among many: plain data and rules over it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

STRICT = ConfigDict(extra="forbid", strict=True)
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=200)]
FEWEST_TASKS, MOST_TASKS = 6, 14


class Degree(StrEnum):
    """How much of a thing a trade asks."""

    SOME = "some"
    MUCH = "much"


class Finnish(StrEnum):
    """The Finnish that one gets by with at work, on the European scale."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"


@dataclass(frozen=True, config=STRICT)
class Demands:
    """What a trade asks of body, hours and language. None: hardly at all."""

    finnish: Finnish
    lifting: Degree | None = None
    standing: Degree | None = None
    hands: Degree | None = None
    dust: Degree | None = None
    chemicals: Degree | None = None
    heights: Degree | None = None
    outdoors: Degree | None = None
    noise: Degree | None = None
    mornings: Degree | None = None
    evenings: Degree | None = None
    nights: Degree | None = None
    weekends: Degree | None = None
    driving: Degree | None = None
    travelling: Degree | None = None
    people: Degree | None = None
    alone: Degree | None = None
    reading: Degree | None = None
    writing: Degree | None = None
    computer: Degree | None = None

    @property
    def sitting(self) -> Degree | None:
        """Who drives or works at a screen sits as long."""
        return max((self.driving, self.computer), key=lambda degree: (degree is not None, degree is Degree.MUCH))


@dataclass(frozen=True, config=STRICT)
class Task:
    """Something that is done at work, in I-form, and the competence that it tells of (data/competences.yml)."""

    text: Text
    competence: Key


@dataclass(frozen=True, config=STRICT)
class Upward:
    """Ways on from a trade: names of qualifications, and keys of trades that lead or know more."""

    qualifications: tuple[Text, ...] = ()
    occupations: tuple[Key, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Occupation:
    """A trade.

    `spoken` are other names, `phrases` how people tell of it by a verb ("ajoin rekkaa"), `places` where it is done when
    the place alone tells the trade ("oma kampaamo"), `unless` base forms beside which its name means something else
    (keräilijä ja postimerkit). `tasks` are keys of the task bank, or of competences whose own item is the task.
    `taught_at_work`: one is taken on without schooling, and shown the work there. `licensed`: in Finland its title or
    its work needs a right that an authority grants, or the qualification that a law names (559/1994, 817/2015,
    986/1998, 540/2018). `hired`: an employer takes people on for it.
    """

    key: Key
    name: Text
    isco: Annotated[str, Field(pattern=r"^\d{4}$")]
    tasks: Annotated[tuple[Key, ...], Field(min_length=FEWEST_TASKS, max_length=MOST_TASKS)]
    asks: Demands
    neighbours: Annotated[tuple[Key, ...], Field(min_length=1)]
    spoken: tuple[Text, ...] = ()
    phrases: tuple[Text, ...] = ()
    places: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    cards: tuple[Text, ...] = ()
    upward: Upward = Upward()
    taught_at_work: bool = False
    licensed: bool = False
    hired: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The official name first, then the spoken ones."""
        return (self.name, *self.spoken)


@dataclass(frozen=True, config=STRICT)
class FieldFile:
    """A file of `data/occupations/`: a field of work, its tasks and its trades."""

    field: Key
    name: Text
    tasks: Mapping[Key, Task] = Field(default_factory=dict)
    occupations: tuple[Occupation, ...] = ()


@dataclass(frozen=True, config=STRICT)
class EscoSkill:
    """A skill that ESCO names for a trade."""

    uri: Annotated[str, Field(pattern=r"^http://data\.europa\.eu/esco/skill/\S+$")]
    label: Text
    essential: bool


@dataclass(frozen=True, config=STRICT)
class EscoLink:
    """What ESCO adds to a trade: its address there, other names, and skills."""

    uri: Annotated[str, Field(pattern=r"^http://data\.europa\.eu/esco/occupation/\S+$")]
    names: tuple[Text, ...] = ()
    skills: tuple[EscoSkill, ...] = ()


def faults(file: FieldFile, tasks: Mapping[str, Task], occupations: Mapping[str, Occupation]) -> Iterator[str]:
    """What is wrong in a file of the right shape, beside all the others; `tasks` has competences' own items too."""
    for occupation in file.occupations:
        yield from _faults_of_one(occupation, tasks, occupations)


def _faults_of_one(
    occupation: Occupation, tasks: Mapping[str, Task], occupations: Mapping[str, Occupation]
) -> Iterator[str]:
    key = occupation.key
    yield from (f"{key}: there is no task {task}" for task in occupation.tasks if task not in tasks)
    yield from (
        f"{key}: {twice} is there twice" for twice in (*repeated(occupation.tasks), *repeated(occupation.names))
    )
    for named in (*occupation.neighbours, *occupation.upward.occupations):
        if named not in occupations:
            yield f"{key}: there is no occupation {named}"
        elif named == key:
            yield f"{key}: is named beside itself"
    for named in occupation.neighbours:
        if named in occupations and key not in occupations[named].neighbours:
            yield f"{key}: {named} does not name it as a neighbour"


def repeated(values: Sequence[str]) -> list[str]:
    """The values that stand there more than once."""
    return [value for value, count in Counter(values).items() if count > 1]
