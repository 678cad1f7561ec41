"""The command line: `python -m api --help`."""

import asyncio
import gc
import resource
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeVar

import typer
import uvicorn
from rich.console import Console
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from api.app import create_app
from api.handover import service as handover
from api.handover.seal import Seal
from api.insights import service as insights
from api.launch import backup as backups
from api.launch import catalogue_commands, occupation_commands
from api.launch import run as launch
from api.launch.backup_archive import BadBackup
from api.launch.database_copies import CannotCopy
from api.launch.training import TrainingFailed
from api.launch.training import train as train_model
from api.platform import clock, errors
from api.platform.connections import watched_by
from api.platform.database import Database
from api.platform.private_files import write_privately
from api.platform.problem import Problem
from api.settings import Settings
from api.staff import service as staff
from api.staff.model import Role
from catalogue.problem import CatalogueProblem

Result = TypeVar("Result")

cli = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)


@cli.callback()
def for_every_command() -> None:
    write_privately()


@cli.command()
def run() -> None:
    """Prepare everything and run the three processes until Ctrl-C."""
    sys.exit(launch.run(Settings()))


@cli.command()
def serve() -> None:
    """Serve the service alone. The database must be migrated."""
    settings = Settings()
    # Each live stream is an open file; the customary soft limit of 1,024 is too few.
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,  # its lines are like ours: see api/platform/logs.py
        log_level="warning",
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        server_header=False,
        http=watched_by(settings),  # type: ignore[arg-type]
        limit_concurrency=settings.connections,
        timeout_graceful_shutdown=3,
    )
    server = _Server(config)
    server.run()
    sys.exit(0 if server.started else 1)


class _Server(uvicorn.Server):
    """Looks for garbage only among what came after the start: words and catalogue stay, and looking them through
    each time would hold everyone up for a fifth of a second."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.collect()
        gc.freeze()


@cli.command()
def prepare() -> None:
    """Migrate the database and load the sample content."""
    launch.prepare(Settings())


@cli.command()
def train() -> None:
    """Train the language model if anything that shapes it has changed."""
    try:
        typer.echo(train_model(Settings()))
    except TrainingFailed as error:
        typer.echo(f"Training failed. The reason is at the end of {error}.", err=True)
        sys.exit(1)


@cli.command()
def backup(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to; otherwise ASKEL_BACKUP_DIR.", show_default=False)
    ] = None,
) -> None:
    """Write a back-up of both databases, as of one moment. The service goes on meanwhile."""
    settings = Settings()
    if not settings.backup_keys:
        typer.echo("It is not encrypted: ASKEL_BACKUP_KEYS has no key.", err=True)
    with _failing_in_words():
        typer.echo(backups.backup(settings, folder or settings.backups, clock.now()))


@cli.command()
def restore(file: Path) -> None:
    """Put a back-up in the place of both databases, with the service stopped. What was deleted stays deleted."""
    settings = Settings()
    with _failing_in_words():
        launch.check_ports(settings)
        done = backups.restore(settings, file, clock.now())
    typer.echo(f"{done.talks} talks as of {clock.iso(done.moment)}; {done.kept_away} deleted ones were kept away.")


@contextmanager
def _failing_in_words() -> Iterator[None]:
    try:
        yield
    except launch.CannotStart as error:
        typer.echo(error.advice, err=True)
        sys.exit(1)
    except (BadBackup, CannotCopy) as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


@cli.command()
def settings() -> None:
    """Print every setting, its default and its help."""
    table = Table("Variable", "Default", "Help")
    for name, field in Settings.model_fields.items():
        table.add_row(f"ASKEL_{name.upper()}", str(field.default), field.description)
    Console(width=140 if not sys.stdout.isatty() else None).print(table)


cli.add_typer(catalogue_commands.cli, name="catalogue")
cli.add_typer(occupation_commands.cli, name="occupations")

staff_cli = typer.Typer(help="Accounts of coaches, editors and admins.", no_args_is_help=True)
cli.add_typer(staff_cli, name="staff")


@staff_cli.command("add")
def add_staff(
    username: str,
    name: Annotated[str, typer.Option(help="The name that people see.")],
    role: Annotated[list[Role], typer.Option(help="What the account may do; may be given many times.")],
    team: Annotated[str, typer.Option(help="The team; made if it is not there yet.")] = "",
) -> None:
    """Open an account. The password is asked for, or read from a pipe."""

    async def add(session: AsyncSession) -> None:
        team_id = await staff.team_id(session, team, clock.now()) if team else None
        roles = [each.value for each in role]
        await staff.add_account(session, username, name, roles, team_id, password_hash, clock.now())

    password_hash = _ask_password(username)
    _change(add)
    typer.echo(f"Account {username} is open.")


@staff_cli.command("list")
def list_staff() -> None:
    """Every account."""

    async def rows(session: AsyncSession) -> Sequence[staff.StaffRow]:
        return await staff.accounts(session)

    table = Table("User name", "Name", "Roles", "Open")
    for row in _change(rows):
        table.add_row(row.username, row.name, ", ".join(row.roles), "no" if row.closed_at else "yes")
    Console().print(table)


@staff_cli.command("password")
def set_password(username: str) -> None:
    """Set an account's password and end its sign-ins."""

    async def change(session: AsyncSession) -> None:
        await staff.change_password(session, await staff.id_of(session, username), password_hash, clock.now())

    password_hash = _ask_password(username)
    _change(change)
    typer.echo("The password is changed.")


insights_cli = typer.Typer(help="What people needed and what was not understood.", no_args_is_help=True)
cli.add_typer(insights_cli, name="insights")


@insights_cli.command("export-unclear")
def export_unclear() -> None:
    """Print what unclear messages meant, as training data in the form of data/nlu/."""
    typer.echo(_change(insights.training_data), nl=False)


@cli.command("renew-contacts")
def renew_contacts() -> None:
    """Encrypt the numbers to call with the first contact key; after that old keys can be dropped."""

    async def renew(session: AsyncSession) -> int:
        seal = Seal([key.get_secret_value() for key in launch.with_secrets(Settings()).contact_keys])
        return await handover.renew_contacts(session, seal)

    typer.echo(f"{_change(renew)} numbers renewed.")


def _ask_password(username: str) -> str:
    """The hash of a password that is asked for; a refused one is said in its own words."""
    if sys.stdin.isatty():
        password = typer.prompt("Password (at least 12 signs)", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        return staff.checked_hash(username, password)
    except Problem as error:
        typer.echo(errors.title_of(error), err=True)
        sys.exit(1)


def _change(work: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
    """Do the work in one transaction; a named error is said in its own words."""

    async def run() -> Result:
        settings = Settings()
        database = Database(settings.database, settings.busy_timeout_seconds)
        try:
            async with database.write() as session:
                return await work(session)
        finally:
            await database.close()

    try:
        return asyncio.run(run())
    except (Problem, CatalogueProblem) as error:
        typer.echo(errors.title_of(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    cli()
