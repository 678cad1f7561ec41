"""Dates and amounts: what is read of them, given a day. A row a case."""

from datetime import date, time, timedelta

import pytest

from finnish.amounts import Age, Clock, Length, Money, Past, Start, WeeklyHours, Years, read_age, read_amounts
from finnish.dates import Days, easter, period, week
from finnish.words import Words

WORDS = Words()
TODAY = date(2026, 11, 25)  # a Wednesday
OPEN = None


def read(text: str, today: date = TODAY) -> list:
    return read_amounts(text, today, WORDS)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "said", "first", "last"),
    [
        ("kurssi alkaa 15.1.2027", "15.1.2027", "2027-01-15", "2027-01-15"),
        ("15.1.", "15.1.", "2027-01-15", "2027-01-15"),
        ("15.12.", "15.12.", "2026-12-15", "2026-12-15"),
        ("alkaako 15.1.27 mitään", "15.1.27", "2027-01-15", "2027-01-15"),
        ("2027-01-15", "2027-01-15", "2027-01-15", "2027-01-15"),
        ("alkaa 15.1", "15.1", "2027-01-15", "2027-01-15"),
        ("29.2.", "29.2.", "2028-02-29", "2028-02-29"),
        ("kursseja jotka alkaa ennen 1.2.2027", "ennen 1.2.2027", "2026-11-25", "2027-01-31"),
        ("1.2. mennessä", "1.2. mennessä", "2026-11-25", "2027-02-01"),
        ("1.2.2027 alkaen", "1.2.2027 alkaen", "2027-02-01", OPEN),
        ("10.1. jälkeen", "10.1. jälkeen", "2027-01-11", OPEN),
        ("ke 3.2.", "ke 3.2.", "2027-02-03", "2027-02-03"),
        ("3.–7.2.2027", "3.–7.2.2027", "2027-02-03", "2027-02-07"),
        ("3-7.2.2027", "3-7.2.2027", "2027-02-03", "2027-02-07"),
        ("15.1.-20.2.", "15.1.-20.2.", "2027-01-15", "2027-02-20"),
        ("20.12.–10.1.2027", "20.12.–10.1.2027", "2026-12-20", "2027-01-10"),
        ("1.11.–30.11.", "1.11.–30.11.", "2026-11-25", "2026-11-30"),
        ("1. helmikuuta 2027", "1. helmikuuta 2027", "2027-02-01", "2027-02-01"),
        ("toinen maaliskuuta", "toinen maaliskuuta", "2027-03-02", "2027-03-02"),
        ("joulukuun 5. päivä", "joulukuun 5. päivä", "2026-12-05", "2026-12-05"),
        ("viikolla 7", "viikolla 7", "2027-02-15", "2027-02-21"),
        ("viiikolla 7", "viiikolla 7", "2027-02-15", "2027-02-21"),
        ("vko 7 2028", "vko 7 2028", "2028-02-14", "2028-02-20"),
        ("viikot 7–9", "viikot 7–9", "2027-02-15", "2027-03-07"),
        ("kurssi ensi viikolla", "ensi viikolla", "2026-11-30", "2026-12-06"),
        ("ens viikol", "ens viikol", "2026-11-30", "2026-12-06"),
        ("tällä viikolla", "tällä viikolla", "2026-11-25", "2026-11-29"),
        ("ensi kuussa", "ensi kuussa", "2026-12-01", "2026-12-31"),
        ("ens kuus", "ens kuus", "2026-12-01", "2026-12-31"),
        ("ensi vuonna", "ensi vuonna", "2027-01-01", "2027-12-31"),
        ("ensi maanantaina", "ensi maanantaina", "2026-11-30", "2026-11-30"),
        ("perjantaina", "perjantaina", "2026-11-27", "2026-11-27"),
        ("siivouskurssi parin viikon päästä", "parin viikon päästä", "2026-12-09", "2026-12-16"),
        ("kahden viikon kuluttua", "kahden viikon kuluttua", "2026-12-09", "2026-12-16"),
        ("kuukauden päästä", "kuukauden päästä", "2026-12-25", "2027-01-24"),
        ("3 vk päästä", "3 vk päästä", "2026-12-16", "2026-12-23"),
        ("joulun jälkeen", "joulun jälkeen", "2026-12-27", OPEN),
        ("ennen joulua", "ennen joulua", "2026-11-25", "2026-12-23"),
        ("juhannuksen jälkeen", "juhannuksen jälkeen", "2027-06-27", OPEN),
        ("pääsiäisenä", "pääsiäisenä", "2027-03-26", "2027-03-29"),
        ("vuodenvaihteen jälkeen", "vuodenvaihteen jälkeen", "2027-01-02", OPEN),
        ("tammi-helmikuussa", "tammi-helmikuussa", "2027-01-01", "2027-02-28"),
        ("joulu-tammikuussa", "joulu-tammikuussa", "2026-12-01", "2027-01-31"),
        ("tammi- tai helmikuussa", "tammi- tai helmikuussa", "2027-01-01", "2027-02-28"),
        ("helmikuussa 2028", "helmikuussa 2028", "2028-02-01", "2028-02-29"),
        ("helmikuussa", "helmikuussa", "2027-02-01", "2027-02-28"),
        ("helmikuus", "helmikuus", "2027-02-01", "2027-02-28"),
        ("helmikusa", "helmikusa", "2027-02-01", "2027-02-28"),
        ("marraskuussa", "marraskuussa", "2026-11-25", "2026-11-30"),
        ("helmikuusta lähtien", "helmikuusta lähtien", "2027-02-01", OPEN),
        ("helmikuun alussa", "helmikuun alussa", "2027-02-01", "2027-02-10"),
        ("ensi syksynä", "ensi syksynä", "2027-08-01", "2027-11-30"),
        ("syksyllä 2027", "syksyllä 2027", "2027-08-01", "2027-11-30"),
        ("syksyllä", "syksyllä", "2027-08-01", "2027-11-30"),
        ("tänä syksynä", "tänä syksynä", "2026-11-25", "2026-11-30"),
        ("keväällä", "keväällä", "2027-01-01", "2027-05-31"),
        ("talvella", "talvella", "2026-12-01", "2027-02-28"),
        ("2027 keväällä", "2027 keväällä", "2027-01-01", "2027-05-31"),
        ("vuoden alusta", "vuoden alusta", "2027-01-01", "2027-03-31"),
        ("vuoden 2028 alussa", "vuoden 2028 alussa", "2028-01-01", "2028-03-30"),
        ("vuonna 2028", "vuonna 2028", "2028-01-01", "2028-12-31"),
        ("huomenna", "huomenna", "2026-11-26", "2026-11-26"),
        ("heti", "heti", "2026-11-25", "2027-01-20"),
        ("mahdollisimman pian", "mahdollisimman pian", "2026-11-25", "2027-01-20"),
        ("alkaako mikään kuukauden sisällä", "kuukauden sisällä", "2026-11-25", "2026-12-25"),
        ("oon aatellu alottaa tammikuussa", "tammikuussa", "2027-01-01", "2027-01-31"),
        ("hain kurssia joka alkaa tammikuussa", "tammikuussa", "2027-01-01", "2027-01-31"),
    ],
)
def test_a_start_is_a_range_of_days_seen_from_today(text: str, said: str, first: str, last: str | None) -> None:
    (start,) = read(text)
    assert isinstance(start, Start)
    assert text[start.span.start : start.span.end] == said
    assert (start.first, start.last) == (day(first), day(last))


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2027, 2, 1), "2027-08-01", "2027-11-30"),
        (date(2027, 9, 10), "2027-09-10", "2027-11-30"),
        (date(2027, 11, 16), "2027-11-16", "2027-11-30"),
        (date(2027, 11, 17), "2028-08-01", "2028-11-30"),
    ],
)
def test_a_season_that_is_all_but_over_is_the_next_years(today: date, first: str, last: str) -> None:
    (start,) = read("syksyllä", today)
    assert (start.first, start.last) == (day(first), day(last))


@pytest.mark.parametrize(
    "text",
    [
        "tammikuussa jäin työttömäksi",
        "viime keväänä",
        "kolme vuotta sitten",
        "viime viikolla",
        "olin vuonna 2015 kaupassa",
    ],
)
def test_what_has_been_is_no_start(text: str) -> None:
    assert [type(each) for each in read(text)] == [Past]


def test_what_was_so_long_ago_was_on_that_day() -> None:
    assert read("kolme vuotta sitten") == [Past((0, 19), date(2023, 11, 25), date(2023, 11, 25))]
    assert read("2-3 viikkoa sitten") == [Past((0, 18), date(2026, 11, 4), date(2026, 11, 11))]


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("klo 9–15", time(9), time(15)),
        ("kello 9", time(9), None),
        ("8.00-16.00", time(8), time(16)),
        ("klo 8.30", time(8, 30), None),
        ("klo 17:15-20", time(17, 15), time(20)),
    ],
)
def test_times_of_day(text: str, opens: time, closes: time | None) -> None:
    (clock,) = read(text)
    assert clock == Clock((0, len(text)), opens, closes)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("kahden kuukauden kurssi varastoalalta", 8.7, 8.7),
        ("alle puoli vuotta", None, 26),
        ("max 3 kk", None, 13.05),
        ("max 3kk", None, 13.05),
        ("enintään kaks viikkoo", None, 2),
        ("10 viikkoa", 10, 10),
        ("3 vk", 3, 3),
        ("kaks kolme viikkoo", 2, 3),
        ("2–3 viikkoa", 2, 3),
        ("vuoden mittainen", 52, 52),
        ("viikon kurssi", 1, 1),
        ("kolmivuotinen koulutus", 156, 156),
        ("kolmen vuoden koulutus", 156, 156),
        ("kaksi ja puoli vuotta kestävä", 130, 130),
        ("vähintään viisi päivää", 1, None),
        ("kuus kuukautta kestävä", 26.1, 26.1),
    ],
)
def test_lengths_are_in_weeks(text: str, least: float | None, most: float | None) -> None:
    (length,) = read(text)
    assert isinstance(length, Length)
    assert (length.least, length.most) == (least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("10 h/vko", 10, 10),
        ("10h/vko", 10, 10),
        ("20 tuntia viikossa", 20, 20),
        ("viikossa 15 tuntia", 15, 15),
        ("max 20 h viikossa", None, 20),
        ("10–15 viikkotuntia", 10, 15),
        ("4 tuntia päivässä", 20, 20),
        ("kolme päivää viikossa", 24, 24),
    ],
)
def test_hours_are_those_of_a_week(text: str, least: float | None, most: float | None) -> None:
    (hours,) = read(text)
    assert isinstance(hours, WeeklyHours)
    assert (hours.least, hours.most) == (least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("oon 57", 57, 57),
        ("olen 57.", 57, 57),
        ("oon jo 57 ja pihalla", 57, 57),
        ("57-vuotias", 57, 57),
        ("oon viiskytseittemän", 57, 57),
        ("viiskytseittemänvuotias", 57, 57),
        ("oon 57v", 57, 57),
        ("nainen, 57 v", 57, 57),
        ("oon kakskyt viis", 25, 25),
        ("kolmekymppinen", 30, 39),
        ("oon alle kolmekymppinen", None, 29),
        ("täytän 60", 59, 60),
        ("oon kohta 60", 59, 59),
        ("oon yli 50", 50, None),
        ("30 vuotta vanha", 30, 30),
        ("ikä 44", 44, 44),
        ("oon 34 ja työtön", 34, 34),
        ("nelikymppinen", 40, 49),
        ("oon alle 25", None, 24),
        ("oon enintään 25", None, 25),
        ("täytin 60", 60, 60),
        ("oon 25 tai vanhempi", 25, None),
        ("en oo vielä 25-vuotias", None, 24),
        ("en oo alle 25-vuotias", 25, None),
    ],
)
def test_an_age_is_read_where_one_is_told(text: str, least: int | None, most: int | None) -> None:
    (age,) = read(text)
    assert isinstance(age, Age)
    assert (age.least, age.most) == (least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("57", 57, 57),
        ("57v", 57, 57),
        ("kakskyt kaks", 22, 22),
        ("alle 25", None, 24),
        ("yli 25", 25, None),
        ("25 tai yli", 25, None),
        ("25 kohta", 24, 24),
        ("en oo yli 25", None, 24),
    ],
)
def test_who_was_asked_for_an_age_tells_it_by_a_bare_number(text: str, least: int | None, most: int | None) -> None:
    age = read_age(text, WORDS)
    assert age is not None
    assert (age.least, age.most) == (least, most)


@pytest.mark.parametrize(
    "text", ["20 vuotta töissä", "30 osp", "3 kk", "viikolla 25", "15.1.", "25 €", "10", "120", "mä en tiiä", ""]
)
def test_what_is_no_age_is_none_to_who_asked_for_one_either(text: str) -> None:
    assert read_age(text, WORDS) is None


@pytest.mark.parametrize(
    "text",
    [
        "57",
        "kurssi alle 25-vuotiaille",
        "lapsi on 5-vuotias",
        "oon 20 vuotta tehny siivousta",
        "oon 30 km päässä",
        "oon viiden lapsen äiti",
    ],
)
def test_a_number_beside_something_else_is_no_age(text: str) -> None:
    assert not any(isinstance(each, Age) for each in read(text))


@pytest.mark.parametrize(
    ("text", "years", "first", "last"),
    [
        ("viisi vuotta", 5, None, None),
        ("kymmenisen vuotta", 10, None, None),
        ("siivosin 12 vuotta, nyt haluun kaupan alalle", 12, None, None),
        ("olen ollut työttömänä kaksi vuotta", 2, None, None),
        ("mulla on 6 kk työkokemusta", 0.49, None, None),
        ("2010–2015", 5, 2010, 2015),
        ("vuosina 2010-15", 5, 2010, 2015),
        ("vuodesta 2018", 8, 2018, None),
        ("2018 lähtien", 8, 2018, None),
        ("-98 lähtien", 28, 1998, None),
        ("vuodesta 2010 vuoteen 2015", 5, 2010, 2015),
    ],
)
def test_years_that_were_spent_are_no_length(text: str, years: float, first: int | None, last: int | None) -> None:
    (spent,) = read(text)
    assert isinstance(spent, Years)
    assert (spent.least, spent.most, spent.first, spent.last) == (years, years, first, last)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("60 €", 60, 60),
        ("120 euroa", 120, 120),
        ("120,00 €", 120, 120),
        ("1 200 €", 1200, 1200),
        ("50–100 e", 50, 100),
        ("alle 100 e", None, 100),
        ("ilmainen", 0, 0),
        ("maksuttomia", 0, 0),
    ],
)
def test_sums_are_in_euros(text: str, least: float | None, most: float | None) -> None:
    (money,) = read(text)
    assert isinstance(money, Money)
    assert (money.least, money.most) == (least, most)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("01.02.2027 08.00-16.00", [Start, Clock]),
        ("oon 30 vuotta vanha ja etsin siivouskurssia", [Age]),
        ("hygieniapassi 40 €, kurssi 2.2.2027", [Money, Start]),
        ("oon 2 kuukautta työttömänä ollut ja haluun 3 viikon kurssin", [Years, Length]),
        ("5.-6.3. klo 17-20", [Start, Clock]),
        ("oon 57, siivosin 12 vuotta ja haluun 3 kk kurssin joka alkaa tammikuussa", [Age, Years, Length, Start]),
    ],
)
def test_many_are_read_of_one_text(text: str, kinds: list[type]) -> None:
    assert [type(each) for each in read(text)] == kinds


@pytest.mark.parametrize(
    "text",
    ["", "moi", "31.2.", "99.99.", "31.2.2027", "ei mitään tässä", "soita 040 123 4567", "Y-tunnus 1234567-8",
     "ISBN 978-951-0-12345-6", "haluan hoitoalalle", "klo 99", "viikolla 77", "100 % varma"],
)  # fmt: skip
def test_a_text_without_dates_and_amounts_yields_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("year", "sunday"), [(2024, "2024-03-31"), (2026, "2026-04-05"), (2027, "2027-03-28")])
def test_easter_is_where_the_calendar_has_it(year: int, sunday: str) -> None:
    assert easter(year) == day(sunday)


def test_a_week_that_a_year_has_not_is_found_in_the_next_that_has_it() -> None:
    assert week(53, None, date(2027, 3, 1)) == Days(date(2032, 12, 27), date(2033, 1, 2))
    assert week(54, None, TODAY) is None


def test_the_next_month_after_december_is_january() -> None:
    assert period("months", 1, date(2026, 12, 31)) == Days(date(2027, 1, 1), date(2027, 1, 31))


def test_days_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="is after"):
        Days(TODAY, TODAY - timedelta(days=1))
