"""The kinds of entries, each told once. What people read of a kind is in `data/texts/kinds.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class EntryKind(StrEnum):
    UNIT = "unit"
    HYBRID_COURSE = "hybrid_course"
    APPRENTICESHIP = "apprenticeship"
    EMPLOYER_PATH = "employer_path"
    BADGE = "badge"
    PREPARATORY = "preparatory"
    WORKSHOP = "workshop"
    # What one can do already is recognised and shown at work, without studying it again.
    RECOGNITION = "recognition"


class Stage(StrEnum):
    """Where on a path towards work a kind stands; its name is `stage_…` of `data/texts/recommend.yml`."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class KindTraits:
    """What a kind is.

    `national`: the whole country's, so that it may have no provider, place or way. `sized`: has a size in
    osaamispiste. `recruits`: tells what an employer needs. `small`: may come before the first unit.
    """

    national: bool = False
    sized: bool = False
    recruits: bool = False
    small: bool = False
    stage: Stage | None = None


TRAITS: Mapping[EntryKind, KindTraits] = {
    EntryKind.UNIT: KindTraits(national=True, sized=True, stage=Stage.START),
    EntryKind.HYBRID_COURSE: KindTraits(sized=True, stage=Stage.MIDDLE),
    EntryKind.APPRENTICESHIP: KindTraits(stage=Stage.END),
    EntryKind.EMPLOYER_PATH: KindTraits(recruits=True, stage=Stage.END),
    EntryKind.BADGE: KindTraits(national=True, small=True),
    EntryKind.PREPARATORY: KindTraits(small=True),
    EntryKind.WORKSHOP: KindTraits(small=True, stage=Stage.MIDDLE),
    EntryKind.RECOGNITION: KindTraits(),
}


def small_kinds() -> tuple[EntryKind, ...]:
    """Those that may come before the first unit for one who begins again."""
    return tuple(kind for kind, traits in TRAITS.items() if traits.small)


def only_before() -> tuple[EntryKind, ...]:
    """Those that are nothing but what comes before: what one who is ready for more may begin with, too."""
    return tuple(kind for kind in small_kinds() if TRAITS[kind].stage is None)


def kinds_at(stage: Stage) -> tuple[EntryKind, ...]:
    return tuple(kind for kind, traits in TRAITS.items() if traits.stage is stage)
