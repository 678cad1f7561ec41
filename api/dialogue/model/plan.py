"""Which acts of a message are answered in one turn, and in which order."""

from collections.abc import Sequence

from api.dialogue.model.acts import Act

# Safety before all, a person before things; a worry or a question before the wish it stands beside.
WEIGHTS = (
    ("distress",),
    ("request_human", "request_callback"),
)


def plan_for(acts: Sequence[Act]) -> list[Act]:
    """The acts in the order of answering: by weight, and those of one weight as they were said."""
    return sorted(acts, key=lambda act: _weight(act.intent))


def _weight(intent: str) -> int:
    return next((weight for weight, intents in enumerate(WEIGHTS) if intent in intents), len(WEIGHTS))
