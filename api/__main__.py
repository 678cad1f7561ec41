"""The command line: `python -m api --help`."""

import sys

import typer
import uvicorn
from rich.console import Console
from rich.table import Table

from api.app import create_app
from api.launch import run as launch
from api.launch.training import TrainingFailed
from api.launch.training import train as train_model
from api.settings import Settings

cli = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)


@cli.command()
def run() -> None:
    """Prepare everything and run the three processes until Ctrl-C."""
    sys.exit(launch.run(Settings()))


@cli.command()
def serve() -> None:
    """Serve the service alone. The database must be migrated."""
    settings = Settings()
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )


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
def settings() -> None:
    """Print every setting, its default and its help."""
    table = Table("Variable", "Default", "Help")
    for name, field in Settings.model_fields.items():
        table.add_row(f"ASKEL_{name.upper()}", str(field.default), field.description)
    Console(width=140 if not sys.stdout.isatty() else None).print(table)


if __name__ == "__main__":
    cli()
