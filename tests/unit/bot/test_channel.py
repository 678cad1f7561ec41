import pytest
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channel import answer_to, meaning_of_signs, reply_from


def tracker(*events) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("c", list(events))


def user(message_id: str, intent: str = "greet", ranking=()) -> UserUttered:
    data = {"intent": {"name": intent, "confidence": 0.8}, "intent_ranking": list(ranking)}
    return UserUttered("moi", data["intent"], [], data, message_id=message_id)


def test_the_answer_to_a_message_is_what_came_after_it_and_before_the_next() -> None:
    talk = tracker(user("1"), BotUttered("a"), user("2"), BotUttered("b"), BotUttered("c"), user("3"))
    assert [reply["body"]["text"] for reply in answer_to("2", talk.events)["replies"]] == ["b", "c"]
    assert answer_to("3", talk.events)["replies"] == []
    assert answer_to("4", talk.events) is None


def test_an_unsure_message_tells_what_it_was_likeliest_read_as() -> None:
    ranking = [{"name": "nlu_fallback", "confidence": 0.9}, {"name": "thank", "confidence": 0.3}]
    answer = answer_to("1", tracker(user("1", "nlu_fallback", ranking)).events)
    assert (answer["intent"], answer["confidence"]) == ("thank", 0.3)


def test_a_reply_carries_its_buttons_with_their_meanings_where_they_stand() -> None:
    choice = {"label": "Siivous", "payload": {"intent": "find_unit", "entities": {"subject": "siivous"}}}
    said = BotUttered("Mitä?", {"custom": {"kind": "choices", "choices": [choice]}})
    assert reply_from(said) == {"kind": "choices", "body": {"text": "Mitä?", "choices": [choice]}}


def test_a_custom_reply_keeps_its_kind_and_has_a_text() -> None:
    said = BotUttered("Löysin.", {"custom": {"kind": "course_cards", "cards": [1]}})
    assert reply_from(said) == {"kind": "course_cards", "body": {"cards": [1], "text": "Löysin."}}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("👍", "affirm"),
        ("❤️", "thank"),
        ("👎", "deny"),
        ("?", "ask_repeat"),
        (".", "nlu_fallback"),
        ("", "nlu_fallback"),
    ],
)
def test_signs_without_words_mean_what_they_say_and_of_nothing_nothing_is_guessed(text: str, intent: str) -> None:
    read = meaning_of_signs(text)
    assert read is not None
    assert (read["intent"]["name"], read["intent_ranking"], read["entities"]) == (intent, [], [])


def test_a_message_with_words_is_left_to_the_model() -> None:
    assert meaning_of_signs("joo 👍") is None
