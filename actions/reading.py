"""What an action reads from the tracker: the message, what a button carries, the question left open."""

from typing import Any, Dict, List, Optional

from rasa_sdk import Tracker

# So many messages of the person back a card is still what is talked of.
VIEW = 4
# So far down the ranking a meaning is still a likely one.
NEAR = 4


def intent_of(tracker: Tracker) -> str:
    """The name of what the person means."""
    return tracker.latest_message["intent"]["name"]


def said_by(tracker: Tracker) -> str:
    """The person's own words; for a button the words that it carries, if any."""
    if tracker.latest_message.get("chosen"):
        return carried(tracker, "subject") or ""
    return tracker.latest_message.get("text") or ""


def carried(tracker: Tracker, name: str) -> Optional[str]:
    """What a button carries under this name."""
    entities: List[Dict[str, Any]] = tracker.latest_message.get("entities") or []
    return next((entity["value"] for entity in entities if entity["entity"] == name), None)


def open_question(tracker: Tracker) -> str:
    """The question that the next answer answers; empty when there is none."""
    return tracker.get_slot("open_question") or ""


def unsure_before(tracker: Tracker, action: str) -> bool:
    """Whether the message before this one was answered by this action too."""
    heard = 0
    for event in reversed(tracker.events):
        if event["event"] == "user":
            heard += 1
            if heard == 2:
                return False
        if heard == 1 and event["event"] == "action" and event["name"] == action:
            return True
    return False


def cards_in_view(tracker: Tracker) -> bool:
    """Whether the bot's last messages, since the message before this one, showed courses or told of one."""
    heard = 0
    for event in reversed(tracker.events):
        if event["event"] == "user":
            heard += 1
            if heard == VIEW:
                return False
        shown = (event.get("data") or {}).get("custom") or {}
        if event["event"] == "bot" and ("cards" in shown or "about" in shown):
            return True
    return False


def asks_of_a_card(tracker: Tracker, places: int) -> bool:
    """Whether a message that was read otherwise may well ask about a card in view: what is talked of decides."""
    ranking = tracker.latest_message.get("intent_ranking") or []
    return "ask_details" in [intent["name"] for intent in ranking[:places]] and cards_in_view(tracker)


def may_be_a_search(tracker: Tracker) -> bool:
    """Whether a message that was read otherwise, or not at all, may well look for studies.

    What the catalogue has is not what the bot was trained on: a new trade sounds like a strange subject.
    """
    ranking = tracker.latest_message.get("intent_ranking") or []
    return any(intent["name"].startswith("find_") for intent in ranking[:NEAR])
