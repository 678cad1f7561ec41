"""What was said to the person last, by kind: by it the bot knows what they are likelier to mean (bot/nlu/places.py)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from api.assessment.model.open_questions import BeginningAsked, FieldAsked, HeardAsked, ItemAsked, TellingAsked
from api.dialogue.model.view import Message
from api.guidance.model import CardAsked, CardTold, HelpAsked
from api.handover.model import PersonOffered
from api.person.model import StepAskedAfter, StepOffered
from api.platform.replies import Asked
from api.suggestions.model import WishAsked, WorkAsked


class LastSaid(StrEnum):
    """The names by which the sentences of talks in data/nlu tell it."""

    START = "start"
    CARDS = "cards"
    FACT = "fact"
    ASKED_WORK = "asked_work"
    ASKED_SITUATION = "asked_situation"
    ASKED_WISH = "asked_wish"
    TRADES = "trades"
    ITEM = "item"
    UNDERSTOOD = "understood"
    STEP = "step"
    PERSON_OFFERED = "person_offered"
    WAITING = "waiting"
    LIMIT = "limit"
    UNCLEAR = "unclear"
    OTHER = "other"


BY_QUESTION: Mapping[type[Asked], LastSaid] = {
    ItemAsked: LastSaid.ITEM,
    TellingAsked: LastSaid.ASKED_WORK,
    FieldAsked: LastSaid.ASKED_WORK,
    WorkAsked: LastSaid.ASKED_WORK,
    BeginningAsked: LastSaid.ASKED_SITUATION,
    HeardAsked: LastSaid.UNDERSTOOD,
    WishAsked: LastSaid.ASKED_WISH,
    CardAsked: LastSaid.FACT,
    CardTold: LastSaid.FACT,
    HelpAsked: LastSaid.FACT,
    PersonOffered: LastSaid.PERSON_OFFERED,
    StepOffered: LastSaid.STEP,
    StepAskedAfter: LastSaid.STEP,
}
# By the beginning of the intent that was answered last.
BY_ACT: Mapping[str, LastSaid] = {
    "seek_work": LastSaid.TRADES,
    "greet": LastSaid.ASKED_WISH,
    "restart": LastSaid.ASKED_WISH,
    "myth_": LastSaid.FACT,
    "info_": LastSaid.FACT,
    "money_worry": LastSaid.FACT,
    "ask_work_rights": LastSaid.FACT,
    "ask_memory": LastSaid.UNDERSTOOD,
    "not_heard": LastSaid.UNDERSTOOD,
    "forget_fact": LastSaid.UNDERSTOOD,
    "ask_next_step": LastSaid.STEP,
    "tell_limit": LastSaid.LIMIT,
    "nlu_fallback": LastSaid.UNCLEAR,
    "out_of_scope": LastSaid.UNCLEAR,
}


def what_was_said(asked: Asked | None, answered: str | None, before: Sequence[Message]) -> LastSaid:
    """By the question that is open, the intent that was `answered` last, and the messages before, the newest first."""
    others = [each for each in before if each.author != "jobseeker"]
    if not others:
        return LastSaid.START
    if others[0].author != "bot":  # once the person has called the request off, they are asked what they want
        return LastSaid.WAITING if others[0].body.get("choices") else LastSaid.ASKED_WISH
    if "cards" in others[0].body and not isinstance(asked, ItemAsked):
        return LastSaid.CARDS
    if asked is not None and type(asked) in BY_QUESTION:
        return BY_QUESTION[type(asked)]
    return next((said for act, said in BY_ACT.items() if (answered or "").startswith(act)), LastSaid.OTHER)
