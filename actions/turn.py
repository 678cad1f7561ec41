"""The one action: the service decides what is said to a message."""

from typing import Any, Dict, List, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import service

# What Rasa calls a message whose reading it doubts.
UNCLEAR = "nlu_fallback"
# Below this it doubts (bot/config.yml): an act may be sure where the reading of the whole is not.
DOUBTED = 0.45


class TakeTurn(Action):
    """Carries the reading of a message to the service, and its replies back."""

    def name(self) -> str:
        return "action_turn"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        said = await service.take_turn(tracker.sender_id, turn_of(tracker.latest_message))
        for reply in said["replies"]:
            dispatcher.utter_message(text=reply.pop("text"), json_message=reply)
        return []


def turn_of(message: Dict[str, Any]) -> Dict[str, Any]:
    """What the service is told of a message: its acts, what else it may mean, and what a button meant."""
    ranking = [each["name"] for each in message.get("intent_ranking") or []]
    return {
        "message_id": message["message_id"],
        "text": message.get("text") or "",
        "acts": acts_of(message),
        "chosen": chosen(message),
        "ranking": ranking,
        "answer": message.get("answer"),
    }


def acts_of(message: Dict[str, Any]) -> List[Dict[str, Any]]:
    """What was read in the message. A single meaning that was doubted is told as such."""
    acts, intent = message.get("acts") or [], message["intent"]
    if len(acts) > 1 or (acts and (intent["name"] != UNCLEAR or acts[0]["confidence"] >= DOUBTED)):
        return acts
    length = len(message.get("text") or "")
    return [{"intent": intent["name"], "confidence": intent["confidence"], "from": 0, "to": length}]


def chosen(message: Dict[str, Any]) -> Optional[Dict[str, Any]]:
    """The meaning of the button that was pressed; None for a message that was written."""
    if not message.get("chosen"):
        return None
    entities = {each["entity"]: each["value"] for each in message.get("entities") or []}
    return {"intent": message["intent"]["name"], "entities": entities}
