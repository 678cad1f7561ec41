"""`make bench-import`: ten thousand entries from a table into an empty database, and the same again.

Each run is a process of its own, as on the command line, so that its memory is its own.
Goals: 60 seconds, 400 MB.
"""

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import psutil

from api.launch import seed
from api.platform import migrate
from catalogue.importers import read_paths, tabular
from catalogue.model import DEFAULTS, BadEntry, Row, entry_from, plain
from catalogue.texts import say

ENTRIES = 10_000
MOST_SECONDS, MOST_MEGABYTES = 60, 400
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "eperusteet"
PLACES = ("Tampere", "Nokia", "Lempäälä", "Ylöjärvi", "Pirkkala", "Kangasala", "Verkko")
WAYS = ("contact", "distance", "hybrid", "workplace")


def originals() -> list[dict[str, object]]:
    """The real units when they are there, else the sample entries, as plain data."""
    if not REAL.is_dir():
        return [plain(entry_from(raw)) for raw in seed.entries_in(seed.SEED)]
    reads = [read for incoming in read_paths(sorted(REAL.glob("*.gz"))) for read in incoming.reads]
    return [raw for read in reads if isinstance(read, Row) for raw in _good(read)]


def _good(row: Row) -> Iterator[dict[str, object]]:
    try:
        yield plain(entry_from({**DEFAULTS, "status": "draft", **row.fields}))
    except BadEntry:
        return


def varied() -> Iterator[dict[str, object]]:
    """The originals again and again, each time with another place, way and start."""
    for number, original in enumerate(islice(cycle(originals()), ENTRIES)):
        yield {
            **original,
            "key": f"bench-{number}",
            "provider": "Malliopisto",
            "place": PLACES[number % len(PLACES)],
            "way": WAYS[number % len(WAYS)],
            "starts": [f"2027-{1 + number % 12:02}-{1 + number % 28:02}"],
            "source": say("source-table"),
        }


def write_table(path: Path) -> None:
    """The entries as a table of the template's columns."""
    columns = tabular.template()
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([column.heading for column in columns])
    for entry in varied():
        writer.writerow([_cell(entry, column) for column in columns])
    path.write_text(out.getvalue(), encoding="utf-8-sig")


def _cell(entry: dict[str, object], column: tabular.Column) -> object:
    value = (entry.get(column.part) or {}).get(column.field) if column.part else entry[column.field]  # type: ignore[attr-defined]
    if isinstance(value, list):
        return "\n".join(str(item).replace(";", ",") for item in value)
    return say(f"flag-{str(value).lower()}") if isinstance(value, bool) else value


def measured_run(folder: Path, table: Path) -> tuple[float, float, str]:
    """Seconds, peak megabytes and the printed outcome of one import."""
    command = [sys.executable, "-W", "ignore", "-m", "api", "catalogue", "import", str(table)]
    began, peak = time.perf_counter(), 0
    environment = {**os.environ, "ASKEL_VAR_DIR": str(folder)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, _memory(watched))
            time.sleep(0.05)
        seconds = time.perf_counter() - began
        assert process.stdout is not None
        printed = process.stdout.read()
    assert process.returncode == 0, printed
    return seconds, peak / 1e6, printed


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def counted(printed: str) -> dict[str, int]:
    """Rows by outcome, from the printed table."""
    rows = [line.strip("│ \n").split("│") for line in printed.splitlines() if line.startswith("│")]
    return {row[0].strip(): int(row[1]) for row in rows if len(row) == 2 and row[1].strip().isdigit()}


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder, table = Path(temporary), Path(temporary) / "entries.csv"
        write_table(table)
        migrate.upgrade(f"sqlite+aiosqlite:///{folder / 'askelmerkki.db'}")
        runs = [measured_run(folder, table) for _ in range(2)]
        size = table.stat().st_size
    figures = [
        {"run": number, "seconds": round(seconds, 1), "peak_mb": round(peak), "rows": counted(printed)}
        for number, (seconds, peak, printed) in enumerate(runs, start=1)
    ]
    print(
        json.dumps(
            {"entries": ENTRIES, "table_mb": round(size / 1e6, 1), "runs": figures}, ensure_ascii=False, indent=1
        )
    )
    assert figures[0]["rows"] == {**dict.fromkeys(counted(runs[0][2]), 0), say("outcome-new"): ENTRIES}
    assert figures[1]["rows"] == {**dict.fromkeys(counted(runs[1][2]), 0), say("outcome-same"): ENTRIES}
    assert all(seconds <= MOST_SECONDS and peak <= MOST_MEGABYTES for seconds, peak, _ in runs), figures


if __name__ == "__main__":
    main()
