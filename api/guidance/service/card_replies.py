"""What the bot says of a worry: met, met again, asked to say again, and whether it helped."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.ext.asyncio import AsyncSession

from api.conversations import service as conversations
from api.guidance import store
from api.guidance.files import jargon
from api.guidance.model import (
    BENEFITS,
    PERSON,
    RECENT_MESSAGES,
    SAID_AGAIN,
    SKIPPED,
    WORK_ABILITY,
    Benefit,
    Card,
    CardAsked,
    CardTold,
    Contact,
    FollowUp,
    HelpAsked,
    Helped,
    Listener,
    Met,
    Speaker,
    Spoken,
    Variant,
    answered_card,
    asks_first,
    asks_whether_it_helped,
    card_from,
    every_way,
    in_turn,
    most_pressing,
    offers_of,
    speaks_of_benefits,
    talked_of,
    variant_of,
    with_named,
)
from api.guidance.service.contacts import numbers_of, shown_contacts
from api.guidance.tables import MeetingRow
from api.handover.model import PersonOffered, Reason
from api.platform.clock import HELSINKI, utc
from api.platform.replies import Asked, Choice, Said, SourceShown, TextMessage, means, message
from finnish.matter_model import matter_of
from finnish.texts import texts

# How much a question must be of a matter to be answered by its card, and how much where it was surely read to ask of
# something in general.
LIKELY, SURELY = -0.5, -0.25


@dataclass(frozen=True)
class Turn:
    """One turn of a conversation: how far the talk has come, and what has come up in it."""

    session: AsyncSession
    conversation_id: str
    seq: int
    meetings: dict[str, MeetingRow]
    asked: Asked | None
    # An item of a self-assessment waits for its answer: nothing else is asked beside it.
    item_open: bool
    now: datetime

    @property
    def speaker(self) -> Speaker:
        """Who says cards today."""
        return Speaker(texts("guidance"), jargon(), self.now.astimezone(HELSINKI).date())

    def met(self, card: Card) -> Met:
        """What there has been of the card before."""
        row = self.meetings.get(card.key)
        if row is None:
            return Met()
        said, helped = row.said and Variant(row.said), row.helped and Helped(row.helped)
        return Met(row.times, said or None, helped or None, row.was_asked)

    def meeting(self, key: str) -> MeetingRow:
        """The card's place in this conversation, as of now."""
        if key not in self.meetings:
            row = MeetingRow(
                conversation_id=self.conversation_id, card=key, times=0, was_asked=False, first_at=self.now
            )
            self.session.add(row)
            self.meetings[key] = row
        self.meetings[key].seq, self.meetings[key].last_at = self.seq, self.now
        return self.meetings[key]

    def was_just_told(self, key: str) -> bool:
        """Whether a card was said a moment ago."""
        return (
            key in self.meetings
            and bool(self.meetings[key].said)
            and self.seq - self.meetings[key].seq <= RECENT_MESSAGES
        )

    def option_of(self, key: str) -> str | None:
        """For whom, or of which benefit, a card was told last."""
        return self.meetings[key].option if key in self.meetings else None

    def is_fresh(self, card: Card) -> bool:
        """Whether the talk has not gone on from the card."""
        return card.key in self.meetings and self.seq - self.meetings[card.key].seq <= RECENT_MESSAGES

    def stays(self) -> Said:
        """Nothing is said, and what was open is open."""
        return Said(stays=True)

    def ends(self, replies: Sequence[TextMessage], asked: Asked | None = None) -> Said:
        """The replies, and the question that the next answer answers: an open item's before ours."""
        return Said(replies, stays=True) if self.item_open else Said(replies, asked)


async def turn_of(
    session: AsyncSession, conversation_id: str, asked: Asked | None, item_open: bool, now: datetime
) -> Turn:
    """The turn that is being answered. Raises UnknownConversation."""
    seq = (await conversations.find(session, conversation_id)).seq
    meetings = {row.card: row for row in await store.meetings(session, conversation_id)}
    return Turn(session, conversation_id, seq, meetings, asked, item_open, now)


async def meet(
    turn: Turn,
    listener: Listener,
    intents: Sequence[str],
    option: str | None,
    text: str,
    told_before: Mapping[str, str] = MappingProxyType({}),
) -> Said:
    """Answer the worries, questions or matters of one message: the first in full, a second in short.

    `option` is the answer to the card's own question, by its button; `text` may tell it too, or name a benefit that
    the card does not speak of. A card that the text names tells it more exactly than the first one; without intents it
    is the only one, and nothing is said where none is named. `told_before`: the answers by card that the person has
    told already, which are not asked.
    """
    known = {row.key: card_from(row.content) for row in await store.cards_of(turn.session, set(intents))}
    asked_of = None if option else await _named(turn.session, listener, [text])
    if asked_of is not None:
        known[asked_of.key] = asked_of
    cards = most_pressing(with_named(intents, asked_of, known), known)
    if not cards:
        return _no_card(turn) if intents else turn.stays()
    for card in cards:
        _comes_up_anew(turn, card)
    first, met = cards[0], turn.met(cards[0])
    named = listener.other_benefit(text) if first.key == BENEFITS and option is None else None
    if first.key == BENEFITS and option is None and named is None and listener.told(first, text) is None:
        named = listener.benefit(turn.option_of(first.key))  # it is the one that they have told to get
    if named is not None and not named.option:
        more = [_message(card, _say(turn, card, Variant.SHORT, None)) for card in cards[1:]]
        return turn.ends([_tell_of_benefit(turn, first, named), *more], _left_open(first, Variant.FULL))
    told = option or (named.option if named else listener.told(first, text))
    option = told or told_before.get(first.key)
    if len(cards) == 1 and asks_first(first, met, option, turn.item_open):
        return _ask_first(turn, first)
    variant = variant_of(first, met, told)
    then = listener.heard.then.get(first.key, {}).get(option or "", ())
    asked = not then and asks_whether_it_helped(first, variant, met, turn.asked, turn.item_open, turn.meetings)
    ways = [(replace(first, offers=tuple(then)) if then else first, variant)]
    ways += [(card, Variant.SHORT) for card in cards[1:]]
    offers = () if asked else _choices(dict.fromkeys(o for way in ways for o in offers_of(*way, turn.meetings)), first)
    said = [_say(turn, card, way, option if card.key == first.key else None) for card, way in ways]
    replies = [_message(card, each) for card, each in zip(cards, said, strict=True)]
    replies[-1] = _message(cards[-1], said[-1], offers)
    replies = await _with_numbers(turn, cards, replies)
    if asked:
        turn.meeting(first.key).was_asked = True
        return turn.ends([*replies, _question(first)], HelpAsked(first.key))
    return turn.ends(replies, _left_open(first, variant))


async def _named(session: AsyncSession, listener: Listener, texts: Sequence[str]) -> Card | None:
    """The card that the first of the texts that names any names."""
    rows = [row for row in await store.cards(session) if row.content.get("said")]
    cards = [card_from(row.content) for row in rows]
    return next((card for text in texts if (card := listener.named(cards, text))), None)


async def matter_asked(
    session: AsyncSession, listener: Listener, text: str, asked: Sequence[str], *, in_general: bool = False
) -> str | None:
    """The key of the card that a message is of: by how such things are asked, in the whole or in the clauses that ask,
    else by its name in one of these; None when it is of none. A card that is newer than what was learned from is known
    by its name alone. `in_general`: it was surely read to ask of a whole topic.
    """
    least = SURELY if in_general else LIKELY
    likely = (matter_of(each, listener.words, least) for each in dict.fromkeys((text, *asked)))
    key = next(filter(None, likely), None)
    if key is not None and await store.card(session, key) is not None:
        return key
    named = await _named(session, listener, asked)
    return named.key if named else None


async def meet_beside(turn: Turn, listener: Listener, intent: str, text: str) -> Said:
    """The same beside something else that is answered: a sentence or two that ask nothing, with a way to the rest."""
    row = await store.card(turn.session, intent)
    if row is None:
        return _no_card(turn)
    card = await _named(turn.session, listener, [text]) or card_from(row.content)
    _comes_up_anew(turn, card)
    named = listener.other_benefit(text) if card.key == BENEFITS else None
    if named is not None and not named.option:
        return turn.ends([_tell_of_benefit(turn, card, named, Variant.BRIEF)], _left_open(card, Variant.BRIEF))
    told = _message(card, _say(turn, card, Variant.BRIEF, listener.told(card, text)), [_tell_more(card)])
    return turn.ends(await _with_numbers(turn, [card], [told]), _left_open(card, Variant.BRIEF))


async def hear(turn: Turn, listener: Listener, text: str) -> Said:
    """What is written to a card's own question, or asked on about a card on benefits; nothing for anything else."""
    asked, told = answered_card(turn.asked), talked_of(turn.asked)
    row = await store.card(turn.session, asked or told or "")
    if row is None:
        return turn.stays()
    card = card_from(row.content)
    option = listener.answered(card, text) if asked else None
    named = listener.other_benefit(text) if asked == BENEFITS else None
    if option is not None or named is not None:
        return await meet(turn, listener, [card.key], option, text)
    follow_up = listener.follow_up(text) if speaks_of_benefits(card) and turn.is_fresh(card) else None
    if follow_up is None:
        return turn.stays()
    said = _follow_up(turn, card, follow_up, listener.benefit(turn.meeting(card.key).option))
    return turn.ends([said], turn.asked if asked else _left_open(card, Variant.FULL))


async def helped(turn: Turn, key: str, answer: Helped) -> Said:
    """What the person says to "Auttoiko tämä?"; a worry that stays, stays with no more persuasion."""
    row = await store.card(turn.session, key)
    if row is None:
        return _no_card(turn)
    card, meeting = card_from(row.content), turn.meeting(key)
    meeting.helped = answer
    if answer is Helped.LITTLE:
        in_other_words = _say(turn, card, Variant.OTHER_WORDS, None)
        offers = _choices(offers_of(card, Variant.FULL, turn.meetings), card)
        return turn.ends([_message(card, in_other_words, offers)], _left_open(card, Variant.FULL))
    variant = Variant.FULL if answer is Helped.YES else Variant.PERSON
    offers = _choices(offers_of(card, variant, turn.meetings), card)
    said = in_turn(texts("guidance"), f"after_{answer}", meeting.times)
    return turn.ends([message(said, offers)], _left_open(card, variant))


async def say_again(turn: Turn, listener: Listener) -> Said:
    """Say what was last said of a card another way; nothing when the talk has gone on from it."""
    recent = [row for row in turn.meetings.values() if row.said and turn.seq - row.seq <= RECENT_MESSAGES]
    last = max(recent, key=lambda row: (utc(row.last_at), row.said != Variant.SHORT), default=None)
    stored = await store.card(turn.session, last.card) if last else None
    if last is None or stored is None:
        return turn.stays()
    card, variant = card_from(stored.content), SAID_AGAIN[Variant(str(last.said))]
    if variant is Variant.QUESTION:
        return _ask_first(turn, card)
    named = listener.benefit(last.option)
    if named is not None and named.answer and variant is not Variant.PERSON:
        return turn.ends([_tell_of_benefit(turn, card, named, variant)], _left_open(card, variant))
    said = _say(turn, card, variant, last.option)
    offers = _choices(offers_of(card, variant, turn.meetings), card)
    return turn.ends([_message(card, said, offers)], _left_open(card, variant))


def _no_card(turn: Turn) -> Said:
    return turn.ends([message(texts("guidance")["no_card"], _choices([PERSON]))], PersonOffered())


def _comes_up_anew(turn: Turn, card: Card) -> None:
    """What helped once, and comes up again, has not been helped now."""
    row = turn.meetings.get(card.key)
    if row is not None and row.helped == Helped.YES:
        row.helped = None


def _left_open(card: Card, variant: Variant) -> Asked | None:
    """What the next message may answer, or ask on about."""
    if variant is Variant.PERSON:
        return PersonOffered()
    return CardTold(card.key) if speaks_of_benefits(card) else None


def _ask_first(turn: Turn, card: Card) -> Said:
    """The card's own question, with a way to skip it. It counts for no answer."""
    assert card.asks_first is not None
    said = turn.speaker.say(card, Variant.QUESTION, turn.met(card))
    turn.meeting(card.key).said = Variant.QUESTION
    options = [Choice(option.label, means(card.key, option=option.key)) for option in card.asks_first.options]
    asked = message(said.text, [*options, Choice(card.asks_first.skip, means(card.key, option=SKIPPED))])
    return turn.ends([asked], CardAsked(card.key))


def _tell_of_benefit(turn: Turn, card: Card, named: Benefit, variant: Variant = Variant.FULL) -> TextMessage:
    """What is so of a benefit that the card does not speak of: whom to ask, and no rule."""
    met, meeting = turn.met(card), turn.meeting(card.key)
    meeting.times, meeting.said, meeting.option = max(meeting.times, 1), variant, named.key
    said = turn.speaker.say_of_benefit(card, named, variant, met)
    # No source tells anything of it: only who pays stands beside it.
    source = SourceShown(decides=named.decides, sources=(), reviewed_on=card.reviewed_on.isoformat())
    offers = _choices(offers_of(card, variant, turn.meetings), card)
    return message(said.text, offers, source=source, easy=named.easy)


def _follow_up(turn: Turn, card: Card, asked: FollowUp, named: Benefit | None) -> TextMessage:
    """The answer to a question about what was told, with no way to make the worry anew of it."""
    said = turn.speaker.say_follow_up(card, asked, named if named and named.answer else None)
    return _message(card, said, _choices(offers_of(card, Variant.FULL, turn.meetings), card))


def _say(turn: Turn, card: Card, variant: Variant, option: str | None) -> Spoken:
    """The card in this way of saying it, and remember that it was said."""
    said = turn.speaker.say(card, variant, turn.met(card), card.option(option))
    meeting = turn.meeting(card.key)
    # Another button of the same question gives the same answer for another situation; a brief word is none yet.
    if variant is not Variant.BRIEF:
        meeting.times = max(meeting.times, 1) if option else meeting.times + 1
    meeting.said, meeting.option = variant, option or meeting.option
    return said


async def _with_numbers(turn: Turn, cards: Sequence[Card], replies: Sequence[TextMessage]) -> list[TextMessage]:
    """The numbers that a card names, beside its answer and in its text, which must do alone."""
    if not any(card.contacts for card in cards):
        return list(replies)
    contacts = await shown_contacts(turn.session)
    return [_with_numbers_of(card, reply, contacts) for card, reply in zip(cards, replies, strict=True)]


def _with_numbers_of(card: Card, reply: TextMessage, contacts: Mapping[str, Contact]) -> TextMessage:
    named = [contacts[key] for key in card.contacts if key in contacts]
    lines = [texts("guidance")["number"].format(**vars(contact)) for contact in named]
    numbers = numbers_of(contacts, [contact.key for contact in named])
    return reply.model_copy(update={"text": "\n\n".join([reply.text, *lines]), "numbers": numbers})


def _message(card: Card, said: Spoken, choices: Sequence[Choice] = ()) -> TextMessage:
    """The card as a message: what it stands on goes beside it."""
    source = SourceShown(decides=card.decides, sources=card.sources, reviewed_on=card.reviewed_on.isoformat())
    return message(said.text, choices, source=source, easy=said.easy or None)


def _question(card: Card) -> TextMessage:
    """The question whether the answer helped, with its three answers."""
    phrases = texts("guidance")
    answers = [
        Choice(phrases[f"answer_{each}"], means("hear_whether_it_helped", card=card.key, answer=each.value))
        for each in Helped
    ]
    return message(phrases["did_it_help"], answers, ways=every_way(phrases, "did_it_help"))


def _tell_more(card: Card) -> Choice:
    meaning = means("ask_named", card=card.key) if card.said else means(card.key)
    return Choice(texts("guidance")["tell_more"], meaning)


def _choices(offers: Collection[str], card: Card | None = None) -> list[Choice]:
    """The offers as buttons; the one that calls a person tells why it is needed."""
    labels = texts("guidance")
    why = {"reason": Reason.WORK_ABILITY.value} if card is not None and card.key == WORK_ABILITY else {}
    person = Choice(labels[f"offer_{PERSON}"], means(PERSON, **why))
    return [person if offer == PERSON else Choice(labels[f"offer_{offer}"], means(offer)) for offer in offers]
