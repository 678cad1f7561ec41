"""Messages of one to four acts that nothing is trained on, with the place of each act marked in the text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Callable, Dict, List, NamedTuple, Sequence, Tuple

from bot.nlu.acts import Act

FILE = Path(__file__).with_name("acts.tsv")
_MARKED = re.compile(r"\[(\w+): ([^\]]*)\]")


class Told(NamedTuple):
    """A message as it was written, whose voice it is in, and its acts: intent, from and to in code points."""

    voice: str
    text: str
    acts: List[Tuple[str, int, int]]


class Count(NamedTuple):
    """Acts that were found, that were not, and that were invented."""

    found: int
    missed: int
    invented: int

    @property
    def precision(self) -> float:
        return self.found / max(self.found + self.invented, 1)

    @property
    def recall(self) -> float:
        return self.found / max(self.found + self.missed, 1)


def told(path: Path = FILE) -> List[Told]:
    """All messages of the file."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])
    return [_told(voice, marked) for voice, marked in rows]


def _told(voice: str, marked: str) -> Told:
    text, acts, end = "", [], 0
    for found in _MARKED.finditer(marked):
        text += marked[end : found.start()]
        acts.append((found[1], len(text), len(text) + len(found[2])))
        text, end = text + found[2], found.end()
    return Told(voice, text + marked[end:], acts)


def counted(rows: Sequence[Told], read: Callable[[str], List[Act]]) -> Dict[int, Count]:
    """The counts by how many acts a message holds, and of all under 0.

    An act is found when one of the same intent was read that shares a code point with it; each is found once.
    """
    sums: Dict[int, Counter] = {}
    for row in rows:
        one = _compared(row, read(row.text))
        for key in (0, len(row.acts)):
            sums.setdefault(key, Counter()).update(one._asdict())
    return {key: Count(**{name: counts[name] for name in Count._fields}) for key, counts in sorted(sums.items())}


def _compared(row: Told, acts: Sequence[Act]) -> Count:
    left = list(acts)
    for intent, start, end in row.acts:
        same = (act for act in left if act.intent == intent and act.start < end and start < act.end)
        hit = next(same, None)
        if hit:
            left.remove(hit)
    found = len(acts) - len(left)
    return Count(found, len(row.acts) - found, len(left))
