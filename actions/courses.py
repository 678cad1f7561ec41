"""Looking for studies in the catalogue, and asking about what was shown."""

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import service
from actions.assessment import item_is_open
from actions.hearing import hear_answer, hear_out
from actions.reading import cards_in_view, carried, intent_of, said_by

KIND_OF_INTENT = {
    "find_hybrid": "hybrid_course",
    "find_apprenticeship": "apprenticeship",
    "find_employer_path": "employer_path",
    "find_badge": "badge",
}


class ShowCourses(Action):
    """Cards of what the person looks for."""

    def name(self) -> str:
        return "action_show_courses"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        heard = await hear_out(dispatcher, tracker)
        if heard is not None:
            return heard
        kind = KIND_OF_INTENT.get(intent_of(tracker))
        return await service.say(dispatcher, tracker, "suggestions/find", text=said_by(tracker), kind=kind)


async def look(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Show what the catalogue has of a message that may be a search; False when it has nothing."""
    said = await service.ask(tracker, "suggestions/look", text=said_by(tracker))
    service.utter(dispatcher, said["replies"])
    return bool(said["replies"])


class ShowMore(Action):
    """The next cards of the latest search."""

    def name(self) -> str:
        return "action_show_more"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        if asks_of_assessment(tracker):
            dispatcher.utter_message(response="utter_about_assessment")
            return []
        return await service.say(dispatcher, tracker, "suggestions/more")


class TellDetails(Action):
    """An answer about a card that was shown."""

    def name(self) -> str:
        return "action_tell_details"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        if asks_of_assessment(tracker):
            dispatcher.utter_message(response="utter_about_assessment")
            return []
        if not cards_in_view(tracker):
            heard = await hear_answer(dispatcher, tracker)
            if heard is not None:
                return heard
        return await tell_details(dispatcher, tracker)


def asks_of_assessment(tracker: Tracker) -> bool:
    """Whether "maksaako tämä" or "paljonko näitä on" is asked of the self-assessment that goes on, not of a card."""
    return item_is_open(tracker) and not tracker.latest_message.get("chosen") and not cards_in_view(tracker)


async def tell_details(dispatcher: CollectingDispatcher, tracker: Tracker) -> List[Dict[str, Any]]:
    """What the entries tell of the question."""
    entry = carried(tracker, "entry")
    return await service.say(dispatcher, tracker, "suggestions/details", text=said_by(tracker), entry=entry)


class RefuseEntry(Action):
    """A card is not for the person: asks why, or ranks anew."""

    def name(self) -> str:
        return "action_refuse_entry"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        entry, why = carried(tracker, "entry"), carried(tracker, "why")
        return await service.say(dispatcher, tracker, "suggestions/refuse", entry=entry, why=why)


class Recommend(Action):
    """What would suit the person, by all that they have told."""

    def name(self) -> str:
        return "action_recommend"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        situation = carried(tracker, "situation")
        return await service.say(
            dispatcher, tracker, "suggestions/recommend", text=said_by(tracker), situation=situation
        )
