"""Which acts of a message are answered in one turn, and in which order."""

from collections.abc import Collection, Sequence

from api.dialogue.model.acts import Act, Heard

# So many acts are answered at once; what would come after them would not be read.
MOST = 3
# Said beside something else these need no answer of their own.
IN_PASSING = frozenset(
    "greet goodbye thank affirm deny frustrated out_of_scope nlu_fallback tell_experience ask_repeat".split()
)
# Safety before all, a person before things, a question or a worry before the wish it stands beside.
WEIGHTS: Sequence[Collection[str]] = (("distress",), ("request_human", "request_callback"))
WISHES = ("find_", "refine_search", "ask_recommendation", "ask_more")


def plan_for(heard: Heard, answerable: Collection[str]) -> list[Act]:
    """The acts in the order of answering: by weight, and those of one weight as they were said.

    `answerable` are the intents that have an answer. A message in which nothing stands out is answered as a whole.
    """
    acts = _without_narrowing([act for act in heard.acts if act.intent in answerable])
    beside = [act for act in acts if act.intent not in IN_PASSING]
    if len(beside) > 1:
        return sorted(beside, key=lambda act: _weight(act.intent))[:MOST]
    return beside or acts[:1] or [Act(_as_whole(heard), 0.0, 0, len(heard.text))]


def _without_narrowing(acts: Sequence[Act]) -> list[Act]:
    """What narrows a wish of the same message is a part of it."""
    wishes = any(act.intent.startswith("find_") for act in acts)
    return [act for act in acts if not (wishes and act.intent == "refine_search")]


def _as_whole(heard: Heard) -> str:
    """What the message means as a whole; with no ranking it is asked about."""
    return heard.ranking[0] if heard.ranking else "nlu_fallback"


def _weight(intent: str) -> int:
    first = next((weight for weight, intents in enumerate(WEIGHTS) if intent in intents), len(WEIGHTS))
    return first + intent.startswith(WISHES)
