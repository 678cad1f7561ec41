"""What would suit the person, by all that they have told: cards with reasons both ways, and the path."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.assessment import service as assessment
from api.conversations import service as conversations
from api.platform.replies import Choice, CourseCards, Message, Said, means, message
from api.suggestions import store
from api.suggestions.model import Shown, WishAsked, narrows
from api.suggestions.service.binding import bounds_of
from api.suggestions.service.context import SuggestionContext
from api.suggestions.service.course_search import find, refusals, remember_shown, unwanted_only
from api.suggestions.tables import WishRow
from api.suggestions.wording import pathway_message, recommended_message, tell
from catalogue.model import Competence
from catalogue.recommend import FREE, Advice, Question, Situation, Wanted
from catalogue.service import Found

# How one stands to work, as it is told, where the recommender has a wider name for it.
SITUATIONS = {
    "family_leave": Situation.CARING, "carer": Situation.CARING, "student": Situation.STUDYING,
    "sick_leave": Situation.UNKNOWN, "retired": Situation.UNKNOWN,
}  # fmt: skip


async def recommend(
    session: AsyncSession,
    context: SuggestionContext,
    conversation_id: str,
    text: str,
    situation: Situation | None,
    now: datetime,
    answered: Collection[str] = (),
    said_before: Collection[str] = (),
    *,
    names_wish: bool = False,
    with_path: bool = True,
) -> Said:
    """A person first when that is better; else the first suggestions, the path, and what to tell next.

    `situation`: what the person has just answered to that question. It is remembered, and so is what the text tells.
    `answered`: the questions that the person has answered elsewhere; they are not asked, nor what was asked before.
    `names_wish`: the text is the answer to what one wishes for, so that what is not there is told.
    `with_path`: whether the path has not been shown yet.
    """
    if situation is not None:
        await assessment.remember_situation(session, conversation_id, situation)
    else:
        await assessment.hear_situation(session, conversation_id, text, context.words)
    bounds = await bounds_of(session, conversation_id)
    found = await context.search(text, None, bounds)
    if (unwanted := await unwanted_only(session, context, conversation_id, found, now)) is not None:
        return unwanted
    if (names_wish or found.absent) and found.wish.text and not found.items:
        return await find(session, context, conversation_id, text, None, now)
    wanted = await _wanted(session, found, conversation_id)
    refused = await refusals(session, context, conversation_id)
    advice = await context.advise(wanted, refused, bounds)
    if not advice.items and not found.wish.text and wanted.wants:
        # What was looked for before is not wanted any more, or there is none of it.
        wanted = replace(wanted, wants="")
        advice = await context.advise(wanted, refused, bounds)
    # One who has told nothing is asked first: a card without a reason of their own is no suggestion.
    leaves = bool(bounds.practised) and all(each.trade in bounds.excluded for each in bounds.practised)
    if leaves and not wanted.wants and tell("what_else") not in said_before:
        return Said([message(tell("what_else"), [_ask_person()])], WishAsked())
    has_told = _has_told(wanted) or bool(bounds.mastered or bounds.cards)
    has_told = has_told or bool(bounds.practised and await context.upward(bounds))
    why = advice.handover.why if advice.handover.advised and has_told else None
    replies: list[Message] = [_person(why)] if why else []
    if advice.items and has_told:
        replies.append(await _show_first(session, context, conversation_id, wanted.wants, advice, now))
    if advice.path.steps and has_told and with_path:
        replies.append(pathway_message(advice.path, context.today))
    asked = advice.asks_next
    # Who just now would not say is not asked of their situation.
    known = {*answered, "situation"} if situation is Situation.UNKNOWN else answered
    if asked and (asked.key in known or asked.text in said_before):
        asked = None
    shows = any(isinstance(reply, CourseCards) for reply in replies)
    if asked is None and not (shows or bounds.practised):
        return Said([*replies, message(tell("what_work"), [_ask_person()])], WishAsked())
    replies.append(_next(asked, wanted))
    return Said(replies=replies, open_question=WishAsked() if asked and asked.key == "wants" else None)


async def _show_first(
    session: AsyncSession, context: SuggestionContext, conversation_id: str, wants: str, advice: Advice, now: datetime
) -> Message:
    """The first suggestions, remembered as what was looked for."""
    first = advice.items[: context.at_once]
    wish = WishRow(conversation_id=conversation_id, text=wants, total=len(advice.items), created_at=now)
    session.add(wish)
    await session.flush()
    await remember_shown(session, wish, [Shown(each.entry, each.reasons, each.hindrances) for each in first], now)
    return recommended_message(first, len(advice.items), context.today, "recommended")


async def tells_no_wish(session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str) -> bool:
    """Whether nothing is looked for in a message of one who has told of themselves: then it is for the adviser."""
    found = await context.search(text, None, FREE)
    is_plain = not (found.wish.text or found.wish.unwanted or narrows(found.wish))
    return bool(text) and is_plain and bool(await bounds_of(session, conversation_id))


async def _wanted(session: AsyncSession, found: Found, conversation_id: str) -> Wanted:
    """What the person wants: by this message, by the self-assessment, or by what they looked for before."""
    told = await assessment.for_recommendation(session, conversation_id)
    earlier = await store.latest_wish(session, conversation_id)
    here = found.wish.text if found.items else ""
    return Wanted(
        competences=tuple(Competence(held.key, held.level, held.is_rated) for held in told.competences),
        situation=SITUATIONS.get(told.situation) or Situation(told.situation),
        wants=(here or told.wants or (earlier.text if earlier and earlier.total else "")).strip(),
        place=found.wish.place,
        way=found.wish.way,
        free=found.wish.free,
        longest_weeks=found.wish.longest_weeks,
        starts_from=found.wish.starts_from,
        starts_by=found.wish.starts_by,
        near=await conversations.place_of(session, conversation_id),
        unwanted=found.wish.unwanted,
    )


def _has_told(wanted: Wanted) -> bool:
    """Whether the person has told anything that a suggestion could be made from."""
    asked = (
        wanted.wants,
        wanted.competences,
        wanted.way,
        wanted.free,
        wanted.longest_weeks,
        wanted.has_start,
    )
    return any(asked)


def _person(why: str) -> Message:
    return message(why, [_ask_person()])


def _ask_person() -> Choice:
    return Choice(tell("ask_person"), means("request_human"))


def _next(asked: Question | None, wanted: Wanted) -> Message:
    """The question whose answer would move the list most; the self-assessment when little is known."""
    if asked and asked.key == "situation":
        situations = assessment.situations()
        return message(
            asked.text, [Choice(each.label, means("ask_recommendation", situation=each.key)) for each in situations]
        )
    ways = [_ask_person()]
    if not wanted.competences:
        ways.insert(0, Choice(tell("start_assessment"), means("start_assessment")))
    return message(asked.text if asked else tell("recommended_enough"), ways)
