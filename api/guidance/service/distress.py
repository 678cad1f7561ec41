"""Danger and despair: what is said by degree, whom it calls, and what calm words undo."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.conversations.model import Author, State
from api.conversations.service import Draft
from api.guidance import files, store
from api.guidance.model import DISTRESS, Contact
from api.guidance.service.card_replies import Turn
from api.guidance.service.contacts import numbers_of, shown_contacts
from api.guidance.tables import MeetingRow
from api.handover import service as handover
from api.handover.model import PersonOffered
from api.handover.service import Wait, when_words
from api.platform.replies import Choice, Notice, Said, TextMessage, does, means, message
from finnish.danger import CHILD, LIFE, VIOLENCE, Danger, Degree

# Of an alarm that calm words do not undo.
SURE, LIKELY = "sure", "likely"
EMERGENCY, CHILD_PROTECTION, DUTY = "emergency", "child_protection", "pirha_crisis"


async def meet_danger(session: AsyncSession, conversation_id: str, carried: Mapping[str, Any], now: datetime) -> None:
    """Meet what was read in a message at once, without the bot: an alarm in any state, despair while one waits.

    `carried`: the message's `seq`, the `danger` that was read, and the `language` it is told in (None: Finnish). The
    same message again does nothing.
    """
    danger, seq, language = carried["danger"], carried["seq"], carried["language"]
    state = (await conversations.find(session, conversation_id, lock=True)).state
    if danger.degree is Degree.ACT:
        await _alarm(session, conversation_id, seq, danger, language, State(state), now)
    elif danger.degree is Degree.ASK and not danger.is_doubtful and state in (State.WAITING, State.CALLBACK):
        await _stand_by(session, conversation_id, seq, now)


async def ask_about(turn: Turn, text: str, language: str | None) -> Said:
    """One warm question in the person's own terms, and a person offered; nothing is set in motion by itself."""
    texts, contacts = files.distress(), await shown_contacts(turn.session)
    times = _times(turn, f"{DISTRESS}_ask")
    if language in texts["abroad"]:
        said = texts["abroad"][language]["ask"]
    elif times:
        said = texts["ask_again"][(times - 1) % len(texts["ask_again"])]
    else:
        said = next(each["text"] for each in texts["ask"] if _speaks_of(each["words"], text))
    buttons = texts["buttons"]
    choices = [
        Choice(buttons["need_help"], does("raise_alarm")),
        Choice(buttons["person"], means("request_human")),
        Choice(buttons["calm"], means(DISTRESS, degree=Degree.CALM.value)),
    ]
    return Said([message(filled(said, contacts), choices)], PersonOffered())


async def help_friend(turn: Turn, danger: Danger, language: str | None) -> Said:
    """Words to one who worries for another."""
    texts, contacts = files.distress(), await shown_contacts(turn.session)
    told = texts["friend_violence" if danger.kind == VIOLENCE else "friend"]
    way = _way(told["ways"], _times(turn, f"{DISTRESS}_friend"))
    said = texts["abroad"][language]["friend"] if language in texts["abroad"] else way["text"]
    easy = None if language else filled(way["easy"], contacts, danger.kind)
    person = Choice(texts["buttons"]["person"], means("request_human"))
    numbers = numbers_of(contacts, told["numbers"])
    return Said([message(filled(said, contacts, danger.kind), [person], easy=easy, numbers=numbers)], stays=True)


async def hear_calm(turn: Turn, language: str | None) -> Said:
    """Relief, and the talk goes on where it was. What a false alarm set in motion is undone if the person wants."""
    texts = files.distress()
    alarm = turn.meetings.get(DISTRESS)
    if await handover.in_distress(turn.session, turn.conversation_id):
        if alarm is not None and alarm.option == SURE:
            return Said([message(texts["calm_after_sure"])], stays=True)
        buttons = texts["buttons"]
        choices = [Choice(buttons["undo"], does("undo_alarm")), Choice(buttons["keep"], means("request_human"))]
        return Said([message(texts["calm_after_alarm"], choices)], stays=True)
    said = _way(texts["calm"], _times(turn, f"{DISTRESS}_calm"))
    return Said([message(texts["abroad"][language]["calm"] if language in texts["abroad"] else said)], stays=True)


async def listen(turn: Turn) -> Said:
    """While a person is awaited in distress nothing is "not understood": one listens."""
    contacts = await shown_contacts(turn.session)
    said = _way(files.distress()["listening"], _times(turn, f"{DISTRESS}_listen"))
    return Said([message(said.format(numbers=_named(contacts, _keys(turn.meetings.get(DISTRESS)))))], stays=True)


async def raise_alarm(session: AsyncSession, conversation_id: str, _carried: Mapping[str, Any], now: datetime) -> None:
    """One press says that help is needed now."""
    seq = (await conversations.find(session, conversation_id)).seq
    carried = {"seq": seq, "danger": Danger(Degree.ACT, LIFE, sure=True), "language": None}
    await meet_danger(session, conversation_id, carried, now)


def filled(text: str, contacts: Mapping[str, Contact], kind: str = "") -> str:
    """The text with its numbers in their places, each by its contact's key; `help` is who answers of this kind."""
    texts, numbers = files.distress(), {key: contact.number for key, contact in contacts.items()}
    child = texts[CHILD_PROTECTION if CHILD_PROTECTION in contacts else "child_duty"].format(**numbers)
    helping = numbers[texts["act"][kind or LIFE]["numbers"][1]] if kind != CHILD else numbers[DUTY]
    return text.format(**numbers, child_help=child, help=helping)


def coach_guide() -> str:
    """What a coach reads beside such a talk, and beside `shown_contacts`."""
    return str(files.distress()["coach_guide"]).strip()


async def _alarm(
    session: AsyncSession,
    conversation_id: str,
    seq: int,
    danger: Danger,
    language: str | None,
    state: State,
    now: datetime,
) -> None:
    row = await _met(session, conversation_id, DISTRESS, now)
    if row.times and row.seq >= seq:
        return
    row.times, row.seq, row.said = row.times + 1, seq, danger.kind
    row.option = SURE if danger.sure or row.option == SURE else LIKELY
    contacts = await shown_contacts(session)
    if state is State.HUMAN:
        await handover.alert(session, conversation_id, seq)
        await _beside_coach(session, conversation_id, seq, danger.kind, contacts, now)
        return
    of_kind = await _met(session, conversation_id, f"{DISTRESS}_{danger.kind}", now)
    said = _crisis(danger.kind, of_kind.times, language, contacts)
    of_kind.times, of_kind.seq = of_kind.times + 1, seq
    await conversations.add_message(session, conversation_id, Draft(said, Author.BOT, in_reply_to=seq), now)
    numbers = _named(contacts, files.distress()["act"][danger.kind]["numbers"])
    await handover.raise_alarm(session, conversation_id, seq, lambda wait: _what_next(wait, numbers), now)


def _crisis(kind: str, times: int, language: str | None, contacts: Mapping[str, Contact]) -> TextMessage:
    texts = files.distress()
    told = texts["act"][kind]
    way = _way(told["ways"], times)
    abroad = texts["abroad"].get(language)
    text, easy = (abroad["text"], None) if abroad and not times else (way["text"], filled(way["easy"], contacts, kind))
    keys = [key for key in told["numbers"] if key in contacts]
    return message(filled(text, contacts, kind), easy=easy, numbers=numbers_of(contacts, keys), crisis=kind)


async def _beside_coach(
    session: AsyncSession, conversation_id: str, seq: int, kind: str, contacts: Mapping[str, Contact], now: datetime
) -> None:
    """The numbers, once; the coach answers."""
    row = await _met(session, conversation_id, f"{DISTRESS}_beside", now)
    row.times, row.seq = row.times + 1, seq
    if row.times == 1:
        numbers = _named(contacts, files.distress()["act"][kind]["numbers"])
        notice = Notice(text=files.distress()["beside_coach"].format(numbers=numbers))
        await conversations.add_message(session, conversation_id, Draft(notice, in_reply_to=seq), now)


async def _stand_by(session: AsyncSession, conversation_id: str, seq: int, now: datetime) -> None:
    """One who waits for a person and despairs is answered, once."""
    row = await _met(session, conversation_id, f"{DISTRESS}_waits", now)
    row.times, row.seq = row.times + 1, seq
    if row.times == 1 and not await handover.in_distress(session, conversation_id):
        said = message(filled(files.distress()["ask_waiting"], await shown_contacts(session)))
        await conversations.add_message(session, conversation_id, Draft(said, Author.BOT, in_reply_to=seq), now)


def _what_next(wait: Wait, numbers: str) -> str:
    """True to the hour: who comes, and who answers until then."""
    texts = files.distress()
    if not wait.is_open:
        return str(texts["next_closed"]).format(when=when_words(wait.opens_at, wait.now), numbers=numbers)
    return str(texts["next_on_duty" if wait.on_duty else "next_nobody"]).format(numbers=numbers)


def _named(contacts: Mapping[str, Contact], keys: Sequence[str]) -> str:
    """Names with their numbers, as one says them."""
    return " ja ".join(f"{contacts[key].name} {contacts[key].number}" for key in keys if key in contacts)


def _keys(alarm: MeetingRow | None) -> Sequence[str]:
    return files.distress()["act"][(alarm.said if alarm else None) or LIFE]["numbers"]  # type: ignore[no-any-return]


def _way(ways: Sequence[Any], times: int) -> Any:
    """The first way first, and then the others in turn: nothing is said twice in a row."""
    return ways[0] if times == 0 or len(ways) == 1 else ways[1 + (times - 1) % (len(ways) - 1)]


def _speaks_of(beginnings: Sequence[str], text: str) -> bool:
    """Whether some word begins so; of no beginnings every text does."""
    words = text.lower().split()
    return not beginnings or any(word.startswith(tuple(beginnings)) for word in words)


def _times(turn: Turn, key: str) -> int:
    """How often it was said before, and once more now."""
    row = turn.meeting(key)
    row.times += 1
    return row.times - 1


async def _met(session: AsyncSession, conversation_id: str, key: str, now: datetime) -> MeetingRow:
    """The place of this in the talk."""
    rows = {row.card: row for row in await store.meetings(session, conversation_id)}
    if key not in rows:
        rows[key] = MeetingRow(conversation_id=conversation_id, card=key, times=0, was_asked=False, seq=0,
                               first_at=now, last_at=now)  # fmt: skip
        session.add(rows[key])
    rows[key].last_at = now
    return rows[key]
