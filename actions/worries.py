"""What people believe about studying, what they ask of it, and matters that a person is needed for."""

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import service
from actions.courses import tell_details
from actions.hearing import hear_answer
from actions.reading import asks_of_a_card, carried, intent_of, open_question, said_by


class AnswerWorry(Action):
    """The card of what was said; of both worries when one message holds two."""

    def name(self) -> str:
        return "action_answer_worry"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        if asks_of_a_card(tracker, places=2):
            return await tell_details(dispatcher, tracker)
        heard = await hear_answer(dispatcher, tracker)
        if heard is not None:
            return heard
        intents = [intent_of(tracker), *(tracker.latest_message.get("also") or [])]
        return await service.say(
            dispatcher,
            tracker,
            "guidance/meet",
            intents=intents,
            text=said_by(tracker),
            option=carried(tracker, "option"),
            open_question=open_question(tracker) or None,
        )


class HearWhetherItHelped(Action):
    """The answer to "Auttoiko tämä?" by a button."""

    def name(self) -> str:
        return "action_hear_whether_it_helped"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        card, answer = carried(tracker, "card"), carried(tracker, "answer")
        return await service.say(dispatcher, tracker, "guidance/helped", card=card, answer=answer)
