"""Numbers to call, as editors left them."""

from collections.abc import Collection, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from api.guidance import files, store
from api.guidance.model import Contact, contact_from
from api.platform.replies import NumberShown


async def shown_contacts(session: AsyncSession) -> dict[str, Contact]:
    """The contacts that people may see, as editors left them; those of the files where none is stored yet."""
    stored = [contact_from(row.content) for row in await store.contacts(session)]
    return {contact.key: contact for contact in (*files.read_contacts(), *stored) if contact.shown}


def numbers_of(contacts: Mapping[str, Contact], keys: Collection[str]) -> tuple[NumberShown, ...]:
    """Names and numbers, to be kept in view."""
    return tuple(NumberShown(name=contacts[key].name, number=contacts[key].number) for key in keys)
