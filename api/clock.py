"""Time comes in from here, so that rules and tests can be given another."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present, in UTC with its zone."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """UTC ISO 8601, as in every answer. SQLite gives times back without a zone: they are UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
