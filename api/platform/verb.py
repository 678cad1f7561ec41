"""What a press, or a message beside a person, does by itself, without the bot."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

# (session, conversation_id, what the button carries, now)
Verb = Callable[[AsyncSession, str, Mapping[str, Any], datetime], Awaitable[None]]
