"""The small dialogue about a worry: which way of saying it comes next, what is asked, what is offered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from api.guidance.model.cards import Card, CardKind, Topic
from api.guidance.model.open_questions import CardAsked, CardTold, HelpAsked
from api.platform.replies import Asked

MOST_AT_ONCE = 2
# "What do you mean?" is about the card only while its talk is fresh: so many messages.
RECENT_MESSAGES = 6
ENOUGH_TO_TELL = 5
SKIPPED = "skip"
PERSON = "request_human"
WORK_ABILITY = "work_ability_unknown"
DISTRESS = "distress"
BENEFITS = "myth_benefits"
# What is not pushed on one who needs a person first.
COURSES = frozenset(
    "find_unit find_hybrid find_apprenticeship find_employer_path find_badge ask_recommendation".split()
)


class Variant(StrEnum):
    """A way of saying a card."""

    QUESTION = "question"  # asks first what the answer depends on
    FULL = "full"  # the worry taken seriously, how it is, a small next step
    SHORT = "short"  # how it is, beside another worry
    BRIEF = "brief"  # a sentence or two, beside something else that is answered
    OTHER_WORDS = "other_words"
    EASY = "easy"
    PERSON = "person"  # a person is what is needed now


class Helped(StrEnum):
    YES = "yes"
    LITTLE = "little"
    NO = "no"


class WorryState(StrEnum):
    """How it is with a worry now."""

    CAME_UP = "came_up"
    HELPED = "helped"
    REMAINS = "remains"


# Met once more: first in full, then in other words, then a person.
NEXT_TIME = (Variant.FULL, Variant.OTHER_WORDS, Variant.PERSON)
# Asked to say it again.
SAID_AGAIN: Mapping[Variant, Variant] = {
    Variant.QUESTION: Variant.QUESTION,
    Variant.FULL: Variant.OTHER_WORDS,
    Variant.SHORT: Variant.OTHER_WORDS,
    Variant.BRIEF: Variant.FULL,
    Variant.OTHER_WORDS: Variant.EASY,
    Variant.EASY: Variant.PERSON,
    Variant.PERSON: Variant.PERSON,
}


@dataclass(frozen=True)
class Met:
    """What there has been of a card in one conversation."""

    times: int = 0
    said: Variant | None = None
    helped: Helped | None = None
    was_asked: bool = False


def variant_of(card: Card, met: Met, option: str | None) -> Variant:
    """How to answer one who has this worry now; an option is the answer to the card's own question."""
    if option is not None or met.said is Variant.BRIEF:
        return Variant.FULL
    return NEXT_TIME[min(met.times, len(NEXT_TIME) - 1)]


def asks_first(card: Card, met: Met, option: str | None, item_open: bool) -> bool:
    """Whether the card's own question comes before its answer: once, and never beside an open item."""
    never_spoken_of = option is None and met.said in (None, Variant.BRIEF)
    return card.asks_first is not None and never_spoken_of and not item_open


def asks_whether_it_helped(
    card: Card, variant: Variant, met: Met, asked: Asked | None, item_open: bool, met_before: Collection[str]
) -> bool:
    """Once a worry; not in the next turn again, not beside an open item, and never to one in distress."""
    if item_open or isinstance(asked, HelpAsked):
        return False
    tellable = card.ask_helped and card.kind is CardKind.WORRY and variant in (Variant.FULL, Variant.OTHER_WORDS)
    return tellable and not met.was_asked and DISTRESS not in met_before


def answered_card(asked: Asked | None) -> str | None:
    """The card whose own question was the last thing asked."""
    return asked.card if isinstance(asked, CardAsked) else None


def talked_of(asked: Asked | None) -> str | None:
    """The card that was the last thing told."""
    return asked.card if isinstance(asked, (HelpAsked, CardTold)) else None


def speaks_of_benefits(card: Card) -> bool:
    """Whether it may be asked of the card's answer whom to ask and what must be told to the payer."""
    return card.kind is CardKind.WORRY and card.topic is Topic.BENEFITS


def offers_of(card: Card, variant: Variant, met_before: Collection[str]) -> list[str]:
    """The intents that fit as a next step, the likeliest first.

    Where a person is needed first, and for one whose work ability is unknown, no course is pushed.
    """
    held_back = card.kind is CardKind.MATTER or WORK_ABILITY in met_before
    fitting = [offer for offer in card.offers if not (held_back and offer in COURSES)]
    if card.kind is CardKind.MATTER or variant is Variant.PERSON or not fitting:
        return [PERSON, *(offer for offer in fitting if offer != PERSON)]
    return fitting


def worry_state_of(met: Met) -> WorryState:
    """A worry that helped to say is over until it comes up anew; one that comes up again remains."""
    if met.helped is Helped.YES:
        return WorryState.HELPED
    return WorryState.REMAINS if met.helped is not None or met.times > 1 else WorryState.CAME_UP


def with_named(intents: Sequence[str], named: Card | None, cards: Mapping[str, Card]) -> list[str]:
    """The intents, where a card that was named stands for the first worry or question that it tells more exactly."""
    if named is None or named.key in intents:
        return list(intents)
    general = next((each for each in intents if each in cards and cards[each].kind is not CardKind.MATTER), None)
    return [named.key, *(each for each in intents if each != general)]


def most_pressing(intents: Sequence[str], cards: Mapping[str, Card]) -> list[Card]:
    """The cards of what was said, at most two, each once; a matter that needs a person comes first."""
    found = [cards[intent] for intent in dict.fromkeys(intents) if intent in cards]
    return sorted(found, key=lambda card: card.kind is not CardKind.MATTER)[:MOST_AT_ONCE]
