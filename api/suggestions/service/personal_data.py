"""A person's right to what suggestions store of them, and what a coach sees of it."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.clock import iso
from api.platform.texts import say
from api.suggestions import store
from api.suggestions.wording import tell
from finnish.words import Words

MOST_WISHES = 3


async def remembered(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """What was wished for and shown, for the coach who takes the talk."""
    wishes = {row.id: row.text for row in await store.wishes_of(session, conversation_id)}
    return {
        "wishes": list(wishes.values()),
        "suggestions": [
            {
                "key": row.entry_key,
                "wish": wishes.get(row.wish_id, ""),
                "refused": row.refused,
                "reasons": row.reasons,
                "hindrances": row.hindrances,
            }
            for row in await store.suggestions_of(session, conversation_id)
        ],
    }


async def for_slip(session: AsyncSession, conversation_id: str) -> list[str]:
    """What was last looked for, as a sentence for a coach."""
    wishes = dict.fromkeys(row.text for row in (await store.wishes_of(session, conversation_id))[-MOST_WISHES:])
    return [say("slip_summary_wishes", wishes=", ".join(wishes))] if wishes else []


async def last_wish(session: AsyncSession, conversation_id: str) -> str:
    """What was last looked for, in the person's words; empty when nothing was."""
    wish = await store.latest_wish(session, conversation_id)
    return wish.text if wish else ""


def looked_for(wish: str) -> str:
    """A wish as a sentence."""
    return tell("looked_for", wish=wish)


def go_on() -> str:
    """The button of who goes on from what was looked for."""
    return tell("go_on")


async def forget(session: AsyncSession, words: Words, conversation_id: str, text: str) -> str:
    """Take away the wishes that the words name. Returns what is said of it; empty when they name none."""
    named = set(words.content_words(text))
    terms = {base for word in named for base in (words.lemma(word), *words.parts(word))}
    wishes = await store.wishes_of(session, conversation_id)
    gone = [
        wish
        for wish in wishes
        if any(terms & {word, words.lemma(word), *words.parts(word)} for word in words.content_words(wish.text))
    ]
    for wish in gone:
        await session.delete(wish)
    return tell("wish_forgotten", wishes=", ".join(dict.fromkeys(wish.text for wish in gone))) if gone else ""


async def export(session: AsyncSession, conversation_id: str) -> dict[str, Any]:
    """Everything that suggestions keep of the conversation."""
    wishes = await store.wishes_of(session, conversation_id)
    return {
        "wishes": [
            {"text": row.text, "kind": row.kind, "total": row.total, "created_at": iso(row.created_at)}
            for row in wishes
        ],
        "suggestions": [
            {
                "entry": row.entry_key,
                "refused": row.refused,
                "reasons": row.reasons,
                "hindrances": row.hindrances,
                "created_at": iso(row.created_at),
            }
            for row in await store.suggestions_of(session, conversation_id)
        ],
    }


async def erase(session: AsyncSession, conversation_id: str) -> None:
    """Delete everything that suggestions keep of the conversation."""
    await store.erase(session, conversation_id)
