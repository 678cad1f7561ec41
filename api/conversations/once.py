"""What the bot is let say in a turn: the same however often the turn is tried."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Header

from api.conversations import service
from api.platform import clock
from api.platform.dependencies import Write
from api.platform.fields import ConversationId
from api.platform.replies import Said

# The name of one changing call of one turn: the same at every try of the turn.
IdempotencyKey = Annotated[str, Header(min_length=1, max_length=180)]

Speaking = Callable[[], Awaitable[Said]]


async def _say_once(
    conversation_id: ConversationId, session: Write, idempotency_key: IdempotencyKey
) -> Callable[[Speaking], Awaitable[Said]]:
    """What the bot is let say in a turn: the same however often the turn is tried."""

    async def say(speak: Speaking) -> Said:
        return await service.said_once(session, conversation_id, idempotency_key, clock.now(), speak)

    return say


SayOnce = Annotated[Callable[[Speaking], Awaitable[Said]], Depends(_say_once)]
