"""Opening hours, with holidays, days off and the nights in which clocks are changed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from api.handover.files import hours_from, rota, rota_from
from api.handover.model import House, Step, is_open, next_opening, waited_today
from api.handover.service import hours_words

HOURS = hours_from(dict.fromkeys(("ma", "ti", "ke", "to", "pe"), "9.00-15.00"), frozenset({date(2026, 12, 23)}))


def at(text: str) -> datetime:
    """A moment of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "opened"),
    [
        ("2026-11-25 06:59", False),  # 8.59 in Helsinki
        ("2026-11-25 07:00", True),
        ("2026-11-25 12:59", True),
        ("2026-11-25 13:00", False),
        ("2026-11-28 10:00", False),  # Saturday
        ("2026-06-25 06:00", True),  # summer time: 9.00 is 6.00 UTC
        ("2026-06-19 08:00", False),  # Midsummer Eve
        ("2026-12-24 10:00", False),  # Christmas Eve
        ("2027-03-26 10:00", False),  # Good Friday
        ("2026-12-23 10:00", False),  # the team's own day off
    ],
)
def test_a_team_is_open_by_the_clock_in_helsinki_but_not_on_holidays(moment: str, opened: bool) -> None:
    assert is_open(HOURS, at(moment)) is opened


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-25 05:00", "2026-11-25 07:00"),
        ("2026-11-25 13:00", "2026-11-26 07:00"),
        ("2026-11-27 14:00", "2026-11-30 07:00"),  # over the weekend
        ("2026-12-22 14:00", "2026-12-28 07:00"),  # over a day off, Christmas and a weekend
        ("2026-10-24 23:30", "2026-10-26 07:00"),  # the night in which clocks go back
        ("2026-03-28 23:30", "2026-03-30 06:00"),  # the night in which clocks go forward
    ],
)
def test_the_next_opening_is_found_over_weekends_holidays_and_changed_clocks(moment: str, opens: str) -> None:
    assert next_opening(HOURS, at(moment)) == at(opens)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-25 08:00", "Nyt on auki, klo 15 asti."),
        ("2026-11-25 05:00", "Nyt on kiinni. Seuraavan kerran valmentajat ovat paikalla tänään klo 9."),
        ("2026-11-25 14:00", "Nyt on kiinni. Seuraavan kerran valmentajat ovat paikalla huomenna klo 9."),
        ("2026-11-28 10:00", "Nyt on kiinni. Seuraavan kerran valmentajat ovat paikalla maanantaina 30.11. klo 9."),
        (
            "2026-12-24 10:00",
            "Tänään on kiinni pyhän takia. Seuraavan kerran valmentajat ovat paikalla maanantaina 28.12. klo 9.",
        ),
        # A Saturday that is a holiday too is closed as any Saturday; the team's own day off is no holiday.
        ("2026-12-26 10:00", "Nyt on kiinni. Seuraavan kerran valmentajat ovat paikalla maanantaina 28.12. klo 9."),
        ("2026-12-23 10:00", "Nyt on kiinni. Seuraavan kerran valmentajat ovat paikalla maanantaina 28.12. klo 9."),
    ],
)
def test_the_hours_are_said_with_what_holds_now(moment: str, said: str) -> None:
    assert hours_words(HOURS, at(moment)) == f"Valmentajat vastaavat chatissa arkisin klo 9–15. {said}"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (dict.fromkeys(("ma", "ti", "ke", "to"), "10.00-16.00"), "maanantaista torstaihin klo 10–16"),
        ({"ma": "9.00-15.00", "ti": "9.00-15.00", "pe": "8.30-12.00"},
         "maanantaina ja tiistaina klo 9–15 ja perjantaina klo 8.30–12"),
        ({"ma": "9.00-15.00", "ke": "9.00-14.00", "la": "10.00-12.00"},
         "maanantaina klo 9–15, keskiviikkona klo 9–14 ja lauantaina klo 10–12"),
    ],
)  # fmt: skip
def test_days_of_the_same_hours_are_said_together(raw: dict[str, str], said: str) -> None:
    assert hours_words(hours_from(raw), at("2026-11-25 05:00")).startswith(f"Valmentajat vastaavat chatissa {said}.")


def test_hours_of_a_team_that_never_opens_promise_nothing() -> None:
    assert hours_words(hours_from({}), at("2026-11-25 10:00")) == (
        "Valmentajien chatilla ei ole nyt vakituisia aukioloaikoja."
    )


def test_a_team_that_never_opens_has_no_next_opening() -> None:
    assert next_opening(hours_from({}), at("2026-11-25 10:00")) is None


def test_waiting_is_counted_only_while_the_team_is_open() -> None:
    evening = at("2026-11-24 18:00")
    assert waited_today(HOURS, evening, at("2026-11-25 06:00")) == timedelta(0)
    assert waited_today(HOURS, evening, at("2026-11-25 07:04")) == timedelta(minutes=4)
    assert waited_today(HOURS, at("2026-11-25 08:00"), at("2026-11-25 08:07")) == timedelta(minutes=7)
    assert waited_today(HOURS, at("2026-11-25 08:07"), at("2026-11-25 08:00")) == timedelta(0), "a clock set back"


def test_the_projects_own_file_of_teams_is_whole() -> None:
    teams = rota()
    assert {team.house for team in teams.teams} == set(House)
    assert teams.first in [team.name for team in teams.teams]
    assert {team.backup for team in teams.teams} - {None} <= {team.name for team in teams.teams}
    assert list(teams.patience) == list(Step)
    assert teams.team("Uusi tiimi").hours == teams.default_hours


@pytest.mark.parametrize("hours", [{"xx": "9.00-15.00"}, {"ma": "aamusta iltaan"}, {"ma": "25.00-26.00"}])
def test_hours_that_are_no_hours_are_refused(hours: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        rota_from({"default_hours": hours, "teams": [{"name": "x", "house": "school", "first": True}],
                   "patience_minutes": dict.fromkeys(Step, 1), "own_coach_minutes": 1})  # fmt: skip
