"""Trades on the command line: `python -m api occupations --help`."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from finnish.texts import FINNISH, texts
from occupations.esco import BadDownload, Outcome, Plan, Row, plan_import, write_links
from occupations.files import ESCO, FOLDER, BrokenOccupations, read_occupations

MOST_SHOWN = 200  # rows told one by one; the counts tell of all

cli = typer.Typer(help="Trades: what ESCO adds to them.", no_args_is_help=True)
console = Console()


@cli.callback()
def commands() -> None:
    """Keeps `import` a command of its own: typer makes an only command the whole program."""


@cli.command("import")
def import_esco(
    folder: Annotated[Path, typer.Argument(help="The unpacked download of ESCO: CSV, Finnish.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would happen, change nothing.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Tell every row, not only the first.")] = False,
    into: Annotated[Path, typer.Option(help="The folder of trades.")] = FOLDER,
) -> None:
    """Bring ESCO's addresses, names and skills in: good rows are kept, bad ones told, our own files are spared."""
    try:
        plan = plan_import(folder, read_occupations(into))
    except BadDownload as error:
        typer.echo(_say(f"file-{error.code}", name=error.name, detail=error.detail), err=True)
        sys.exit(1)
    except BrokenOccupations as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    _show(plan, None if everything else MOST_SHOWN)
    if dry_run:
        console.print(_say("dry"))
    else:
        is_written = write_links(plan.links, into / ESCO)
        console.print(_say("done", file=into / ESCO) if is_written else _say("unchanged"))


def _show(plan: Plan, most: int | None) -> None:
    counts = Table(_say("column-outcome"), _say("column-count"))
    for outcome in Outcome:
        counts.add_row(_say(f"outcome-{outcome}"), str(plan.count(outcome)))
    console.print(counts)
    table = Table(*(_say(f"column-{name}") for name in ("file", "row", "what", "outcome", "why")))
    for row in plan.rows[:most]:
        table.add_row(row.file, str(row.number), row.label, _say(f"outcome-{row.outcome}"), _why(row))
    console.print(table)
    if most is not None and len(plan.rows) > most:
        console.print(_say("more", count=len(plan.rows) - most))


def _why(row: Row) -> str:
    return _say(f"reason-{row.reason}") if row.reason else _say("linked", occupation=row.occupation)


def _say(key: str, language: str = FINNISH, /, **values: object) -> str:
    return texts("occupations", language)[key].format(**values)
