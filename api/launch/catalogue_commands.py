"""The catalogue on the command line: `python -m api catalogue --help`."""

import asyncio
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from api.platform import clock
from api.platform.database import Database
from api.settings import Settings
from catalogue import importers
from catalogue.importers import Incoming, tabular
from catalogue.model import BadFile, BadRow, Outcome, Row
from catalogue.service import Plan, as_published, plan_import, run_import
from catalogue.texts import say, say_bad_file, say_why

WHO = "command line"
MOST_SHOWN = 100  # rows told one by one; the counts tell of all
TELLING = (Outcome.CHANGED, Outcome.KEPT, Outcome.REJECTED)
TEMPLATES = {".csv": tabular.as_csv, ".xlsx": tabular.as_xlsx}

cli = typer.Typer(help="The catalogue: imports and templates.", no_args_is_help=True)
console = Console()


class Source(StrEnum):
    AUTO = "auto"
    EPERUSTEET = "eperusteet"
    KOUTA = "kouta"
    TABLE = "table"


@cli.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="JSON, NDJSON, .xlsx or .csv; gzip too.")],
    source: Annotated[Source, typer.Option(help="What the files must be; auto finds out.")] = Source.AUTO,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would happen, change nothing.")] = False,
    publish: Annotated[bool, typer.Option("--publish", help="Publish at once; else new rows are drafts.")] = False,
) -> None:
    """Bring files in: good rows are kept, bad ones told, what an editor wrote by hand is spared."""
    try:
        incoming = importers.read_paths(files)
        _check_source(files, incoming, source)
    except BadFile as error:
        typer.echo(say_bad_file(error), err=True)
        sys.exit(1)
    for each in incoming:
        for note in each.notes:
            console.print(say(f"note-{note.code}", **note.values), style="dim", highlight=False)
    for each, plan in zip(incoming, asyncio.run(_planned(incoming, dry_run, publish)), strict=True):
        _show(plan, f"{say(f'source-{each.source}')}: {each.files}")
    console.print(say("plan-dry" if dry_run else "plan-done"))


@cli.command("template")
def write_template(
    file: Annotated[Path, typer.Argument(help="Where to write it; .xlsx or .csv.")],
    employer: Annotated[bool, typer.Option("--employer", help="The form that an employer fills in.")] = False,
) -> None:
    """Write an empty table with the columns that an import reads."""
    if file.suffix not in TEMPLATES:
        typer.echo(say("file-bad-template-name"), err=True)
        sys.exit(1)
    columns = tabular.employer_template() if employer else tabular.template()
    file.write_bytes(TEMPLATES[file.suffix](columns))
    console.print(str(file))


def _check_source(files: Sequence[Path], incoming: Sequence[Incoming], source: Source) -> None:
    if source != Source.AUTO and any(each.source != source for each in incoming):
        named = ", ".join(file.name for file in files)
        raise BadFile("not-this-source", named, source=say(f"source-{source}"))


async def _planned(incoming: Sequence[Incoming], dry_run: bool, publish: bool) -> list[Plan]:
    """All of it in one transaction; a dry run only looks."""
    settings = Settings()
    database = Database(settings.database, settings.busy_timeout_seconds)
    try:
        if dry_run:
            async with database.read() as session:
                return [await plan_import(session, _rows(each, publish), each.source) for each in incoming]
        async with database.write() as session:
            now = clock.now()
            return [await run_import(session, _rows(each, publish), each.source, WHO, now) for each in incoming]
    finally:
        await database.close()


def _rows(incoming: Incoming, publish: bool) -> Iterator[Row | BadRow]:
    reads: Iterable[Row | BadRow] = as_published(incoming.reads) if publish else incoming.reads
    yield from track(reads, say("plan-reading"), len(incoming.reads), console=console, transient=True)


def _show(plan: Plan, title: str) -> None:
    counts = Table(say("plan-outcome"), say("plan-count"), title=title)
    for outcome in Outcome:
        counts.add_row(say(f"outcome-{outcome}"), str(plan.count(outcome)))
    console.print(counts)
    told = [row for row in plan.rows if row.outcome in TELLING]
    if not told:
        return
    table = Table(say("plan-row"), say("plan-what"), say("plan-outcome"), say("plan-why"))
    for row in told[:MOST_SHOWN]:
        table.add_row(str(row.number), row.label, say(f"outcome-{row.outcome}"), say_why(row))
    console.print(table)
    if len(told) > MOST_SHOWN:
        console.print(say("plan-more", count=len(told) - MOST_SHOWN))
