"""How well each entry suits a person: visible parts, weighed by the person's situation."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from catalogue.model import Competence, Kind
from catalogue.model.needs import ALONE
from catalogue.recommend import fit
from catalogue.recommend.model import Parts, Refusal, Situation, Wanted, may_be_shown, shares_fault
from catalogue.recommend.shelf import Life, Row, Shelf, Skills
from catalogue.recommend.understanding import Understood

# What one answer of a person shows of a competence, by its level: with help is a beginning, alone is it.
SHOWS = {0: 0.0, 1: 0.4, 2: 0.8, 3: 1.0}
GENERAL = 0.5  # what helps in any work tells half as much of which work
HALVES = 0.5  # each competence halves what is left to show: the first tells most
ELSEWHERE = 0.5  # what leads elsewhere than the person wants counts half, however well it fits their life
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

    def has_direction(self, relevance: Mapping[str, float]) -> bool:
        """Whether anything on the shelf leads to what is wished for."""
        return bool(relevance or self.wished)

    def recognition(self, skills: int) -> float:
        return 1 - HALVES ** sum(match.worth for match in self.matches.get(skills, {}).values())

    def toward(self, skills: int) -> float:
        return 1 - HALVES ** self.wished.get(skills, 0)

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
    wanted = said.wanted
    matches: defaultdict[int, dict[str, Match]] = defaultdict(dict)
    held: set[int] = set()
    for competence in wanted.competences:
        for text, worth in _worths(shelf, competence):
            if competence.level >= ALONE:
                held.add(text)
            for skills in shelf.skills_with(text):
                _keep_best(matches[skills], Match(competence, text, worth))
    wished = {} if said.relevance else _wished(shelf, said.subject)
    return Known(matches, frozenset(held), wished, _barred(shelf, wanted.competences))


def score(shelf: Shelf, said: Understood, known: Known, refusals: Sequence[Refusal], today: date) -> list[Scored]:
    """Everything that can be, each with its parts; in no order."""
    wanted, relevance = said.wanted, said.relevance
    weights, refused = weights_of(wanted.situation), {refusal.entry.key for refusal in refusals}
    skills_of = cache(lambda number: _skill_parts(shelf, known, number))
    life_of = cache(lambda life: _life_parts(life, wanted))
    start_of = cache(lambda times: fit.start(times, today))
    has_direction = known.has_direction(relevance)
    found = []
    for key, row in shelf.rows.items():
        skills, life, start = skills_of(row.skills), life_of(row.life), start_of(row.times)
        if skills is None or life is None or start is None or key in refused:
            continue
        wants = relevance.get(key, 0.0)
        recognition, toward, new = skills
        towards = max(wants, toward)
        growth = towards if row.life.kind == Kind.EMPLOYER_PATH else towards * new  # a job is new whatever one knows
        parts = (recognition, growth, wants, (1 - fit.START) * life[0] + fit.START * start, life[1])
        worth = (
            weights[0] * parts[0] + weights[1] * parts[1] + weights[2] * parts[2] + weights[3] * parts[3]
            + weights[4] * parts[4]
        )  # fmt: skip
        found.append((worth * ELSEWHERE if has_direction and not towards else worth, row, parts))
    return [Scored(_unrefused(worth, row, refusals), row, Parts(*parts)) for worth, row, parts in found]


def _skill_parts(shelf: Shelf, known: Known, number: int) -> tuple[float, float, float] | None:
    """Recognition, how far towards the wish, and the share that is new. None when the person is barred."""
    if number in known.barred:
        return None
    gained = shelf.skills[number].gained
    new = len(known.new(shelf.skills[number])) / len(gained) if gained else 1.0
    return known.recognition(number), known.toward(number), new


def _life_parts(life: Life, wanted: Wanted) -> tuple[float, float] | None:
    share = fit.fit(life, wanted) if may_be_shown(life.kind, wanted) else None
    return None if share is None else (share, fit.step(life, wanted.situation))


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
                counts[skills] += text in shelf.skills[skills].gained
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
        skills for text in lacking for skills in shelf.skills_with(text) if text in shelf.skills[skills].needs
    )


def _unrefused(worth: float, row: Row, refusals: Sequence[Refusal]) -> float:
    return worth * FAULTY ** sum(shares_fault(row.entry, refusal) for refusal in refusals)
