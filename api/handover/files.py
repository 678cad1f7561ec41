"""Teams and their hours, as `data/teams.yml` has them."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from functools import cache
from typing import Any

import yaml

from api.handover.model import Hours, House, Rota, Span, Step, Team
from api.settings import ROOT

TEAMS = ROOT / "data" / "teams.yml"
WEEKDAYS = ("ma", "ti", "ke", "to", "pe", "la", "su")


@cache
def rota() -> Rota:
    """All teams of the file. A broken file is refused at start: KeyError, ValueError."""
    return rota_from(yaml.safe_load(TEAMS.read_text(encoding="utf-8")))


def rota_from(raw: Mapping[str, Any]) -> Rota:
    """The teams as plain data has them."""
    usual = raw["default_hours"]
    return Rota(
        teams=[_team(each, usual) for each in raw["teams"]],
        first=next(each["name"] for each in raw["teams"] if each.get("first")),
        default_hours=hours_from(usual),
        patience={step: timedelta(minutes=raw["patience_minutes"][step]) for step in Step},
        own_coach_first=timedelta(minutes=raw["own_coach_minutes"]),
    )


def hours_from(raw: Mapping[str, str], closed: frozenset[date] = frozenset()) -> Hours:
    """`{ma: 9.00-15.00}` as hours. Raises ValueError for what is no weekday or no time."""
    return Hours({WEEKDAYS.index(day): _span(text) for day, text in raw.items()}, closed)


def _team(raw: Mapping[str, Any], usual: Mapping[str, str]) -> Team:
    hours = hours_from(raw.get("hours", usual), frozenset(raw.get("closed", ())))
    return Team(raw["name"], House(raw["house"]), hours, raw.get("backup"))


def _span(text: str) -> Span:
    opens, closes = text.split("-")
    return Span(_time(opens), _time(closes))


def _time(text: str) -> time:
    hour, minute = text.split(".")
    return time(int(hour), int(minute))
