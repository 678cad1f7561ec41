"""How well each entry suits a person: visible parts, weighed by the person's situation."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from catalogue.model import Competence, EntryKind, Load, small_kinds
from catalogue.model.needs import ALONE
from catalogue.recommend import fit
from catalogue.recommend.entry_faces import Row, Shelf, Skills, pace_of, terms_of, times_of
from catalogue.recommend.model import SMALL_STEPS, Parts, Refusal, Situation, Wanted, shares_fault
from catalogue.recommend.told_wishes import Understood, shown_by_writing

# What one answer of a person shows of a competence, by its level: with help is a beginning, alone is it.
SHOWS = {0: 0.0, 1: 0.4, 2: 0.8, 3: 1.0}
GENERAL = 0.5  # what helps in any work tells half as much of which work
HALVES = 0.5  # each competence halves what is left to show: the first tells most
ELSEWHERE = 0.5  # what leads elsewhere than the person wants counts half, however well it fits their life
MUCH_HELD = 0.4  # who can show so much of an entry may gain from it wherever it leads
BUILT_ON = 0.5  # so much of a trade must be shown before what is for its skilled is suggested
NOTHING = (-1.0, "")
DOUBTED = 0.3  # what may ask something that the person cannot do comes after what does not
FAULTY = 0.3  # what has the fault of a refused entry comes after everything that has not


class Weights(NamedTuple):
    """The share of each part. What is wanted leads: a coach starts from the work that a person wants."""

    recognition: float
    growth: float
    wants: float
    fit: float
    step: float


USUAL = Weights(recognition=0.2, growth=0.15, wants=0.3, fit=0.2, step=0.15)
WEIGHTS: Mapping[Situation, Weights] = {
    # What one knows from work is recognised first.
    Situation.EMPLOYED: Weights(recognition=0.3, growth=0.1, wants=0.25, fit=0.15, step=0.2),
    # The size of the first step decides whether it is taken.
    Situation.LONG_UNEMPLOYED: Weights(recognition=0.15, growth=0.1, wants=0.3, fit=0.15, step=0.3),
    Situation.NEVER_WORKED: Weights(recognition=0.15, growth=0.1, wants=0.3, fit=0.15, step=0.3),
    Situation.WORK_ABILITY_UNKNOWN: Weights(recognition=0.1, growth=0.1, wants=0.25, fit=0.15, step=0.4),
    # Somebody needs the person at home: what does not fit the day is of no use.
    Situation.CARING: Weights(recognition=0.15, growth=0.1, wants=0.3, fit=0.3, step=0.15),
}


def weights_of(situation: Situation) -> Weights:
    return WEIGHTS.get(situation, USUAL)


@dataclass(frozen=True, slots=True)
class Match:
    """A competence of the person that an entry gives or builds on."""

    competence: Competence
    text: int
    worth: float


@dataclass(frozen=True, slots=True)
class Known:
    """What the person's competences and wish mean for each kind of skills, by its number."""

    matches: Mapping[int, Mapping[str, Match]]
    held: frozenset[int]
    wished: Mapping[int, int]
    barred: frozenset[int]
    built_on: frozenset[int]  # what builds on something that the person can show

    def has_direction(self, relevance: Mapping[str, float]) -> bool:
        """Whether anything on the shelf leads to what is wished for."""
        return bool(relevance or self.wished)

    def recognition(self, skills: int) -> float:
        return 1 - HALVES ** sum(match.worth for match in self.matches.get(skills, {}).values())

    def toward(self, skills: int) -> float:
        return 1 - HALVES ** self.wished.get(skills, 0)

    def share_new(self, skills: Skills) -> float:
        return len(self.new(skills)) / len(skills.gained) if skills.gained else 1.0

    def new(self, skills: Skills) -> list[int]:
        """The texts of what the person would learn."""
        return [text for text in skills.gained if text not in self.held]


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry with its parts and its worth, from 0 to 1."""

    worth: float
    row: Row
    parts: Parts


def known(shelf: Shelf, said: Understood) -> Known:
    """What the answers mean for everything on the shelf.

    What competences the wish means is asked only when no entry answers its words: words are surer.
    """
    matches: defaultdict[int, dict[str, Match]] = defaultdict(dict)
    held: set[int] = set()
    for competence in said.wanted.competences:
        for text, worth in _worths(shelf, competence):
            if competence.level >= ALONE:
                held.add(text)
            for skills in shelf.skills_with(text):
                _keep_best(matches[skills], Match(competence, text, worth))
    wished = {} if said.relevance else _wished(shelf, said.subject)
    barred = _barred(shelf, said.wanted.competences)
    return Known(matches, frozenset(held), wished, barred, _built_on(shelf, matches))


def score(shelf: Shelf, said: Understood, known: Known, refusals: Sequence[Refusal], today: date) -> list[Scored]:
    """What is worth showing, each unit once: where and when it suits best. In no order.

    With a direction, what leads elsewhere is worth showing only when the person can show it as known already, or
    when it is a small first step for one who begins again.
    """
    scales = _Scales(shelf, said, known, today)
    best: dict[int, tuple[float, str]] = {}
    refused = {refusal.entry.key for refusal in refusals}
    barred = shelf.with_skills(known.barred)
    for key in _candidates(shelf, said, known) - refused - barred - said.unwanted:
        row = shelf.rows[key]
        if _lacks_experience(row, said, known):
            continue
        worth = scales.worth(row) * _patience(row, refusals) * (DOUBTED if key in said.doubts else 1.0)
        if worth >= 0 and (worth, key) > best.get(row.unit, NOTHING):
            best[row.unit] = (worth, key)
    return [Scored(worth, shelf.rows[key], scales.parts(shelf.rows[key])) for worth, key in best.values()]


class _Scales:
    """What each face is worth to the person, weighed once; an entry is then a sum. Less than 0 is what cannot be."""

    def __init__(self, shelf: Shelf, said: Understood, known: Known, today: date) -> None:
        wanted, numbers = said.wanted, range(len(shelf.skills.all))
        self._weights = weights_of(wanted.situation)
        self._relevance = said.relevance
        self._where = fit.weighed(fit.WHERE, shelf.wheres.all, wanted)
        self._pace = fit.weighed(fit.PACE, shelf.paces.all, wanted)
        self._terms = fit.weighed(fit.TERMS, shelf.terms.all, wanted)
        self._start = _starts(shelf, wanted, today)
        self._step = [fit.step(pace, wanted) for pace in shelf.paces.all]
        self._recognition = [known.recognition(number) for number in numbers]
        self._toward = [known.toward(number) for number in numbers]
        self._new = [known.share_new(skills) for skills in shelf.skills.all]
        self._always_new = _always_new(wanted.situation)
        self._elsewhere = ELSEWHERE if known.has_direction(said.relevance) else 1.0

    def worth(self, row: Row) -> float:
        """The weighed sum of `parts`."""
        weights = self._weights
        worth = (
            weights.fit * self._fit(row)
            + weights.step * self._step[row.pace]
            + weights.recognition * self._recognition[row.skills]
        )
        wants = self._relevance.get(row.entry.key, 0.0)
        if not (wants or self._toward[row.skills]):
            return worth * self._elsewhere
        return worth + weights.growth * self._growth(row, wants) + weights.wants * wants

    def parts(self, row: Row) -> Parts:
        wants = self._relevance.get(row.entry.key, 0.0)
        return Parts(
            recognition=self._recognition[row.skills],
            growth=self._growth(row, wants),
            wants=wants,
            fit=self._fit(row),
            step=self._step[row.pace],
        )

    def _fit(self, row: Row) -> float:
        return (
            self._where[row.where] + self._pace[row.pace] + self._terms[row.terms] + fit.START * self._start[row.times]
        )

    def _growth(self, row: Row, wants: float) -> float:
        """What is new towards the wish."""
        towards = wants or self._toward[row.skills]
        return towards if row.entry.kind in self._always_new else towards * self._new[row.skills]


def _always_new(situation: Situation) -> tuple[EntryKind, ...]:
    """What gives more than its competences: a qualification to who works, a job to who does not, unless small steps
    come first."""
    if situation in SMALL_STEPS:
        return ()
    return (EntryKind.APPRENTICESHIP,) if situation == Situation.EMPLOYED else (EntryKind.EMPLOYER_PATH,)


def _starts(shelf: Shelf, wanted: Wanted, today: date) -> list[float]:
    """How soon each can be begun: the same for everybody on one day. What is new since the last time is added.

    Who wishes for a start of their own is asked anew.
    """
    if wanted.has_start:
        return [fit.wished_start(times, wanted, today) for times in shelf.times.all]
    if today not in shelf.soonness:
        shelf.soonness = {today: []}
    soonness = shelf.soonness[today]
    soonness += [fit.start(times, today) for times in shelf.times.all[len(soonness) :]]
    return soonness


def obstacles(shelf: Shelf, said: Understood, known: Known, refusals: Sequence[Refusal], today: date) -> Iterator[str]:
    """What keeps away the entry that answers the wish best, by the names of the reasons.

    Those for the skilled of a trade are asked only when there is nothing else.
    """
    rows = [shelf.rows[key] for key in said.relevance]
    open_ones = [row for row in rows if not _lacks_experience(row, said, known)] or rows
    return bars(max(open_ones, key=lambda row: said.relevance[row.entry.key]), said, known, refusals, today)


def bars(row: Row, said: Understood, known: Known, refusals: Sequence[Refusal], today: date) -> Iterator[str]:
    """What keeps this entry away from the person, by the names of the reasons."""
    entry = row.entry
    asked = {
        "refused": any(refusal.entry.key == entry.key for refusal in refusals),
        "needs": row.skills in known.barred,
        "experience": _lacks_experience(row, said, known),
        "hours": fit.hours(pace_of(entry), said.wanted) == fit.NEVER,
        "device": fit.device(terms_of(entry), said.wanted) == fit.NEVER,
        "language": fit.language(terms_of(entry), said.wanted) == fit.NEVER,
        "start": fit.start(times_of(entry), today) == fit.NEVER,
    }
    return (name for name, stands in asked.items() if stands)


def _candidates(shelf: Shelf, said: Understood, known: Known) -> Set[str]:
    """The keys of what is worth weighing."""
    insulting = _shown_by_writing(shelf, said)
    if not known.has_direction(said.relevance):
        unshown = set() if known.matches else shelf.of_kinds([EntryKind.RECOGNITION])  # nothing yet to recognise
        return shelf.rows.keys() - insulting - unshown
    much_held = [skills for skills in known.matches if known.recognition(skills) >= MUCH_HELD]
    small = shelf.of_kinds(small_kinds()) if said.wanted.situation in SMALL_STEPS else set()
    led_elsewhere = (shelf.with_skills(much_held) | small) - insulting
    return said.relevance.keys() | shelf.with_skills(known.wished) | led_elsewhere


def _lacks_experience(row: Row, said: Understood, known: Known) -> bool:
    """Whether the entry is for those who do the work already, and the person tells of nothing that it builds on.

    What one does as a hobby can be recognised, but it is no work yet.
    """
    asks = row.entry.asks
    if asks is None or asks.experience is not Load.MUCH or row.entry.key in said.upward:
        return False
    is_new_to_work = said.wanted.situation == Situation.NEVER_WORKED and row.entry.kind != EntryKind.RECOGNITION
    return is_new_to_work or row.skills not in known.built_on


def _built_on(shelf: Shelf, matches: Mapping[int, Mapping[str, Match]]) -> frozenset[int]:
    """The skills for which the person shows enough of what is useful before."""
    return frozenset(
        skills
        for skills, found in matches.items()
        if any(each.worth >= BUILT_ON and each.text in shelf.skills.all[skills].useful for each in found.values())
    )


def _shown_by_writing(shelf: Shelf, said: Understood) -> set[str]:
    """What mostly gives what one shows by writing to us, unless the person told that it is hard for them."""
    shown = shown_by_writing() - {each.text.casefold() for each in said.wanted.competences if each.level < ALONE}
    return shelf.with_skills(
        number
        for number, skills in enumerate(shelf.skills.all)
        if 2 * sum(shelf.texts.all[text].casefold() in shown for text in skills.gained) > len(skills.gained)
    )


def _worths(shelf: Shelf, competence: Competence) -> Iterator[tuple[int, float]]:
    """The texts that tell of what this competence tells of, and how much that shows."""
    shows = SHOWS[competence.level]
    if not shows:
        return
    for text, keys in shelf.matching(shelf.competences.meaning(competence.text)).items():
        is_general = bool(keys) and keys <= shelf.competences.general
        yield text, shows * GENERAL if is_general else shows


def _keep_best(matches: dict[str, Match], match: Match) -> None:
    """A competence counts once in an entry, however often the entry speaks of it."""
    before = matches.get(match.competence.text)
    if before is None or before.worth < match.worth:
        matches[match.competence.text] = match


def _wished(shelf: Shelf, subject: str) -> dict[int, int]:
    """How many texts of the skills speak of what is wished for. What helps in any work leads to none."""
    counts: defaultdict[int, int] = defaultdict(int)
    for text, keys in shelf.matching(shelf.competences.meaning(subject)).items():
        if keys - shelf.competences.general:
            for skills in shelf.skills_with(text):
                counts[skills] += text in shelf.skills.all[skills].gained
    return {skills: count for skills, count in counts.items() if count}


def _barred(shelf: Shelf, competences: Sequence[Competence]) -> frozenset[int]:
    """The skills that need something the person has said not to have."""
    lacking = {
        text
        for competence in competences
        if not competence.level
        for text in shelf.naming(shelf.competences.meaning(competence.text))
    }
    return frozenset(
        skills for text in lacking for skills in shelf.skills_with(text) if text in shelf.skills.all[skills].needs
    )


def _patience(row: Row, refusals: Sequence[Refusal]) -> float:
    """What is left of the worth of an entry that has faults of refused ones."""
    return FAULTY ** sum(shares_fault(row.entry, refusal) for refusal in refusals) if refusals else 1.0
