"""Talk that depends on what was said before: yes and no, another language, and what was not understood."""

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import service
from actions.assessment import answer_item, item_is_open
from actions.courses import look, tell_details
from actions.hearing import hear_answer, hear_out
from actions.reading import asks_of_a_card, carried, may_be_a_search, open_question, said_by, unsure_before

MOST_MEANINGS = 2
# Intents that say nothing of what a person wants: no use in asking whether they were meant.
NOT_ASKED = ("nlu_fallback", "affirm", "deny", "greet", "thank", "goodbye", "out_of_scope", "frustrated")
HELPED = "helped:"
HEARD = "heard:"
OFFER_OF_PERSON = "offer:person"


class AskWhich(Action):
    """One question with the two likeliest meanings; the second time in a row a person is offered."""

    def name(self) -> str:
        return "action_ask_which"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        if asks_of_a_card(tracker, places=4):
            return await tell_details(dispatcher, tracker)
        heard = await hear_out(dispatcher, tracker)
        if heard is not None:
            return heard
        if item_is_open(tracker):
            dispatcher.utter_message(response="utter_unsure_of_answer")
            return await service.say(dispatcher, tracker, "assessment/again", text="", carried={})
        if may_be_a_search(tracker) and await look(dispatcher, tracker):
            return []
        if unsure_before(tracker, self.name()):
            dispatcher.utter_message(response="utter_offer_person_after_misunderstanding")
            return [SlotSet("open_question", OFFER_OF_PERSON)]
        buttons = [button(meaning, tracker, domain) for meaning in likeliest(tracker, domain)]
        if not buttons:
            dispatcher.utter_message(response="utter_unsure")
            return []
        neither = domain["responses"]["utter_meaning_neither"][0]["text"]
        buttons.append({"title": neither, "payload": {"intent": "nlu_fallback", "entities": {}}})
        dispatcher.utter_message(response="utter_ask_which", buttons=buttons)
        return []


def likeliest(tracker: Tracker, domain: Dict[str, Any]) -> List[str]:
    """The two likeliest meanings that have a name in the person's terms."""
    ranking = [intent["name"] for intent in tracker.latest_message.get("intent_ranking") or []]
    named = [name for name in ranking if name not in NOT_ASKED and f"utter_meaning_{name}" in domain["responses"]]
    return named[:MOST_MEANINGS]


def button(meaning: str, tracker: Tracker, domain: Dict[str, Any]) -> Dict[str, Any]:
    """A meaning as a button, carrying the person's own words so that they need not be said again."""
    title = domain["responses"][f"utter_meaning_{meaning}"][0]["text"]
    return {"title": title, "payload": {"intent": meaning, "entities": {"subject": said_by(tracker)}}}


class Affirm(Action):
    """Yes, to whatever was asked."""

    def name(self) -> str:
        return "action_affirm"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        asked = open_question(tracker)
        if item_is_open(tracker):
            return await answer_item(dispatcher, tracker)
        if asked.startswith(HELPED):
            return await hear(dispatcher, tracker, "yes")
        if asked == HEARD:
            return await service.say(dispatcher, tracker, "assessment/confirm", text="", carried={})
        if asked == OFFER_OF_PERSON:
            await service.ask(tracker, "handover", reason="misunderstood")
            return [SlotSet("open_question", None)]
        dispatcher.utter_message(response="utter_affirm")
        return []


class Deny(Action):
    """No, to whatever was asked."""

    def name(self) -> str:
        return "action_deny"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        if item_is_open(tracker):
            return await answer_item(dispatcher, tracker)
        if open_question(tracker).startswith(HELPED):
            return await hear(dispatcher, tracker, "no")
        heard = await hear_answer(dispatcher, tracker)
        if heard is not None:
            return heard
        dispatcher.utter_message(response="utter_deny")
        return [SlotSet("open_question", None)]


async def hear(dispatcher: CollectingDispatcher, tracker: Tracker, answer: str) -> List[Dict[str, Any]]:
    """The answer to "Auttoiko tämä?" in own words."""
    card = open_question(tracker)[len(HELPED) :]
    return await service.say(dispatcher, tracker, "guidance/helped", card=card, answer=answer)


class MeetAnger(Action):
    """Calm, and a person offered."""

    def name(self) -> str:
        return "action_meet_anger"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        again = unsure_before(tracker, self.name())
        dispatcher.utter_message(response="utter_frustrated_again" if again else "utter_frustrated")
        return [SlotSet("open_question", OFFER_OF_PERSON)]


class Repeat(Action):
    """Says it another way: explains the open item, or puts the last card in other words."""

    def name(self) -> str:
        return "action_repeat"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        if item_is_open(tracker):
            return await service.say(dispatcher, tracker, "assessment/explain", text="", carried={})
        left_open = await service.say(
            dispatcher, tracker, "guidance/again", open_question=open_question(tracker) or None
        )
        if not dispatcher.messages:
            dispatcher.utter_message(response="utter_repeat")
        return left_open


class SayOutOfScope(Action):
    """What the bot can do, and the nearest right place; but a question about a card in view is answered."""

    def name(self) -> str:
        return "action_say_out_of_scope"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        if asks_of_a_card(tracker, places=4):
            return await tell_details(dispatcher, tracker)
        heard = await hear_out(dispatcher, tracker)
        if heard is not None:
            return heard
        if may_be_a_search(tracker) and await look(dispatcher, tracker):
            return []
        dispatcher.utter_message(response="utter_out_of_scope")
        return []


class SpeakLanguage(Action):
    """A short answer in the language that the message is in or asks for; in both when neither is told."""

    def name(self) -> str:
        return "action_speak_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> List[Dict[str, Any]]:
        response = f"utter_language_{carried(tracker, 'language') or 'any'}"
        dispatcher.utter_message(response=response)
        return []
