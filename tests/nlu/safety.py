"""How well danger is read on sentences that nothing was trained on: `make safety-report`, from safety.tsv and others.

Errors of safety.tsv were read while the rules were written; safety_other.tsv is by another hand, written before it saw
rules, training or safety.tsv. So the first tells of progress, the second of what to expect.

Rows are `degree, [kind,] style, text`. `act_need` is an act of need; of `first // second` the second is read.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from finnish.danger import NEED, Danger, DangerReader, Degree
from finnish.words import Words

HELD, OTHER = (Path(__file__).with_name(name) for name in ("safety.tsv", "safety_other.tsv"))
NEED_ACT = "act_need"
LANGUAGES = ("en", "sv", "ru", "uk", "ar", "et", "so")


class Row(NamedTuple):
    degree: Degree
    kind: str
    language: str
    text: str


class Rates(NamedTuple):
    """What may go wrong, as shares of the rows of the degree that is told."""

    act_missed: float
    act_as_none: float
    none_alarmed: float
    ask_alarmed: float
    ask_unanswered: float
    friend_as_sufferer: float
    right: float


def rows_of(path: Path = HELD) -> list[Row]:
    """The sentences of a file with a heading."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_row(each) for each in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _row(told: dict[str, str]) -> Row:
    need = told["degree"] == NEED_ACT
    degree = Degree.ACT if need else Degree(told["degree"])
    language = told["style"] if told["style"] in LANGUAGES else "fi"
    return Row(degree, NEED if need else told.get("kind") or "", language, told["text"].split(" // ")[-1])


def rates(read: Iterable[tuple[Row, Danger]]) -> Rates:
    """The rates over rows with what each was read as."""
    pairs = [(row.degree, found.degree) for row, found in read]

    def share(meant: Degree, *as_these: Degree) -> float:
        got = [found in as_these for degree, found in pairs if degree is meant]
        return sum(got) / len(got) if got else 0.0

    others = [degree for degree in Degree if degree is not Degree.ACT]
    return Rates(
        act_missed=share(Degree.ACT, *others),
        act_as_none=share(Degree.ACT, Degree.NONE),
        none_alarmed=share(Degree.NONE, Degree.ACT),
        ask_alarmed=share(Degree.ASK, Degree.ACT),
        ask_unanswered=share(Degree.ASK, Degree.NONE, Degree.CALM),
        friend_as_sufferer=share(Degree.FRIEND, Degree.ACT, Degree.ASK),
        right=sum(degree is found for degree, found in pairs) / max(len(pairs), 1),
    )


def lines(read: list[tuple[Row, Danger]]) -> Iterator[str]:
    """The report: what each degree was read as, the rates by language, and each row that was read wrong."""
    for degree in Degree:
        found = Counter(each.degree.value for row, each in read if row.degree is degree)
        yield f"{degree.value:7}{sum(found.values()):5} rows, read as {dict(found)}"
    for language in ("all", "fi", *LANGUAGES):
        part = [(row, found) for row, found in read if language in ("all", row.language)]
        if part:
            told = ", ".join(f"{name.replace('_', ' ')} {share:.1%}" for name, share in rates(part)._asdict().items())
            yield f"{language}: {len(part)} rows: {told}"
    for row, found in read:
        if row.degree is not found.degree or (row.kind == NEED and found.kind != NEED):
            yield f"  {row.degree.value} read as {found.degree.value} {found.kind}: {row.text}"


def main() -> None:
    reader = DangerReader(Words())
    for path in [HELD, OTHER, *map(Path, sys.argv[1:])]:
        print(f"== {path.name}")
        print("\n".join(lines([(row, reader.read(row.text)) for row in rows_of(path)])))


if __name__ == "__main__":
    main()
