"""Builders of catalogue entries."""

from typing import Any

from catalogue.model import Entry, entry_from


def raw_entry(**more: Any) -> dict[str, Any]:
    """The plain data of a small, good entry."""
    return {
        "key": "k", "kind": "unit", "name": "Asiakaspalvelu", "summary": "Opit palvelemaan asiakasta.",
        "way": "contact", "status": "published", "provider": "Malliopisto", "place": "Tampere", **more,
    }  # fmt: skip


def an_entry(**more: Any) -> Entry:
    return entry_from(raw_entry(**more))
