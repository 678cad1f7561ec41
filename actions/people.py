"""Calling a person into the talk."""

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import service
from actions.reading import carried


class RequestHuman(Action):
    """Puts the conversation into the queue; the service's own notice tells what happens next."""

    def name(self) -> str:
        return "action_request_human"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        await service.ask(tracker, "handover", reason=carried(tracker, "reason") or "request")
        return []


class TellOpeningHours(Action):
    """When coaches answer, as their teams have it; a question that was open stays open."""

    def name(self) -> str:
        return "action_tell_opening_hours"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        said = await service.ask(tracker, "handover/hours")
        service.utter(dispatcher, said["replies"])
        return []


class MeetDistress(Action):
    """The crisis numbers at once, and a person called without further questions."""

    def name(self) -> str:
        return "action_meet_distress"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        return await service.say(
            dispatcher, tracker, "guidance/distress", text=tracker.latest_message.get("text") or ""
        )
