"""`make talks`: plays every talk and prints by kind how many hold; `make talk-gaps` writes down which do not."""

import argparse
import time
from collections import Counter
from pathlib import Path

from api.settings import ROOT
from tests.talks.playing import Outcome, play_all
from tests.talks.running import service
from tests.talks.written import GAPS, Origin, known_gaps, written

READ = ROOT / "var" / "talks"


def by_kind(outcomes: list[Outcome]) -> str:
    """A table: of each kind, how many of each origin hold."""
    played, held = Counter(map(_place, outcomes)), Counter(map(_place, filter(lambda one: one.holds, outcomes)))
    kinds = sorted({outcome.talk.kind for outcome in outcomes})
    rows = [[kind, *(_share(held[kind, origin], played[kind, origin]) for origin in Origin)] for kind in kinds]
    totals = [_share(*(sum(count[kind, origin] for kind in kinds) for count in (held, played))) for origin in Origin]
    lines = [["kind", "handed", "own", "held out"], *rows, ["all", *totals]]
    return "\n".join(f"{line[0]:<14}" + "".join(f"{cell:>16}" for cell in line[1:]) for line in lines)


def _place(outcome: Outcome) -> tuple[str, Origin]:
    return outcome.talk.kind, outcome.talk.origin


def _share(held: int, played: int) -> str:
    return f"{held}/{played} {100 * held / played:3.0f} %" if played else "-"


def keep_to_read(outcomes: list[Outcome]) -> None:
    """Each talk as it went, those of one kind and origin in a file, with what did not hold."""
    READ.mkdir(parents=True, exist_ok=True)
    files: dict[Path, list[str]] = {}
    for outcome in outcomes:
        talk = outcome.talk
        lines = files.setdefault(READ / f"{talk.origin}-{talk.kind}.txt", [])
        lines += [f"== {talk.id}", *outcome.transcript, *(f"  !! {fault}" for fault in outcome.faults), ""]
    for file, lines in files.items():
        file.write_text("\n".join(lines), "utf-8")


def write_gaps(outcomes: list[Outcome]) -> None:
    """Write anew which of these do not hold; what was not played stays as it was."""
    others = known_gaps() - {outcome.talk.id for outcome in outcomes}
    gaps = others | {outcome.talk.id for outcome in outcomes if not outcome.holds}
    GAPS.write_text("\n".join([*sorted(gaps), ""]), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.talks", description=__doc__)
    parser.add_argument("--base", default="", help="a service that runs already, its limits set high")
    parser.add_argument("--only", default="", help="talks whose id has this in it")
    parser.add_argument(
        "--origin", action="append", choices=list(Origin), help="handed, own, held_out; all if left out"
    )
    parser.add_argument("--gaps", action="store_true", help="write down in gaps.txt which of these do not hold")
    asked = parser.parse_args()
    talks = [talk for talk in written(*(asked.origin or Origin)) if asked.only in talk.id]
    with service(asked.base) as url:
        began = time.monotonic()
        outcomes = list(play_all(url, talks))
    print(f"{by_kind(outcomes)}\n{len(outcomes)} talks in {time.monotonic() - began:.0f} s; as they went: {READ}")
    keep_to_read(outcomes)
    if asked.gaps:
        write_gaps([outcome for outcome in outcomes if outcome.talk.origin is not Origin.HELD_OUT])


if __name__ == "__main__":
    main()
