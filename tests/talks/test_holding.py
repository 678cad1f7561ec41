"""What is expected of an answer holds, or is told in words; no service is needed for that."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.talks.holding import Answer, faults
from tests.talks.written import Expected, Turn

CARD = {"id": "a120", "name": "Trukin käyttö", "kind": "unit", "place": "Tampere", "fee_eur": 60}
FACT = {
    "id": "f25",
    "kind": "work",
    "value": {"occupation": "kokki", "years": 12},
    "label": "työ: kokki",
    "words": "kokkina",
}


def answer(text: str = "Tässä yksi.", cards: tuple[dict, ...] = (), state: str = "bot", **person: Any) -> Answer:
    body = {"text": text, "cards": list(cards), "choices": [{"id": "c777", "label": "Lisätietoja"}]}
    return Answer([{"kind": "text", "body": body}], state, {"facts": [], "agreed": None, **person})


def told(given: Answer, **expected: object) -> list[str]:
    return list(faults(Expected.model_validate(expected), given))


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        ({"said": "LISÄTIEDOT|yksi"}, answer()),
        ({"said": "trukin"}, answer(cards=(CARD,))),
        ({"not_said": "777|a120"}, answer(cards=(CARD,))),
        ({"a_card": "trukin", "every_card": "tampere", "no_card": "siivo", "at_most_cards": 1}, answer(cards=(CARD,))),
        ({"knows": "kokki.*12", "not_knows": "f25|siivo"}, answer(facts=[FACT])),
        ({"agreed": "null"}, answer()),
        ({"agreed": "oppilaitos"}, answer(agreed={"who": "Oppilaitos"})),
        ({"alarm": "none"}, answer("Kurssi kestää 1120 tuntia.")),
        ({"alarm": "ask"}, answer("Jos on hätä, soita 112.")),
        ({"alarm": "act"}, answer("Soita 112.", state="waiting")),
        ({"state": "waiting"}, answer(state="waiting")),
        ({"at_most_characters": 11, "answered": True}, answer()),
        ({"any_of": [{"said": "kaksi"}, {"said": "yksi"}]}, answer()),
    ],
)  # fmt: skip
def test_what_holds_is_not_told(expected: dict[str, object], given: Answer) -> None:
    assert told(given, **expected) == []


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        ({"answered": True}, answer("Siihen en osaa vastata.")),
        ({"answered": True}, Answer([])),
        ({"said": "kaksi"}, answer()),
        ({"not_said": "tässä"}, answer()),
        ({"a_card": "siivo"}, answer(cards=(CARD,))),
        ({"every_card": "trukin"}, answer()),
        ({"no_card": "trukin"}, answer(cards=(CARD,))),
        ({"at_most_cards": 0}, answer(cards=(CARD,))),
        ({"knows": "kokki"}, answer()),
        ({"not_knows": "kokki"}, answer(facts=[FACT])),
        ({"agreed": "oppilaitos"}, answer()),
        ({"alarm": "none"}, answer("Soita 112.")),
        ({"alarm": "none"}, answer(state="waiting")),
        ({"alarm": "ask"}, answer(state="waiting")),
        ({"alarm": "act"}, answer()),
        ({"state": "waiting"}, answer()),
        ({"at_most_characters": 10}, answer()),
        ({"any_of": [{"said": "kaksi"}, {"said": "kolme"}]}, answer()),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_told(expected: dict[str, object], given: Answer) -> None:
    assert len(told(given, **expected)) == 1


@pytest.mark.parametrize(
    "turn", [{}, {"say": "moi", "press": "moi"}, {"say": "moi", "sayd": "hei"}, {"say": "moi", "said": "("}]
)
def test_a_turn_that_is_not_written_as_it_should_be_is_refused(turn: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Turn.model_validate(turn)
