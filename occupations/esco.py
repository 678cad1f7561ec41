"""ESCO's own download (CSV, Finnish labels) beside our trades: addresses, other names and skills, row by row.

What people write is never changed: everything goes to one generated file. A row that cannot be used is told with what
is wrong, and the others are kept. The same files twice give the same result.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import ValidationError

from finnish.plain import plain
from occupations.files import Occupations
from occupations.model import EscoLink, EscoSkill, Occupation

OCCUPATIONS, SKILLS, RELATIONS = "occupations_fi.csv", "skills_fi.csv", "occupationSkillRelations_fi.csv"
COLUMNS = {
    OCCUPATIONS: ("conceptUri", "iscoGroup", "preferredLabel", "altLabels"),
    SKILLS: ("conceptUri", "preferredLabel"),
    RELATIONS: ("occupationUri", "relationType", "skillUri"),
}
ESSENTIAL, OPTIONAL = "essential", "optional"
HEADER = """# Made by `python -m api occupations import` from ESCO's download; the next import writes it anew.
# Do not edit: our own names stand in the other files of data/occupations/. ESCO is a work of the European Commission.
"""


class BadDownload(Exception):
    """A file of the download that is missing or has not ESCO's columns."""

    def __init__(self, code: str, name: str, detail: str = "") -> None:
        super().__init__(f"{name}: {code} {detail}".strip())
        self.code, self.name, self.detail = code, name, detail


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    UNMATCHED = "unmatched"  # a good row of a trade that we do not have
    REJECTED = "rejected"


@dataclass(frozen=True)
class Row:
    """A row of a file, by its line number, with what becomes of it and why."""

    file: str
    number: int
    label: str
    outcome: Outcome
    reason: str = ""
    occupation: str = ""


@dataclass
class Plan:
    """What an import would do: every row told, and the links as they would be."""

    links: dict[str, EscoLink]
    rows: list[Row] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        return sum(row.outcome is outcome for row in self.rows)


@dataclass(frozen=True)
class _Concept:
    """A row of ESCO's occupations that has what it must."""

    number: int
    uri: str
    isco: str
    label: str
    others: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.label, *self.others)


def plan_import(folder: Path, ours: Occupations) -> Plan:
    """Read the three files and say what they would change. Raises BadDownload."""
    plan = Plan(dict(ours.esco))
    concepts = list(_concepts(_rows(folder, OCCUPATIONS), plan))
    skills = dict(_skills(_rows(folder, SKILLS), plan))
    matched = _matched(concepts, ours, plan)
    known = {concept.uri for concept in concepts}
    needed = _relations(_rows(folder, RELATIONS), known, skills, plan)
    taken = _taken(ours)
    for key, concept in matched.items():
        _link(key, concept, needed[concept.uri], taken, ours, plan)
    plan.rows.sort(key=lambda row: (list(COLUMNS).index(row.file), row.number))
    return plan


def write_links(links: Mapping[str, EscoLink], file: Path) -> bool:
    """Write the generated file; whether it changed. A reader sees the old file or the new one, never a half."""
    text = HEADER + yaml.safe_dump({key: _plain(links[key]) for key in sorted(links)}, allow_unicode=True, width=120)
    if file.exists() and file.read_text("utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".part")
    half.write_text(text, "utf-8")
    half.replace(file)
    return True


def _plain(link: EscoLink) -> dict[str, object]:
    skills = [{"uri": skill.uri, "label": skill.label, "essential": skill.essential} for skill in link.skills]
    return {"uri": link.uri, "names": list(link.names), "skills": skills}


def _rows(folder: Path, name: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a file, each with the line on which it ends. Raises BadDownload."""
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            missing = [column for column in COLUMNS[name] if column not in (reader.fieldnames or ())]
            if missing:
                raise BadDownload("columns", name, ", ".join(missing))
            return [(reader.line_num, {key: value or "" for key, value in row.items() if key}) for row in reader]
    except FileNotFoundError:
        raise BadDownload("missing", name) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadDownload("unreadable", name, str(error)) from error


def _concepts(rows: Sequence[tuple[int, dict[str, str]]], plan: Plan) -> Iterator[_Concept]:
    seen: set[str] = set()
    for number, row in rows:
        others = tuple(each.strip() for each in row["altLabels"].split("\n") if each.strip())
        concept = _Concept(
            number, row["conceptUri"].strip(), row["iscoGroup"].strip(), row["preferredLabel"].strip(), others
        )
        reason = _fault_of_concept(concept, seen)
        if reason:
            plan.rows.append(Row(OCCUPATIONS, number, concept.label or concept.uri, Outcome.REJECTED, reason))
        else:
            seen.add(concept.uri)
            yield concept


def _fault_of_concept(concept: _Concept, seen: set[str]) -> str:
    if concept.uri in seen:
        return "twice"
    if not concept.label:
        return "no-label"
    if not (concept.isco.isdecimal() and len(concept.isco) == 4):
        return "bad-isco"
    return "" if _valid_link(concept) else "bad-uri-or-label"


def _valid_link(concept: _Concept) -> bool:
    try:
        EscoLink(uri=concept.uri, names=concept.labels)
    except ValidationError:
        return False
    return True


def _skills(rows: Sequence[tuple[int, dict[str, str]]], plan: Plan) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, row in rows:
        uri, label = row["conceptUri"].strip(), row["preferredLabel"].strip()
        reason = "twice" if uri in seen else "" if label else "no-label"
        if not reason:
            try:
                EscoSkill(uri=uri, label=label, essential=True)
            except ValidationError:
                reason = "bad-uri-or-label"
        if reason:
            plan.rows.append(Row(SKILLS, number, label or uri, Outcome.REJECTED, reason))
            continue
        seen.add(uri)
        yield uri, label


def _relations(
    rows: Sequence[tuple[int, dict[str, str]]], known: set[str], skills: Mapping[str, str], plan: Plan
) -> dict[str, list[EscoSkill]]:
    """The skills of each occupation of the download, essential ones first, by label."""
    found: defaultdict[str, dict[str, EscoSkill]] = defaultdict(dict)
    for number, row in rows:
        occupation, relation, skill = (row[column].strip() for column in COLUMNS[RELATIONS])
        reason = _fault_of_relation(occupation in known, relation, skill in skills)
        if reason:
            plan.rows.append(Row(RELATIONS, number, f"{occupation} {skill}", Outcome.REJECTED, reason))
            continue
        is_essential = relation == ESSENTIAL or (skill in found[occupation] and found[occupation][skill].essential)
        found[occupation][skill] = EscoSkill(uri=skill, label=skills[skill], essential=is_essential)
    by_label: defaultdict[str, list[EscoSkill]] = defaultdict(list)
    for uri, each in found.items():
        by_label[uri] = sorted(each.values(), key=lambda skill: (not skill.essential, skill.label, skill.uri))
    return by_label


def _fault_of_relation(is_known: bool, relation: str, has_skill: bool) -> str:
    if not is_known:
        return "no-occupation"
    if relation not in (ESSENTIAL, OPTIONAL):
        return "bad-relation"
    return "" if has_skill else "no-skill"


def _matched(concepts: Sequence[_Concept], ours: Occupations, plan: Plan) -> dict[str, _Concept]:
    """Our trade for each row: the same ISCO group and a name in common; the official name before the others."""
    found: dict[str, _Concept] = {}
    by_nearness = sorted(
        ((_nearness(concept, trade), concept.number, trade.key, concept) for concept in concepts
         for trade in _candidates(concept, ours)),
        key=lambda each: each[:3],
    )  # fmt: skip
    taken: set[str] = set()
    for _, _, key, concept in by_nearness:
        if key not in found and concept.uri not in taken:
            found[key] = concept
            taken.add(concept.uri)
    rivals = {concept.uri for *_, concept in by_nearness}
    for concept in concepts:
        if concept.uri not in taken:
            outcome, reason = _why_unmatched(concept, concept.uri in rivals, ours)
            plan.rows.append(Row(OCCUPATIONS, concept.number, concept.label, outcome, reason))
    return found


def _candidates(concept: _Concept, ours: Occupations) -> list[Occupation]:
    labels = set(map(_same, concept.labels))
    trades = (trade for trade in ours.occupations.values() if trade.isco == concept.isco)
    return [trade for trade in trades if labels.intersection(map(_same, trade.names))]


def _nearness(concept: _Concept, trade: Occupation) -> int:
    """0: the official names are one; 3: only other names are."""
    label, name = _same(concept.label), _same(trade.name)
    if label == name:
        return 0
    if name in map(_same, concept.others):
        return 1
    return 2 if label in map(_same, trade.spoken) else 3


def _why_unmatched(concept: _Concept, is_rival: bool, ours: Occupations) -> tuple[Outcome, str]:
    if is_rival:
        return Outcome.UNMATCHED, "another-is-nearer"
    label = _same(concept.label)
    named = any(label == _same(trade.name) for trade in ours.occupations.values())
    return (Outcome.REJECTED, "other-isco") if named else (Outcome.UNMATCHED, "no-trade")


def _taken(ours: Occupations) -> set[str]:
    """Every name that a trade of ours has already."""
    return {_same(name) for trade in ours.occupations.values() for name in trade.names}


def _link(
    key: str, concept: _Concept, skills: Sequence[EscoSkill], taken: set[str], ours: Occupations, plan: Plan
) -> None:
    """Add the names that no trade has yet; a name belongs to the first that brings it."""
    names = tuple(dict.fromkeys(label for label in concept.labels if _same(label) not in taken))
    taken.update(map(_same, names))
    link = EscoLink(uri=concept.uri, names=names, skills=tuple(skills))
    before = ours.esco.get(key)
    outcome = Outcome.NEW if before is None else Outcome.SAME if before == link else Outcome.CHANGED
    plan.links[key] = link
    plan.rows.append(Row(OCCUPATIONS, concept.number, concept.label, outcome, occupation=key))


def _same(name: str) -> str:
    """Names are one whatever their case and spaces."""
    return " ".join(plain(name).split())
