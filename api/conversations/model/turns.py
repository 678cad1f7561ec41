"""A turn: the bot's answer to a message, or to some written in a row. It may be tried many times and happens once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from api.conversations.model.states import State
from finnish.unfinished import breaks_off


class TurnState(StrEnum):
    DUE = "due"
    # Heard in the turn of a later message.
    JOINED = "joined"
    LEASED = "leased"
    DONE = "done"
    SKIPPED = "skipped"


class Mode(StrEnum):
    """How much of a bot there is in a turn."""

    ANSWER = "answer"
    READ = "read"


class Service(StrEnum):
    """What the bot does beside a person: nothing of it answers for the coach."""

    OPENING_HOURS = "opening_hours"
    CANCEL = "cancel"
    RECEIPT = "receipt"


LONGEST_PAUSE = timedelta(seconds=10)
# Who waits for the lock of a conversation has read the clock before, and sees a lease that began after: no jump.
WAITED_FOR_A_LOCK = timedelta(minutes=1)
# Messages that are heard together stand on lines of their own, but for one that goes on with a sentence.
BETWEEN, WITHIN = "\n", " "
# One who writes on and on is let finish for so many pauses, counted from the first message that waits.
MOST_PAUSES = 3
# A reading that is less sure than this is not acted upon beside a person.
SURE_ENOUGH = 0.5

WAITING_FOR_A_PERSON = {
    "ask_opening_hours": Service.OPENING_HOURS,
    "cancel_request": Service.CANCEL,
}
SERVED: dict[State, dict[str, Service]] = {
    State.WAITING: WAITING_FOR_A_PERSON,
    State.CALLBACK: {name: service for name, service in WAITING_FOR_A_PERSON.items() if name != "cancel_request"},
}


def mode(state: State, in_distress: bool) -> Mode:
    """Whether the bot answers, or only reads. One in distress is not left alone before a coach has come."""
    unmet = in_distress and state in (State.WAITING, State.CALLBACK)
    return Mode.ANSWER if state is State.BOT or unmet else Mode.READ


def served(state: State, intent: str | None, confidence: float | None) -> Service | None:
    """What is done about a message that the bot only read. Who waits is told that what they write is kept."""
    if intent is None:
        return None
    surely = SERVED.get(state, {}).get(intent) if (confidence or 0.0) >= SURE_ENOUGH else None
    return surely or (Service.RECEIPT if state is State.WAITING else None)


@dataclass(frozen=True)
class Said:
    """One of the messages that a turn hears, as the bot reads it."""

    seq: int
    text: str


@dataclass(frozen=True)
class ReadAct:
    """One thing that the bot read in a text, and where it begins there (code points)."""

    intent: str
    confidence: float
    start: int


@dataclass(frozen=True)
class MessageReading:
    """How the bot understood what it was sent: as a whole, and one thing after another."""

    intent: str | None = None
    confidence: float | None = None
    acts: Sequence[ReadAct] = ()

    def of_each(self, said: Sequence[Said]) -> Iterator[tuple[int, "MessageReading"]]:
        """The seq and the reading of each message of those that were heard together."""
        begins = 0
        for each in said:
            ends = begins + len(each.text)
            own = [act for act in self.acts if begins <= act.start < ends] if len(said) > 1 else []
            surest = max(own, key=lambda act: act.confidence, default=self)
            yield each.seq, MessageReading(surest.intent, surest.confidence)
            begins = ends + len(BETWEEN)


def together(said: Sequence[Said]) -> str:
    """What is heard as one text."""
    return BETWEEN.join(each.text for each in sentences(said))


def sentences(said: Sequence[Said]) -> list[Said]:
    """The same, where one that broke off is one with the next and has its seq."""
    whole: list[Said] = []
    for each in said:
        begun = whole.pop().text + WITHIN if whole and breaks_off(whole[-1].text) else ""
        whole.append(Said(each.seq, begun + each.text))
    return whole


def in_a_row(written: Sequence[str | None], longest: int) -> int:
    """How many of the first waiting messages are heard as one: at least one, and no more text than one may have.

    A press of a button (None) is heard alone: it answers what it stands under.
    """
    length = -len(BETWEEN)
    for count, text in enumerate(written):
        length += len(BETWEEN) + len(text or "")
        if count and (text is None or written[0] is None or length > longest):
            return count
    return len(written)


def let_finish(first_waits_since: datetime, now: datetime, pause: timedelta) -> datetime:
    """When one who writes in a row is answered, if nothing more comes."""
    return min(now + pause, first_waits_since + MOST_PAUSES * pause)


def back_off(attempts: int) -> timedelta:
    """The pause before the next try: 0.5 s, 1 s, 2 s … at most ten seconds."""
    return min(timedelta(seconds=0.5 * 2 ** min(attempts - 1, 10)), LONGEST_PAUSE)


def is_due(due_at: datetime, now: datetime, lasts: timedelta) -> bool:
    """Whether a turn's time has come. One due later than any pause or lease was set by a clock that jumped."""
    return due_at <= now or due_at > latest_due(now, lasts)


def latest_due(now: datetime, lasts: timedelta) -> datetime:
    """The latest moment that a pause or a lease can end at, whoever began it."""
    return now + max(lasts, LONGEST_PAUSE) + WAITED_FOR_A_LOCK


def suppressed(takeovers_then: int, takeovers_now: int) -> bool:
    """Whether replies are kept for the record only: a claim or a close came after the turn began."""
    return takeovers_now > takeovers_then
