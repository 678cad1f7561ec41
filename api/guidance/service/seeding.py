"""The first cards and contacts come from `data/facts/`; what an editor has touched is spared afterwards."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.guidance import store
from api.guidance.model import Card, Contact, plain, plain_contact
from api.guidance.service.editing import PUBLISHED, add_revision
from api.guidance.tables import FactCardRow, SupportContactRow

SEED = "seed"


async def load_seed(session: AsyncSession, cards: Sequence[Card], contacts: Sequence[Contact], now: datetime) -> int:
    """Bring the seed in. Running it again changes nothing. Returns how many cards and contacts are new or changed."""
    known = {row.key: row for row in await store.cards(session)}
    changed = 0
    for card in cards:
        changed += await _take_card(session, known.get(card.key), card, now)
    numbers = {row.key: row for row in await store.contacts(session)}
    return changed + sum(_take_contact(session, numbers.get(contact.key), contact, now) for contact in contacts)


async def _take_card(session: AsyncSession, row: FactCardRow | None, card: Card, now: datetime) -> bool:
    content = plain(card)
    if row is None:
        row = FactCardRow(key=card.key, revision=0, status=PUBLISHED)
        session.add(row)
    elif row.seeded is None or row.seeded == content:
        return False
    row.content = row.seeded = content
    row.revision = row.spoken_revision = row.revision + 1
    row.changed_by, row.changed_at = SEED, now
    await session.flush()
    add_revision(session, card.key, row.revision, content, SEED, now)
    return True


def _take_contact(session: AsyncSession, row: SupportContactRow | None, contact: Contact, now: datetime) -> bool:
    content = plain_contact(contact)
    if row is None:
        row = SupportContactRow(key=contact.key, revision=0)
        session.add(row)
    elif row.seeded is None or row.seeded == content:
        return False
    row.content = row.seeded = content
    row.revision, row.changed_by, row.changed_at = row.revision + 1, SEED, now
    return True
