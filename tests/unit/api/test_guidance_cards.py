import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from api.guidance.files import BadSeed, read_cards
from api.guidance.model import BadCard, card_from, contact_from, needs_second_editor, plain
from tests.support.guidance import QUESTION, card, raw_card

CONTACT = {"key": "mieli", "name": "Apu", "number": "09 2525 0111", "source": "x", "checked_on": "2026-11-24"}


def faults_of(**changes: object) -> list[tuple[str, str]]:
    with pytest.raises(BadCard) as caught:
        card(**changes)
    return [(fault.field, fault.code) for fault in caught.value.faults]


def test_a_card_comes_back_from_plain_data_as_it_was() -> None:
    before = card(asks_first=QUESTION)
    assert card_from(plain(before)) == before


def test_folded_lines_of_a_file_are_one_paragraph() -> None:
    assert card(answer="Opetus on\n  maksutonta.\n").answer == "Opetus on maksutonta."


@pytest.mark.parametrize(
    "name", ["sources", "reviewed_on", "review_by", "easy", "decides", "certainty", "needs_review"]
)
def test_a_card_needs_its_source_its_days_its_certainty_and_its_easier_version(name: str) -> None:
    assert (name, "missing") in faults_of(**{name: None})


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": "lie"}, ("kind", "unknown_value")),
        ({"acknowledge": ["Kuulen.", "Kuulen.", "Kuulen."]}, ("acknowledge", "too_few_ways")),
        ({"offers": ["find_unit"] * 4}, ("offers", "too_many_offers")),
        ({"offers": ["buy_shoes"]}, ("offers", "unknown_offer")),
        ({"needs_review": "ehkä"}, ("needs_review", "not_yes_or_no")),
        ({"reviewed_on": "eilen"}, ("reviewed_on", "not_a_day")),
        ({"review_by": "2026-11-24"}, ("review_by", "not_after_review")),
        ({"topic": "benefits"}, ("ask_before", "missing")),
        ({"certainty": "partly"}, ("needs_review", "certainty_needs_review")),
        ({"kind": "matter"}, ("ask_helped", "not_for_matters")),
        ({"colour": "red"}, ("colour", "unknown_field")),
        ({"asks_first": {"question": "Kumpi?"}}, ("asks_first", "bad_question")),
        ({"asks_first": {**QUESTION, "options": QUESTION["options"][:1]}}, ("asks_first", "bad_options")),
        ({"asks_first": {**QUESTION, "options": QUESTION["options"][:1] * 2}}, ("asks_first", "same_option_twice")),
        ({"answer": ["a"]}, ("answer", "not_text")),
        ({"sources": "lähde"}, ("sources", "not_texts")),
        ({"key": "Myth Cost"}, ("key", "bad_key")),
    ],
)
def test_each_fault_is_named_with_its_field(changes: dict, fault: tuple[str, str]) -> None:
    assert fault in faults_of(**changes)


def test_all_faults_are_told_at_once() -> None:
    assert len(faults_of(kind="lie", certainty="maybe", sources=None)) == 3


def test_a_broken_file_is_refused_with_the_file_the_card_and_the_reason(tmp_path: Path) -> None:
    (tmp_path / "raha.yml").write_text("- {key: myth_cost, kind: worry}\n")
    with pytest.raises(BadSeed, match=r"raha\.yml: myth_cost: .*answer: missing"):
        read_cards(tmp_path)


@pytest.mark.parametrize("text", ["a: [", "key: myth_cost", "- myth_cost"])
def test_a_file_that_is_no_list_of_cards_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.yml").write_text(text)
    with pytest.raises(BadSeed, match=r"x\.yml"):
        read_cards(tmp_path)


def test_one_card_stands_in_one_place(tmp_path: Path) -> None:
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text(json.dumps([raw_card()]))
    with pytest.raises(BadSeed, match="in two places"):
        read_cards(tmp_path)


def test_a_card_is_overdue_on_the_day_after_its_review_day() -> None:
    due = card().review_by
    assert not card().is_overdue(due)
    assert card().is_overdue(due + timedelta(days=1))


def test_a_card_that_speaks_or_spoke_of_benefits_needs_a_second_editor() -> None:
    benefits = card(topic="benefits", ask_before="Kysy ennen kuin aloitat.")
    assert needs_second_editor(benefits, card())
    assert needs_second_editor(card(), benefits)
    assert not needs_second_editor(card(), card())


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"number": "soita meille"}, "number: bad_number"),
        ({"number": ""}, "number: missing"),
        ({"shown": False}, "shown: always_shown"),
        ({"checked_on": "joskus"}, "checked_on: not_a_day"),
        ({"checked_on": None}, "checked_on: missing"),
    ],
)
def test_a_number_of_crisis_is_dialled_dated_and_always_shown(changes: dict, fault: str) -> None:
    with pytest.raises(BadCard, match=fault):
        contact_from({**CONTACT, **changes})


def test_a_number_is_overdue_when_nobody_has_checked_it_for_half_a_year() -> None:
    contact = contact_from(CONTACT)
    assert not contact.is_overdue(date(2027, 5, 23))
    assert contact.is_overdue(date(2027, 5, 24))
