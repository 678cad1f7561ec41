"""Brings the database's schema up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory


def configuration(url: str) -> Config:
    """Alembic's configuration for this database."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate up. Running it on a database that is up to date changes nothing."""
    command.upgrade(configuration(url), revision)


def newest(url: str) -> str | None:
    """The revision that this release needs."""
    return ScriptDirectory.from_config(configuration(url)).get_current_head()


def downgrade(url: str, revision: str = "base") -> None:
    """Migrate down."""
    command.downgrade(configuration(url), revision)
