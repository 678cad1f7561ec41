"""How long what is sent may be. A field has its length before anything is made of it."""

from typing import Annotated, Any

from fastapi import Path
from pydantic import AfterValidator, Field

# What a person writes; each use has a limit of its own that is told by name, and this one stands before it.
LONGEST_WRITTEN = 20_000
LONGEST_ID, LONGEST_KEY = 64, 200


def _storable(text: str) -> str:
    """The text without what no database keeps: halves of a sign and the sign of nothing."""
    return text.encode("utf-8", "ignore").decode().replace("\x00", " ")


Storable = Annotated[str, AfterValidator(_storable)]
# The same where anything may stand.
StorableValue = Annotated[Any, AfterValidator(lambda value: _storable(value) if isinstance(value, str) else value)]
Written = Annotated[str, Field(max_length=LONGEST_WRITTEN)]
ConversationId = Annotated[str, Path(max_length=LONGEST_ID)]
StaffId = Annotated[str, Path(max_length=LONGEST_ID)]
# Of an entry, a card, a contact, an instrument, a shared profile, an upload.
KeyInPath = Annotated[str, Path(max_length=LONGEST_KEY)]
