import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.language import LanguageRules

RULES = LanguageRules()


def read(text: str, *names: str) -> Message:
    intents = [{"name": name, "confidence": 0.5 / place} for place, name in enumerate(names, start=1)]
    message = Message({"text": text, "intent": intents[0], "intent_ranking": intents})
    return RULES.process([message])[0]


@pytest.mark.parametrize(
    "text", ["jag söker jobb i Tammerfors", "I am looking for a job", "мне нужна работа", "أبحث عن عمل"]
)
def test_another_language_becomes_a_change_of_language_and_keeps_the_ranking(text: str) -> None:
    message = read(text, "find_unit", "greet")
    assert [intent["name"] for intent in message.get("intent_ranking")] == ["change_language", "find_unit", "greet"]
    assert message.get("intent") == {"name": "change_language", "confidence": 1.0}


def test_a_language_named_in_other_talk_is_not_asked_for() -> None:
    assert read("haluan opiskella englantia", "find_unit", "change_language").get("intent")["name"] == "find_unit"


@pytest.mark.parametrize("text", ["I want to die", "jag vill dö"])
def test_distress_is_met_in_any_language(text: str) -> None:
    assert read(text, "distress", "greet").get("intent")["name"] == "distress"


@pytest.mark.parametrize("text", ["👍👍", "aaaaaaa", "???", ""])
def test_what_cannot_be_read_is_asked_about(text: str) -> None:
    assert read(text, "find_unit", "greet").get("intent")["name"] == "nlu_fallback"


@pytest.mark.parametrize("text", ["3", "k", "moi", "mä etsin töitä", "haluun oppia excelin käyttöä"])
def test_finnish_numbers_and_single_letters_are_left_to_the_classifier(text: str) -> None:
    assert read(text, "find_unit", "greet").get("intent") == {"name": "find_unit", "confidence": 0.5}
