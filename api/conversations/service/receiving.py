"""A jobseeker's message comes in, is masked, is stored once, and makes a turn due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import store
from api.conversations.model import (
    Author,
    ClientIdReused,
    State,
    TurnState,
    UnknownChoice,
    clean_text,
    let_finish,
    mask,
)
from api.conversations.service.identifiers import without_identifiers
from api.conversations.service.leases import Lease, Leasing
from api.conversations.service.messages import Draft, add_message
from api.conversations.service.state_changes import find, reopen
from api.conversations.tables import ConversationRow, MessageRow, TurnRow
from api.platform.replies import Choice, Deed, Meaning, Notice, TextMessage, does, payload_of, read_payload
from api.platform.security import fingerprint
from api.platform.texts import say
from api.platform.verb import Verb
from finnish.unfinished import breaks_off


@dataclass(frozen=True)
class OwnMessage:
    """A jobseeker's message. `content` tells it from another under the same client_id."""

    client_id: str
    content: str
    text: str
    meaning: Meaning | Deed | None = None
    choice_id: str | None = None

    @property
    def body(self) -> dict[str, str]:
        """What is stored. A press tells its button, so that it is seen as chosen on every device."""
        pressed = {} if self.choice_id is None else {"choice_id": self.choice_id}
        return {"text": self.text, **pressed}

    @property
    def deed(self) -> Deed | None:
        """What a press does by itself, without the bot."""
        return self.meaning if isinstance(self.meaning, Deed) else None


@dataclass(frozen=True)
class Received:
    """A jobseeker's message in its place, and its turn with the bot when that may run at once.

    `held`: so long the turn waits for what the person writes next.
    """

    seq: int
    lease: Lease | None = None
    held: timedelta = timedelta()


async def receive_text(
    session: AsyncSession,
    conversation_id: str,
    client_id: str,
    text: str,
    longest: int,
    now: datetime,
    leasing: Leasing,
) -> Received:
    """Store what a person wrote, masked, once for each client_id. A closed talk goes on.

    Raises EmptyMessage, TooLongMessage, ClientIdReused and UnknownConversation.
    """
    masked = without_identifiers(clean_text(text, longest))
    own = OwnMessage(client_id, masked.text, masked.text)
    conversation = await find(session, conversation_id, lock=True)
    earlier = await _earlier(session, conversation_id, own)
    if earlier:
        return earlier
    received = await _store_own(session, conversation, own, now, leasing)
    if masked.kinds:
        await add_message(session, conversation_id, _notice_of_masking(masked.kinds, received.seq), now)
    return received


async def receive_choice(
    session: AsyncSession,
    conversation_id: str,
    client_id: str,
    choice_id: str,
    verbs: Mapping[str, Verb],
    now: datetime,
    leasing: Leasing,
) -> Received:
    """Store a press of a button, and do what it means when that needs no bot.

    Raises UnknownChoice, ClientIdReused, NotAllowed and UnknownConversation.
    """
    conversation = await find(session, conversation_id, lock=True)
    choice = await store.offered_choice(session, conversation_id, choice_id)
    if choice is None:
        raise UnknownChoice
    own = OwnMessage(client_id, choice_id, choice.label, read_payload(choice.payload), choice_id)
    earlier = await _earlier(session, conversation_id, own)
    if earlier:
        return earlier
    received = await _store_own(session, conversation, own, now, leasing)
    if own.deed:
        await verbs[own.deed.verb](session, conversation_id, own.deed.carried, now)
    return received


async def asks_for_person(session: AsyncSession, conversation_id: str, choice_id: str | None) -> bool:
    """Whether a press asks for a person."""
    choice = await store.offered_choice(session, conversation_id, choice_id) if choice_id else None
    match choice and read_payload(choice.payload):
        case Deed(verb="ask_person") | Meaning(intent="request_human" | "request_callback"):
            return True
    return False


async def receive_from_coach(
    session: AsyncSession,
    conversation_id: str,
    staff_id: str,
    client_id: str,
    text: str,
    name: str,
    longest: int,
    now: datetime,
) -> int:
    """Store what a coach wrote, once for each client_id of theirs. Returns its seq.

    Only identity codes are masked: a coach gives numbers and addresses on purpose.
    Raises EmptyMessage, TooLongMessage, ClientIdReused.
    """
    cleaned = of_coach(text, longest)
    draft = Draft(TextMessage(text=cleaned, name=name), Author.COACH)
    return await add_from_coach(session, conversation_id, staff_id, client_id, draft, cleaned, now)


def of_coach(text: str, longest: int) -> str:
    """What a coach wrote, as it may be stored. Raises EmptyMessage, TooLongMessage."""
    return mask(clean_text(text, longest), {"identity_code": say("placeholder_identity_code")}).text


async def add_from_coach(
    session: AsyncSession,
    conversation_id: str,
    staff_id: str,
    client_id: str,
    draft: Draft,
    content: str,
    now: datetime,
) -> int:
    """Store a coach's message of any kind, once for each client_id of theirs. Returns its seq.

    `content` tells it from another under the same client_id. Raises ClientIdReused.
    """
    own = OwnMessage(fingerprint(f"{staff_id}:{client_id}"), content, content)
    earlier = await _earlier(session, conversation_id, own)
    if earlier:
        return earlier.seq
    row = await add_message(session, conversation_id, draft, now)
    row.client_id, row.content = own.client_id, own.content
    return row.seq


async def _earlier(session: AsyncSession, conversation_id: str, own: OwnMessage) -> Received | None:
    row = await store.message_of_client(session, conversation_id, own.client_id)
    if row is None:
        return None
    if row.content != own.content:
        raise ClientIdReused
    return Received(row.seq)


async def _store_own(
    session: AsyncSession, conversation: ConversationRow, own: OwnMessage, now: datetime, leasing: Leasing
) -> Received:
    seq = await store.take_seq(session, conversation.id, 1, now)
    session.add(
        MessageRow(
            conversation_id=conversation.id,
            seq=seq,
            author=Author.JOBSEEKER,
            kind=TextMessage.kind,
            body=own.body,
            client_id=own.client_id,
            content=own.content,
            created_at=now,
        )
    )
    if own.deed:
        return Received(seq)
    if conversation.state == State.CLOSED:
        await reopen(session, conversation.id, now)
    follows = await store.is_answering(session, conversation.id)
    turn = TurnRow(
        id=str(uuid4()),
        conversation_id=conversation.id,
        message_seq=seq,
        text=own.text,
        payload=payload_of(own.meaning) if own.meaning else None,
        state=TurnState.DUE,
        attempts=0,
        due_at=now,
        told_late=False,
        created_at=now,
    )
    session.add(turn)
    by_bot = own.meaning is None and conversation.state == State.BOT
    if not follows and not (by_bot and leasing.pause and breaks_off(own.text)):
        return Received(seq, await leasing.take(session, conversation, [turn], now))
    return Received(seq, held=await hold(session, conversation.id, now, leasing) if by_bot else timedelta())


async def waits_for_more(session: AsyncSession, conversation_id: str) -> bool:
    """Whether something that is for the bot has not been taken up. Raises UnknownConversation."""
    conversation = await find(session, conversation_id)
    return conversation.state == State.BOT and await store.waits_since(session, conversation_id) is not None


async def hold(session: AsyncSession, conversation_id: str, now: datetime, leasing: Leasing) -> timedelta:
    """Let one finish who writes on: what nobody has taken up waits a little. Returns how long."""
    since = await store.waits_since(session, conversation_id) if leasing.pause else None
    if since is None:
        return timedelta()
    until = let_finish(since, now, leasing.pause)
    await store.let_wait(session, conversation_id, until)
    return until - now


def _notice_of_masking(kinds: Sequence[str], seq: int) -> Draft:
    names = say("masked_and").join(say(f"masked_{kind}") for kind in kinds)
    phone = "phone" in kinds
    advice = say("masked_phone_advice" if phone else "masked_other_advice")
    choices = (Choice(say("ask_person"), does("ask_person")),) if phone else ()
    return Draft(Notice(text=say("masked", kinds=names, advice=advice), choices=choices), in_reply_to=seq)
