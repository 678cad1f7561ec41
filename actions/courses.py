"""Looking for studies in the catalogue."""

from typing import Any, Dict, List, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import service

KIND_OF_INTENT = {
    "find_unit": None,
    "find_hybrid": "hybrid_course",
    "find_apprenticeship": "apprenticeship",
    "find_employer_path": "employer_path",
    "find_badge": "badge",
}


class ShowCourses(Action):
    """Cards of what the person looks for; a plain word and a way on when nothing is found."""

    def name(self) -> str:
        return "action_show_courses"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        found = await service.search(query_of(tracker), kind_of(tracker))
        if found["items"]:
            dispatcher.utter_message(
                response="utter_courses_all" if found["total"] == len(found["items"]) else "utter_courses_first",
                shown=len(found["items"]),
                total=found["total"],
                json_message={"kind": "course_cards", "cards": found["items"], "total": found["total"]},
            )
        else:
            dispatcher.utter_message(response="utter_courses_none")
        return []


def query_of(tracker: Tracker) -> str:
    """What to look for: the person's own words, or the subject that a button carries."""
    message = tracker.latest_message
    if not message.get("chosen"):
        return message.get("text") or ""
    subjects = [entity["value"] for entity in message.get("entities", []) if entity["entity"] == "subject"]
    return subjects[0] if subjects else ""


def kind_of(tracker: Tracker) -> Optional[str]:
    """The kind of entry that the intent asks for; None for all of them."""
    return KIND_OF_INTENT.get(tracker.latest_message["intent"]["name"])
