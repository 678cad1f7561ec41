"""`make bench-assessment`: 2,000 simulated persons of different kinds on each instrument.

Each person would answer every item in one way; the engine gets these answers one by one, and so does a fixed order (as
the file has it) and an order by lot, each asked as many items as the engine asked. Then their three strongest are
compared with the *full bank*: the means of all the person's answers to the items of a competence, and nothing of the
engine's. Ties are honest: when the third and the fourth are equal there, either is right; when they are equal in the
short run, it gets the share that a choice by lot would.

The persons are not the engine's: each item has its own discrimination, a difficulty that differs from the file's and
steps of its own; abilities are of five kinds of profiles (even, few strong, low, high, uneven), one answer in twenty
slips by a level and one in twenty is "I do not know". Who tells of work has one or two fields, names something of
each, tells of half of the rest of what belongs to them, and now and then of what is not so; what was heard they judge
as the chat asks (right, not quite) by what they would answer. These presses, four or five, are no items and are not
counted as such; a line of its own, outside the goal, shows what is left when nobody judges. Levels are
compared with the mean answer that the person tends to give, without slips, over the bank's items of the competence.
"""

import math
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from api.assessment.files import Library, read_library
from api.assessment.model.engine import NOTHING, STRONGEST, Beforehand, Course, Item, Stop
from api.assessment.model.field_check import questions_of
from api.assessment.model.graded_response import STEPS
from api.assessment.model.instruments import Frames, Instrument, InstrumentKind, Question
from api.assessment.model.prior import ANYWHERE, Judgement, Note, after_telling, beforehand
from api.launch.seed import SEED, entries_in
from catalogue.model import entry_from

PERSONS = 2_000
SEED_OF_LOT = 7
SLIPS, UNKNOWN = 0.05, 0.05
TELLS, TELLS_OF_SELF, TELLS_WRONG = 0.5, 0.25, 0.02
# How able people are, on the whole, in a field that they have not worked in.
ELSEWHERE = -1.5
NOT_JUDGED = "- not judged"
GOAL_MEDIAN, GOAL_AGREEMENT, GOAL_MS = 12, 0.90, 5.0

Answers = dict[str, int | None]
Judge = Callable[[int | None], Judgement | None]


@dataclass(frozen=True)
class ItemInLife:
    """How an item works in truth: not as the file says."""

    discrimination: float
    steps: tuple[float, ...]

    def at_least(self, ability: float) -> list[float]:
        return [1 / (1 + math.exp(-self.discrimination * (ability - step))) for step in self.steps]


@dataclass(frozen=True)
class Person:
    abilities: Mapping[str, float]
    answers: Answers
    tendencies: Mapping[str, float]
    told: tuple[str, ...] = ()


@dataclass
class Run:
    """What was found of one instrument."""

    asked: list[int] = field(default_factory=list)
    hits: dict[str, list[float]] = field(default_factory=lambda: {"engine": [], "fixed": [], "lot": []})
    ranks: dict[str, list[float]] = field(default_factory=lambda: {"engine": [], "fixed": [], "lot": []})
    errors: dict[str, list[float]] = field(default_factory=lambda: {"engine": [], "fixed": [], "lot": []})
    times: list[float] = field(default_factory=list)
    # How much easier the item after two answers "not yet" is than the harder of those two.
    eased: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class World:
    """An instrument, what its items are in life, and how its people are."""

    items: Sequence[Item]
    stop: Stop
    life: Mapping[str, ItemInLife]
    person: Callable[[random.Random], Person]
    known: Callable[[Person], Beforehand]


def in_life(items: Sequence[Item], chance: random.Random) -> dict[str, ItemInLife]:
    found = {}
    for item in items:
        difficulty = item.difficulty + chance.gauss(0, 0.3)
        steps = sorted(difficulty + step + chance.gauss(0, 0.25) for step in STEPS.values())
        found[item.key] = ItemInLife(min(3.0, max(0.7, chance.lognormvariate(0.4, 0.3))), tuple(steps))
    return found


def abilities_of_a_kind(competences: Sequence[str], chance: random.Random) -> dict[str, float]:
    """One of five kinds of profiles."""
    middle, spread, peaks = chance.choice([(0.0, 0.5, 0), (-0.5, 0.5, 3), (-1.0, 0.7, 0), (1.0, 0.7, 0), (0.0, 1.1, 0)])
    middle += chance.gauss(0, 0.4)
    found = {competence: middle + chance.gauss(0, spread) for competence in competences}
    for competence in chance.sample(list(found), min(peaks, len(found))):
        found[competence] += 1.6
    return found


def answers_of(items: Sequence[Item], life: Mapping[str, ItemInLife], abilities: Mapping[str, float],
               chance: random.Random) -> Answers:  # fmt: skip
    found: Answers = {}
    for item in items:
        drawn = chance.random()
        level = sum(drawn < reach for reach in life[item.key].at_least(abilities[item.competence]))
        if chance.random() < SLIPS:
            level = min(3, max(0, level + chance.choice((-1, 1))))
        found[item.key] = None if chance.random() < UNKNOWN else level
    return found


def a_person(items: Sequence[Item], life: Mapping[str, ItemInLife], abilities: Mapping[str, float],
             chance: random.Random, told: Iterable[str] = ()) -> Person:  # fmt: skip
    answers = answers_of(items, life, abilities, chance)
    sums: dict[str, list[float]] = {}
    for item in items:
        sums.setdefault(item.competence, []).append(sum(life[item.key].at_least(abilities[item.competence])))
    return Person(abilities, answers, {key: statistics.mean(found) for key, found in sums.items()}, tuple(told))


def ready(instrument: Instrument, items: Sequence[Item], chance: random.Random) -> World:
    life, competences = in_life(items, chance), sorted({item.competence for item in items})
    return World(
        items, instrument.stop.stop, life,
        lambda lot: a_person(items, life, abilities_of_a_kind(competences, lot), lot), lambda _person: NOTHING,
    )  # fmt: skip


def of_units(instrument: Instrument, questions: Sequence[Question], chance: random.Random) -> World:
    """People who have done what some of the units teach, and little of what others do."""
    items = [question.item for question in questions]
    life = in_life(items, chance)

    def person(lot: random.Random) -> Person:
        middle, units = lot.gauss(-0.2, 0.6), {item.group: lot.gauss(0, 0.8) for item in items}
        abilities = {item.competence: middle + units[item.group] + lot.gauss(0, 0.6) for item in items}
        return a_person(items, life, abilities, lot)

    return World(items, instrument.stop.stop, life, person, lambda _person: NOTHING)


def telling(instrument: Instrument, library: Library, chance: random.Random, judge: Judge) -> World:
    """People with one or two fields, who tell of most of what they have done."""
    items = [question.item for question in instrument.items]
    life, known = in_life(items, chance), library.competences
    fields = sorted({known[item.competence].group for item in items} - ANYWHERE)

    def person(lot: random.Random) -> Person:
        own = lot.sample(fields, lot.choice((1, 1, 2)))
        middle, abilities = lot.gauss(0, 0.5), {}
        for item in items:
            group = known[item.competence].group
            lifted = 1.0 if group in own else 0.0 if group in ANYWHERE else ELSEWHERE
            abilities[item.competence] = middle + lifted + lot.gauss(0, 0.7)
        told = [key for key in abilities if lot.random() < tells(known[key].group, own, abilities[key])]
        named = [lot.choice([key for key in abilities if known[key].group == group]) for group in own]
        return a_person(items, life, abilities, lot, dict.fromkeys([*named, *told]))

    def tells(group: str, own: Sequence[str], ability: float) -> float:
        if group in own:
            return TELLS
        return TELLS_OF_SELF if group in ANYWHERE and ability > 0.5 else TELLS_WRONG

    def heard(someone: Person) -> Beforehand:
        notes = [Note(key, "told", judge(someone.answers[key_of[key]])) for key in someone.told]
        return after_telling(beforehand(notes), notes, known)

    key_of = {item.competence: item.key for item in items}
    return World(items, instrument.stop.stop, life, person, heard)


def as_answered(answer: int | None) -> Judgement | None:
    """What a person says of a competence that was heard in the telling, by what they would answer of it."""
    if answer is None:
        return None
    return Judgement.RIGHT if answer >= 2 else Judgement.NOT_QUITE


def field_check(instrument: Instrument, frames: Frames, chance: random.Random) -> list[World]:
    """One world for each field of the sample catalogue that has enough to ask."""
    entries = [entry_from(raw) for raw in entries_in(SEED)]
    fields = sorted({name for entry in entries for name in entry.fields})
    banks = [questions_of([entry for entry in entries if name in entry.fields], frames) for name in fields]
    print("banks of the field check:", sorted(map(len, dict.fromkeys(banks))))
    return [of_units(instrument, bank, chance) for bank in dict.fromkeys(banks) if len(bank) > STRONGEST]


def best(levels: Mapping[str, float]) -> set[str]:
    """The three highest, and all that are equal to the third."""
    third = sorted(levels.values(), reverse=True)[:STRONGEST][-1]
    return {key for key, level in levels.items() if level >= third - 1e-9}


def share_hit(levels: Mapping[str, float], wanted: set[str]) -> float:
    """How many of the three highest are wanted ones; of equals at the end, what a choice by lot would get."""
    count = min(STRONGEST, len(levels))
    third = sorted(levels.values(), reverse=True)[count - 1]
    sure = {key for key, level in levels.items() if level > third + 1e-9}
    equal = {key for key, level in levels.items() if abs(level - third) <= 1e-9}
    return (len(sure & wanted) + (count - len(sure)) * len(equal & wanted) / len(equal)) / count


def same_order(levels: Mapping[str, float], full: Mapping[str, float]) -> float:
    """Of the pairs that differ in the full bank, the share in the same order; half for those made equal."""
    keys, right, pairs = list(full), 0.0, 0
    for place, one in enumerate(keys):
        for other in keys[:place]:
            apart = full[one] - full[other]
            if abs(apart) > 1e-9:
                here = (levels[one] - levels[other]) * apart
                right += 1.0 if here > 1e-9 else 0.5 if here > -1e-9 else 0.0
                pairs += 1
    return right / pairs if pairs else 1.0


def levels_of(world: World, person: Person, keys: Sequence[str]) -> dict[str, float]:
    answers = {key: person.answers[key] for key in keys}
    estimates = Course(world.items, answers, world.known(person)).estimates()
    return {key: estimate.level for key, estimate in estimates.items()}


def full_bank(world: World, person: Person) -> dict[str, float]:
    """The mean of the person's own answers; who answers nothing on a competence shows nothing of it."""
    given: dict[str, list[int]] = {item.competence: [] for item in world.items}
    for item in world.items:
        level = person.answers[item.key]
        given[item.competence] += [level] if level is not None else []
    return {key: statistics.mean(levels) if levels else -1.0 for key, levels in given.items()}


def assess(world: World, person: Person, run: Run) -> list[str]:
    """The items that the engine asks, in order."""
    answers: Answers = {}
    while True:
        begun = time.process_time()
        item = Course(world.items, answers, world.known(person)).next_item(world.stop)
        run.times.append(1000 * (time.process_time() - begun))
        if item is None:
            return list(answers)
        given = [(key, level) for key, level in answers.items() if level is not None][-2:]
        if [level for _, level in given] == [0, 0]:
            hard = {each.key: each.difficulty for each in world.items}
            run.eased.append(max(hard[key] for key, _ in given) - item.difficulty)
        answers[item.key] = person.answers[item.key]


def measure(worlds: Sequence[World], persons: int, chance: random.Random) -> Run:
    run = Run()
    for number in range(persons):
        world = worlds[number % len(worlds)]
        person = world.person(chance)
        asked, order = assess(world, person, run), [item.key for item in world.items]
        by_lot = chance.sample(order, len(order))
        full = full_bank(world, person)
        run.asked.append(len(asked))
        for name, keys in (("engine", asked), ("fixed", order[: len(asked)]), ("lot", by_lot[: len(asked)])):
            levels = levels_of(world, person, keys)
            run.hits[name].append(share_hit(levels, best(full)))
            run.ranks[name].append(same_order(levels, full))
            run.errors[name].append(statistics.mean(abs(levels[key] - person.tendencies[key]) for key in full))
    return run


def report(name: str, run: Run) -> bool:
    asked, times = sorted(run.asked), sorted(run.times)
    mean = {
        what: {who: statistics.mean(values) for who, values in found.items()}
        for what, found in (("hits", run.hits), ("ranks", run.ranks), ("errors", run.errors))
    }
    columns = "  ".join(
        f"{mean[what]['engine']:.3f} {mean[what]['fixed']:.3f} {mean[what]['lot']:.3f}" for what in mean
    )
    print(
        f"{name:15} {statistics.median(asked):4.0f} {asked[int(0.9 * len(asked))]:4d}  {columns}  "
        f"{times[int(0.95 * len(times))]:5.2f}  {statistics.mean(run.eased) if run.eased else 0:6.2f}"
    )
    hits = mean["hits"]
    return (
        statistics.median(asked) <= GOAL_MEDIAN
        and hits["engine"] >= GOAL_AGREEMENT
        and hits["engine"] > hits["fixed"]
        and times[int(0.95 * len(times))] <= GOAL_MS
        and statistics.mean(run.eased or [1.0]) > 0
    )


def worlds_of(library: Library, chance: random.Random) -> Iterator[tuple[str, list[World]]]:
    for key, instrument in library.instruments.items():
        items = [question.item for question in instrument.items]
        if instrument.frames is not None:
            yield key, field_check(instrument, instrument.frames, chance)
        elif instrument.kind is InstrumentKind.TELLING:
            yield key, [telling(instrument, library, chance, as_answered)]
            yield NOT_JUDGED, [telling(instrument, library, chance, lambda _answer: None)]
        else:
            yield key, [ready(instrument, items, chance)]


def main() -> None:
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS
    library, chance = read_library(), random.Random(SEED_OF_LOT)
    print(f"{persons} persons on each instrument, {platform.machine()}, Python {platform.python_version()}")
    print("                 items      three strongest    order of pairs     error of levels   ms   easier")
    print("instrument       med  p90  engine fixed lot    engine fixed lot   engine fixed lot   p95  after 2 not yet")
    good = True
    for name, worlds in worlds_of(library, chance):
        met = report(name, measure(worlds, persons, chance))
        good &= met or name == NOT_JUDGED
    print(f"goal: median <= {GOAL_MEDIAN}, agreement >= {GOAL_AGREEMENT}, better than the fixed order: ", end="")
    print("met" if good else "NOT met on every instrument")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
