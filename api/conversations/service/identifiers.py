"""What identifies a person is taken out before a text is stored, and what stands for it before the bot reads it."""

from api.conversations.model import Masked, mask, without_controls, without_placeholders
from api.platform.texts import say

MASKED_KINDS = ("identity_code", "iban", "email", "phone")


def without_identifiers(text: str) -> Masked:
    """What a jobseeker wrote, as it may be stored."""
    return mask(without_controls(text), _placeholders())


def as_read(text: str) -> Masked:
    """A stored text as the bot reads it: without placeholders, whose words the person did not say."""
    return without_placeholders(text, _placeholders())


def _placeholders() -> dict[str, str]:
    return {kind: say(f"placeholder_{kind}") for kind in MASKED_KINDS}
