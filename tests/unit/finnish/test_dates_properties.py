"""What holds for dates and amounts on any day and in any text.

Needs hypothesis, which only the service's environment has.
"""

from datetime import date, timedelta
from time import thread_time

import pytest

pytest.importorskip("hypothesis", reason="only the service's environment has hypothesis")

from hypothesis import example, given, settings
from hypothesis import strategies as st

from finnish.amounts import Amount, Length, Money, Past, Start, WeeklyHours, Years, read_amounts
from finnish.dates import part_of, period, week
from finnish.words import Words

WORDS = Words()
WORDS.lemmas("viikol asdfqwer")  # what is read once from files is no reading of a text
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31)) | st.sampled_from(
    [date(2028, 2, 29), date(2096, 2, 29), date(2026, 12, 31), date(2027, 1, 1), date(2020, 12, 31)]
)
PIECES = (
    "15.1. 31.2. 29.2. 3.–7.2.2027 20.12.–10.1. 1.2.2027 15.1 ennen jälkeen mennessä alkaen ensi tällä viime viikolla "
    "7 53 kuussa parin kahden viikon kuukauden vuoden päästä kuluttua sisällä sitten joulun tammi-helmikuussa juhannus "
    "helmikuussa syksyllä syksynä keväällä talvella alusta lopussa vuodenvaihteen ke maanantaina huomenna heti klo "
    "9–15 8.00-16.00 kurssi kestää alle max noin puoli kaksi kolme viisi vuotta kk 3kk 10 h/vko tuntia viikossa oon 57 "
    "-vuotias kymppinen täytän siivosin työttömänä 2010–2015 vuodesta 2018 -98 lähtien 2028 60 € euroa e ilmainen ja "
    ", . - / mutta päivää 999999 0 n. viiskyt seitsemän"
).split()
ANY = st.text(max_size=200)
MADE = st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join)
BOUNDED = (Length, WeeklyHours, Years, Money)
SECONDS = 0.5  # of this thread alone, for a short text with everything cold


@settings(max_examples=300, deadline=None)
@given(ANY | MADE, DAYS)
@example("ſu 3.2. ſyys-lokakuu", date(2026, 11, 25))
@example("𝟛.𝟚. ４ｋｋ İlmainen", date(2026, 11, 25))
@example("max max max 3 kk - 2", date(2026, 11, 25))
def test_spans_stand_in_the_text_in_order_and_apart(text: str, today: date) -> None:
    begun = thread_time()
    spans = [amount.span for amount in read_amounts(text, today, WORDS)]
    assert thread_time() - begun < SECONDS
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(text[span.start : span.end].strip() for span in spans)


@settings(max_examples=300, deadline=None)
@given(MADE, DAYS)
def test_bounds_are_in_order(text: str, today: date) -> None:
    for amount in read_amounts(text, today, WORDS):
        if isinstance(amount, Start | Past) and amount.first and amount.last:
            assert amount.first <= amount.last
        if isinstance(amount, BOUNDED):
            assert amount.least is not None or amount.most is not None
            assert (amount.least or 0) <= (amount.most if amount.most is not None else float("inf"))
            assert (amount.least or 0) >= 0


def _starts(text: str, today: date) -> list[Amount]:
    return [amount for amount in read_amounts(text, today, WORDS) if isinstance(amount, Start)]


@settings(max_examples=300, deadline=None)
@given(
    DAYS,
    DAYS,
    st.sampled_from(["{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{d}. {m}. {y}", "{y}-{m:02}-{d:02}", "alkaa {d}.{m}.{y}."]),
)
def test_every_written_date_says_what_it_says_on_any_day(written: date, today: date, form: str) -> None:
    (start,) = _starts(form.format(d=written.day, m=written.month, y=written.year), today)
    assert (start.first, start.last, start.is_dated) == (written, written, True)


@settings(max_examples=300, deadline=None)
@given(DAYS, DAYS)
def test_a_date_without_a_year_is_the_next_one(written: date, today: date) -> None:
    (start,) = _starts(f"{written.day}.{written.month}.", today)
    assert (start.first.day, start.first.month) == (written.day, written.month)
    assert timedelta(0) <= start.first - today <= timedelta(days=8 * 366)
    if (written.day, written.month) != (29, 2):
        assert start.first - today <= timedelta(days=366)


@settings(max_examples=300, deadline=None)
@given(DAYS, st.integers(0, 400), DAYS)
def test_a_written_range_says_what_it_says(first: date, length: int, today: date) -> None:
    last = first + timedelta(days=length)
    written = f"{first.day}.{first.month}.{first.year}–{last.day}.{last.month}.{last.year}"
    (start,) = _starts(written, today)
    assert (start.first, start.last) == (first, last)


SEEN_FROM_TODAY = (
    "ensi viikolla;tällä viikolla;ensi kuussa;viikolla 7;helmikuussa;tammi-helmikuussa;joulun jälkeen;ennen joulua;"
    "syksyllä;ensi syksynä;keväällä;talvella;vuoden alusta;vuodenvaihteen jälkeen;huomenna;heti;kuukauden sisällä;"
    "parin viikon päästä;maanantaina;29.2.;15.1.-20.2.;1. helmikuuta;kuun lopussa;vuoden lopussa;juhannuksena;"
    "pääsiäisen jälkeen;vapun jälkeen;ensi vuonna;viikolla 53"
).split(";")
PLAIN = "mä haluun siivouskurssin tampereelta etänä kiitos moi hoitoala kiinnostaa en tiiä auttakaa , ? !".split()


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SEEN_FROM_TODAY), DAYS)
def test_what_is_named_without_a_year_is_not_over(text: str, today: date) -> None:
    (start,) = _starts(text, today)
    assert start.first >= today
    assert start.last is None or start.last >= start.first
    assert (start.span.start, start.span.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("ennen joulua", date(2026, 12, 23), date(2026, 12, 23), date(2026, 12, 23)),
        ("ennen joulua", date(2026, 12, 24), date(2026, 12, 24), date(2027, 12, 23)),
        ("ennen joulua", date(2026, 12, 26), date(2026, 12, 26), date(2027, 12, 23)),
        ("ennen helmikuuta", date(2027, 2, 3), date(2027, 2, 3), date(2028, 1, 31)),
        ("ennen 1.2.", date(2027, 2, 1), date(2027, 2, 1), date(2028, 1, 31)),
        ("ennen 1.2.2020", date(2026, 12, 24), date(2020, 1, 31), date(2020, 1, 31)),
        ("juhannuksena", date(2027, 6, 26), date(2027, 6, 26), date(2027, 6, 26)),
        ("joulun jälkeen", date(2026, 12, 25), date(2026, 12, 27), None),
    ],
)
def test_before_what_has_begun_is_before_the_next_and_what_goes_on_begins_today(
    text: str, today: date, first: date, last: date | None
) -> None:
    (start,) = _starts(text, today)
    assert (start.first, start.last) == (first, last)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PLAIN)).map(" ".join), DAYS)
def test_a_text_without_dates_yields_none(text: str, today: date) -> None:
    assert read_amounts(text, today, WORDS) == []


@settings(max_examples=300, deadline=None)
@given(DAYS, st.integers(1, 53))
def test_weeks_are_weeks(today: date, number: int) -> None:
    days = week(number, None, today)
    assert days is not None
    assert days.first is not None
    assert days.last is not None
    assert days.last.isocalendar().week == number
    assert days.last >= today
    assert days.first == max(today, days.last - timedelta(days=6))


@settings(max_examples=300, deadline=None)
@given(DAYS, st.sampled_from(["weeks", "months", "years"]), st.sampled_from(["begin", "middle", "end"]))
def test_a_part_of_a_period_is_in_it(today: date, unit: str, part: str) -> None:
    whole = period(unit, 1, today)
    days = part_of(whole, part)
    assert [whole.first, days.first, days.last, whole.last] == sorted([whole.first, days.first, days.last, whole.last])


@pytest.mark.parametrize(
    "unit",
    [
        "15.1.",
        "3.–7.2.",
        "kaksikymmentä ",
        "max ",
        "1 ",
        "8.00-",
        "ensi ",
        "2010–",
        "oon jo ",
        "n.",
        "-98 ",
        "tammi-",
        "helmikuussa ",
    ],
)
def test_a_long_text_costs_little(unit: str) -> None:
    read_amounts(unit, date(2026, 11, 25), WORDS)
    begun = thread_time()
    read_amounts(unit * 20_000, date(2026, 11, 25), WORDS)
    assert thread_time() - begun < 2 * SECONDS
