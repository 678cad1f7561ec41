"""The self-assessment. The service holds the answers and the open item; Rasa only which question is open."""

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import service
from actions.hearing import hear_answer
from actions.reading import carried, intent_of, open_question, said_by

CALL_OF_INTENT = {
    "start_assessment": "start",
    "choose_instrument": "start",
    "skip_item": "skip",
    "undo_answer": "undo",
    "explain_item": "explain",
    "pause_assessment": "pause",
    "resume_assessment": "resume",
    "stop_assessment": "stop",
    "ask_profile": "profile",
    "tell_experience": "tell",
    "judge_competence": "judge",
}
LEVEL_OF_INTENT = {"level_not_yet": 0, "level_with_help": 1, "level_alone": 2, "level_can_teach": 3}
# What a plain yes or no, or a word of oneself as a whole, answers while an item is open.
LEVEL_WHILE_OPEN = {**LEVEL_OF_INTENT, "affirm": 2, "deny": 0, "myth_cannot_learn": 0}


# What a person says of their situation sounds like these too.
NOT_ONLY_OF_ITEMS = {*LEVEL_OF_INTENT, "tell_experience", "skip_item"}


class Assess(Action):
    """Whatever the person does with the assessment."""

    def name(self) -> str:
        return "action_assess"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        intent = intent_of(tracker)
        heard = await hear_answer(dispatcher, tracker) if intent in NOT_ONLY_OF_ITEMS else None
        if heard is not None:
            return heard
        carries = {entity["entity"]: entity["value"] for entity in tracker.latest_message.get("entities") or []}
        if intent in LEVEL_OF_INTENT and not item_is_open(tracker):
            dispatcher.utter_message(response="utter_level_without_item")
            return []
        if intent in LEVEL_OF_INTENT or intent == "answer_item":
            return await answer_item(dispatcher, tracker)
        return await service.say(
            dispatcher, tracker, f"assessment/{CALL_OF_INTENT[intent]}", text=said_by(tracker), carried=carries
        )


class ComeBack(Action):
    """After a question in the middle the open item is asked again."""

    def name(self) -> str:
        return "action_come_back"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        if not item_is_open(tracker):
            return []
        return await service.say(dispatcher, tracker, "assessment/again", text="", carried={})


def item_is_open(tracker: Tracker) -> bool:
    """Whether the bot waits for an answer to an item."""
    return open_question(tracker).startswith("item:")


async def answer_item(dispatcher: CollectingDispatcher, tracker: Tracker) -> List[Dict[str, Any]]:
    """The level of the open item, by a button or in own words."""
    level = carried(tracker, "level")
    if level is None:
        level = LEVEL_WHILE_OPEN.get(intent_of(tracker))
    return await service.say(
        dispatcher,
        tracker,
        "assessment/answer",
        text=said_by(tracker),
        carried={"level": level, "item": carried(tracker, "item")},
    )
