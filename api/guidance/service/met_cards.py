"""What is remembered of worries: for the coach, for editors, and for the person."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.guidance import store
from api.guidance.model import (
    DISTRESS,
    ENOUGH_TO_TELL,
    CardKind,
    Helped,
    Met,
    WorryState,
    worry_state_of,
)
from api.guidance.tables import MeetingRow
from api.platform.clock import iso
from api.platform.texts import say


@dataclass(frozen=True)
class Remembered:
    """A worry (huoli) or a matter of one conversation, as the coach reads it."""

    card: str
    kind: CardKind
    title: str
    times: int
    standing: WorryState


@dataclass(frozen=True)
class Unhelpful:
    """A card and what people answered when asked whether it helped."""

    card: str
    title: str
    answers: Mapping[Helped, int]

    @property
    def share_of_no(self) -> float:
        return self.answers[Helped.NO] / sum(self.answers.values())


async def remembered(session: AsyncSession, conversation_id: str) -> list[Remembered]:
    """The worries and matters that came up, in the order of coming up; questions of information are none."""
    rows = [row for row in await store.meetings(session, conversation_id) if not row.card.startswith(DISTRESS)]
    cards = {card.key: card.content for card in await store.cards_of(session, [row.card for row in rows])}
    return [
        Remembered(row.card, CardKind(cards[row.card]["kind"]), cards[row.card]["title"], row.times, _standing(row))
        for row in sorted(rows, key=lambda row: row.first_at)
        if row.card in cards and cards[row.card]["kind"] != CardKind.INFO
    ]


async def for_slip(session: AsyncSession, conversation_id: str) -> list[str]:
    """The worries that came up, as a sentence for a coach."""
    worries = [worry.title for worry in await remembered(session, conversation_id)]
    return [say("slip_summary_worries", worries=", ".join(worries))] if worries else []


async def cards_that_do_not_help(session: AsyncSession) -> list[Unhelpful]:
    """Cards by the share of "no", the highest first. A card with fewer than five answers tells nothing of anyone."""
    answers: defaultdict[str, Counter[Helped]] = defaultdict(Counter)
    for card, answer, count in await store.counts_of_answers(session):
        answers[card][Helped(answer)] += count
    told = {card: counts for card, counts in answers.items() if counts.total() >= ENOUGH_TO_TELL}
    titles = {row.key: row.content["title"] for row in await store.cards_of(session, list(told))}
    found = [Unhelpful(card, titles[card], counts) for card, counts in told.items() if card in titles]
    return sorted((each for each in found if each.answers[Helped.NO]), key=lambda each: -each.share_of_no)


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """Everything stored of the worries in a conversation."""
    return {
        "worries": [
            {
                "card": row.card,
                "times": row.times,
                "said": row.said,
                "was_asked": row.was_asked,
                "helped": row.helped,
                "option": row.option,
                "first_at": iso(row.first_at),
                "last_at": iso(row.last_at),
            }
            for row in await store.meetings(session, conversation_id)
        ]
    }


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Delete everything that guidance keeps of the conversation."""
    await store.erase(session, conversation_id)


def _standing(row: MeetingRow) -> WorryState:
    return worry_state_of(Met(row.times, helped=Helped(row.helped) if row.helped else None))
