"""What a press, or a message beside a person, does by itself, without the bot."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

# (session, conversation_id, payload, now)
Verb = Callable[[AsyncSession, str, dict[str, Any], datetime], Awaitable[None]]
