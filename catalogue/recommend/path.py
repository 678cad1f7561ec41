"""The path towards the work that is wanted: a few steps of real entries that are tied by codes or fields."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from heapq import nlargest

from catalogue.model import Entry, EntryKind, Stage, kinds_at, only_before, small_kinds
from catalogue.recommend.entry_faces import Row, Shelf
from catalogue.recommend.model import SMALL_STEPS, Path, Situation, Step, Told
from catalogue.recommend.scoring import Known, Scored
from catalogue.recommend.told_wishes import Understood
from catalogue.recommend.wording import day, listed, number, say, tell, time

# From the small to the work itself.
STAGES: Mapping[Stage, tuple[EntryKind, ...]] = {stage: kinds_at(stage) for stage in Stage}
AT_EACH = 6  # so many of the best are tried at each stage
SAME_UNIT, SAME_QUALIFICATION, SAME_FIELD = 1.0, 0.8, 0.5  # how tightly one step leads to the next
DIRECT = 0.5  # a step answers the wish at least so well
TIED = 0.5  # what a tie is worth beside a step of its own

Steps = tuple[Scored, ...]
NO_STEPS: tuple[float, Steps] = (0.0, ())


def path(shelf: Shelf, known: Known, found: Sequence[Scored], said: Understood, today: date) -> Path:
    """Steps towards the wish, the best of the paths that the catalogue has. Fewer steps rather than untied ones."""
    goal, situation = said.goal, said.wanted.situation
    if situation in (Situation.DISTRESS, Situation.UNDER_18):
        return Path(goal, note=tell("path_note_person"))
    if not goal:
        return Path(note=tell("path_note_no_goal"))
    steps = _best(shelf, found, situation)
    if not steps:
        lacks = "conditions" if said.relevance else "nothing"
        return Path(goal, note=tell(f"path_note_{lacks}", goal=goal))
    there = {scored.row.entry.kind for scored in steps}
    missing = [tell(f"stage_{name}") for name, kinds in STAGES.items() if not there.intersection(kinds)]
    note = tell("path_note_missing", stages=listed(missing)) if missing else None
    return Path(goal, tuple(_in_words(shelf, known, steps, today)), note)


def tie(shelf: Shelf, before: Row, after: Row) -> float:
    """How tightly two entries are tied, 0 when they are not: by a unit, a qualification, a field, a competence."""
    one, other = before.entry, after.entry
    if _units(one) & _units(other):
        return SAME_UNIT
    if _qualification(one) and _qualification(one) == _qualification(other):
        return SAME_QUALIFICATION
    return SAME_FIELD if set(one.fields) & set(other.fields) or shelf.builds_on(before, after) else 0.0


def _best(shelf: Shelf, found: Sequence[Scored], situation: Situation) -> Steps:
    """The tied steps of most worth together, each stage at most once; none when nothing leads there.

    The best path to an entry goes on from the best path to one of an earlier stage, so all are tried by trying pairs.
    """
    before = small_kinds() if situation in SMALL_STEPS else only_before()
    paths: list[tuple[float, Steps]] = []
    for kinds in (before, *STAGES.values()):
        paths += [_up_to(shelf, scored, paths) for scored in _of(found, kinds)]
    return max(paths, key=_first, default=NO_STEPS)[1]


def _up_to(shelf: Shelf, scored: Scored, paths: Sequence[tuple[float, Steps]]) -> tuple[float, Steps]:
    own = _step_worth(scored)
    longer = [
        (worth + own + TIED * tied, (*steps, scored))
        for worth, steps in paths
        if scored not in steps and (tied := tie(shelf, steps[-1].row, scored.row))
    ]
    return max(longer, key=_first, default=(own, (scored,)))


def _first(path: tuple[float, Steps]) -> float:
    return path[0]


def _of(found: Iterable[Scored], kinds: Sequence[EntryKind]) -> list[Scored]:
    fitting = (scored for scored in found if scored.row.entry.kind in kinds and _leads(scored))
    return nlargest(AT_EACH, fitting, key=_step_worth)


def _leads(scored: Scored) -> bool:
    """Whether it answers the wish well itself; what only touches it is no step."""
    return max(scored.parts.wants, scored.parts.growth) >= DIRECT


def _step_worth(scored: Scored) -> float:
    return scored.worth + scored.parts.wants


def _units(entry: Entry) -> set[str]:
    counted = entry.counts_towards.units if entry.counts_towards else ()
    return {*entry.unit_codes, *counted, *([entry.code] if entry.code else [])}


def _qualification(entry: Entry) -> str | None:
    return entry.qualification_code or entry.qualification


def _in_words(shelf: Shelf, known: Known, steps: Sequence[Scored], today: date) -> Iterable[Step]:
    earliest = today
    for scored, after in zip(steps, [*steps[1:], None], strict=True):
        entry = scored.row.entry
        yield Step(
            entry=entry,
            title=entry.name,
            why=say(_why(shelf, known, scored)),
            size=say(_size(entry)),
            time=say(_time(entry, earliest, today)),
            by_then=say(_by_then(entry, after.row.entry if after else None)),
            helper=say(_helper(entry)),
        )
        earliest = _ends(entry, earliest, today)


def _why(shelf: Shelf, known: Known, scored: Scored) -> Told:
    entry, skills = scored.row.entry, shelf.skills.all[scored.row.skills]
    new = [shelf.texts.all[text] for text in known.new(skills)]
    if entry.kind == EntryKind.UNIT and skills.gained and not new:
        return Told("path_why_unit_all_held")
    held = "_held" if entry.kind == EntryKind.UNIT and len(new) < len(skills.gained) else ""
    return Told(f"path_why_{entry.kind}{held}", {"gained": listed(new or [entry.name])})


def _size(entry: Entry) -> Told:
    if entry.kind == EntryKind.APPRENTICESHIP and entry.qualification:
        return Told("path_size_whole", {"qualification": entry.qualification})
    if entry.size_osp and entry.qualification:
        return Told("path_size_part", {"size": number(entry.size_osp), "qualification": entry.qualification})
    if entry.size_osp:
        return Told("path_size", {"size": number(entry.size_osp)})
    return Told("path_size_small" if entry.kind == EntryKind.BADGE else "path_size_unknown")


def _time(entry: Entry, earliest: date, today: date) -> Told:
    values = {"time": time(entry.length_weeks, entry.weekly_hours) or Told("path_time_unknown")}
    if entry.continuous:
        return Told("path_start_continuous", values)
    start = entry.next_start(earliest) or entry.next_start(today)
    if start is None:
        return Told("path_start_unknown", values)
    early = start < earliest.isoformat()
    return Told("path_start_early" if early else "path_start", {**values, "day": day(start)})


def _ends(entry: Entry, earliest: date, today: date) -> date:
    """When the next step can begin."""
    start = entry.next_start(earliest) if not entry.continuous else None
    begins = date.fromisoformat(start) if start else max(earliest, today)
    return begins + timedelta(weeks=entry.length_weeks or 0)


def _by_then(entry: Entry, after: Entry | None) -> Told:
    if entry.kind in (EntryKind.WORKSHOP, EntryKind.PREPARATORY):
        return Told("by_then_tried") if after else Told("by_then_work")
    if entry.employer and entry.employer.roles:
        return Told("by_then_role", {"roles": listed(entry.employer.roles)})
    if entry.competences_gained and entry.kind != EntryKind.BADGE:
        return Told("by_then_certificate", {"gained": listed(entry.competences_gained)})
    if after:
        return Told("by_then_next", {"next": after.name})
    return Told("by_then_badge" if entry.kind == EntryKind.BADGE else "by_then_work")


HELPER: Mapping[EntryKind, str] = {
    EntryKind.WORKSHOP: "helper_workshop",
    EntryKind.APPRENTICESHIP: "helper_apprenticeship",
    EntryKind.EMPLOYER_PATH: "helper_employer_path",
}


def _helper(entry: Entry) -> Told:
    if not entry.provider:
        return Told("helper_none")
    return Told(HELPER.get(entry.kind, "helper_unit"), {"provider": entry.provider})
