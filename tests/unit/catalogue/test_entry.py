import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import (
    FIELDS,
    HELD,
    BadEntry,
    CountsTowards,
    Employer,
    Load,
    demanded,
    entry_from,
    known,
    plain,
    ties,
)  # fmt: skip
from catalogue.texts import say_ask, say_fault
from tests.support.entries import raw_entry


def test_an_entry_reads_back_what_it_is_stored_as() -> None:
    entry = entry_from(
        raw_entry(
            employer={"name": "Mallihoiva Oy", "open_places": 3, "must_have": ["suomen kieli"], "learnt_at_work": []},
            counts_towards={"units": ["100832"], "school": "Malliopisto"},
            starts=["2027-03-01", "2027-01-11"],
        )
    )
    assert entry_from(plain(entry)) == entry
    assert entry.starts == ("2027-01-11", "2027-03-01")
    assert entry.employer == Employer(name="Mallihoiva Oy", open_places=3, must_have=("suomen kieli",))
    assert entry.counts_towards == CountsTowards(units=("100832",), school="Malliopisto")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("kind", "course", "unknown-choice"),
        ("name", " \u00ad ", "missing"),
        ("key", "Iso Kirjain", "bad-key"),
        ("size_osp", -5, "out-of-range"),
        ("size_osp", "paljon", "not-a-number"),
        ("size_osp", float("nan"), "out-of-range"),
        ("fee_eur", True, "out-of-range"),
        ("apply_by", "31.12.2026", "not-a-date"),
        ("starts", "2027-01-01", "not-a-list"),
        ("evenings", "kyllä", "not-yes-or-no"),
        ("keywords", "yksi", "not-a-list"),
        ("keywords", ["x"] * 201, "too-many"),
        ("summary", "a" * 2001, "too-long"),
        ("name", ["lista"], "not-text"),
        ("employer", "Mallihoiva Oy", "not-fields"),
        ("employer", {"skill_needs": []}, "unknown-field"),
        ("employer", {"open_places": 1.5}, "out-of-range"),
        ("colour", "red", "unknown-field"),
    ],
)
def test_a_bad_value_is_named_by_its_field_and_said_in_finnish(field: str, value: object, code: str) -> None:
    with pytest.raises(BadEntry) as caught:
        entry_from(raw_entry(**{field: value}))
    (fault,) = caught.value.faults
    assert (fault.field, fault.code) == (field, code)
    assert say_fault(fault)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(BadEntry) as caught:
        entry_from(raw_entry(kind="course", size_osp=-1, evenings="ehkä"))
    assert [fault.field for fault in caught.value.faults] == ["kind", "size_osp", "evenings"]


def test_soft_hyphens_control_signs_and_broken_signs_are_cleaned_away() -> None:
    entry = entry_from(raw_entry(name="\x8a\x8a Hoito\u00adtyö\u00a0 ja \x00huolenpito\ud800"))
    assert entry.name == "Hoitotyö ja huolenpito"


def test_what_an_entry_asks_keeps_the_unknown_apart_from_what_is_known_to_be_nothing() -> None:
    entry = entry_from(raw_entry(asks={"lifting": "much", "nights": "none", "own_car": False, "least_age": 18}))
    assert known(entry.asks) == {"lifting": Load.MUCH, "nights": Load.NONE, "own_car": False, "least_age": 18}
    assert demanded(entry.asks) == {"lifting": Load.MUCH, "least_age": 18}
    assert entry_from(plain(entry)) == entry
    assert known(entry_from(raw_entry()).asks) == {}


@pytest.mark.parametrize(
    ("asks", "code"),
    [
        ({"lifting": "plenty"}, "unknown-choice"),
        ({"licence": "Z"}, "unknown-choice"),
        ({"own_car": "kyllä"}, "not-yes-or-no"),
        ({"least_age": 17.5}, "out-of-range"),
        ({"strength": "much"}, "unknown-field"),
    ],
)
def test_what_an_entry_asks_is_of_known_things_only(asks: dict[str, object], code: str) -> None:
    with pytest.raises(BadEntry) as caught:
        entry_from(raw_entry(asks=asks))
    assert [(fault.field, fault.code) for fault in caught.value.faults] == [("asks", code)]


@pytest.mark.parametrize("name", HELD)
def test_each_thing_that_can_be_asked_has_words_for_a_card(name: str) -> None:
    values = {bool: (True, False), int: (0, 18)}.get(HELD[name]) or tuple(HELD[name])
    assert len({say_ask(name, held) for held in values} - {""}) == len(values)


def test_codes_tell_what_an_entry_is_includes_counts_towards_and_leads_to() -> None:
    entry = entry_from(
        raw_entry(code="1", unit_codes=["2", "3"], qualification_code="9", counts_towards={"units": ["4"]})
    )
    tied = {("is", "1"), ("includes", "2"), ("includes", "3"), ("counts_towards", "4"), ("leads_to", "9")}
    assert ties(entry) == tied


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=6))
def test_any_values_make_an_entry_that_reads_back_or_are_named_as_faults(values: dict[str, object]) -> None:
    try:
        entry = entry_from(raw_entry(**values))
    except BadEntry as error:
        for fault in error.faults:
            say_fault(fault)
    else:
        assert entry_from(plain(entry)) == entry
