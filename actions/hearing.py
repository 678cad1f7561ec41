"""What was written as the answer to the question that the bot left open, whatever else it might mean."""

from typing import Any, Dict, List, Optional

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import service
from actions.reading import open_question, said_by

Heard = Optional[List[Dict[str, Any]]]

CHOOSING = "choose:"
# A card's own question, or a card that was told and is still talked of.
OF_WORRY = ("worry:", "helped:")


async def hear_out(dispatcher: CollectingDispatcher, tracker: Tracker) -> Heard:
    """What the bot asked to be told, or an answer; None when it asked nothing, or something else was said."""
    asked = open_question(tracker)
    if tracker.latest_message.get("chosen"):
        return None
    if asked.startswith(("telling:", "field:")):
        return await service.say(dispatcher, tracker, "assessment/tell", text=said_by(tracker), carried={})
    if asked == "wish:":
        return await service.say(dispatcher, tracker, "suggestions/recommend", text=said_by(tracker))
    return await hear_answer(dispatcher, tracker)


async def hear_answer(dispatcher: CollectingDispatcher, tracker: Tracker) -> Heard:
    """An answer in own words to a question that has buttons; None when none is open, or the words fit none of them."""
    asked = open_question(tracker)
    if tracker.latest_message.get("chosen"):
        return None
    text = said_by(tracker)
    if asked.startswith(CHOOSING):
        carries = {"question": asked[len(CHOOSING) :]}
        said = await service.ask(tracker, "assessment/choose", text=text, carried=carries)
    elif asked.startswith(OF_WORRY):
        said = await service.ask(tracker, "guidance/hear", text=text, open_question=asked)
    else:
        return None
    if not said["replies"]:
        return None
    service.utter(dispatcher, said["replies"])
    return [SlotSet("open_question", said["open_question"])]
