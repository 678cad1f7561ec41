"""Time comes in from here, so that rules and tests can be given another."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """The present, in UTC with its zone."""
    return datetime.now(UTC)


def utc(moment: datetime) -> datetime:
    """The moment with its zone. SQLite gives times back without one; all of ours are UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def iso(moment: datetime) -> str:
    """UTC ISO 8601, as in every answer."""
    return utc(moment).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def helsinki(moment: datetime) -> str:
    """The moment as people here write it: 24.11.2026 klo 9.05."""
    local = utc(moment).astimezone(HELSINKI)
    return f"{local.day}.{local.month}.{local.year} klo {local.hour}.{local:%M}"
