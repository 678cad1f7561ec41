"""What the person told that binds every suggestion, and what is said of what it keeps back."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from api.person import service as person
from api.person.service import Fact, FactKind
from api.platform.replies import Choice, Said, means, message
from api.suggestions.service.context import SuggestionContext
from api.suggestions.wording import kept_back_because, tell
from catalogue.model import Entry
from catalogue.recommend import FREE, Bounds, Forbidden, Practised
from finnish.clauses import Clause, read

BINDING = (FactKind.EXCLUSION, FactKind.LIMIT)
MOST_TOLD = 6  # of so many of what is kept back the reason is told
WHY = frozenset({"miksi", "miksei", "minkä"})


async def bounds_of(session: AsyncSession, conversation_id: str) -> Bounds:
    """What is not wanted, cannot be done, is held or mastered, by the picture of the person."""
    return bounds_from(await person.facts(session, conversation_id))


def bounds_from(facts: Sequence[Fact]) -> Bounds:
    """The same of facts that are at hand."""
    forbidden = [(fact, person.limit_key(str(fact.value))) for fact in facts if fact.kind in BINDING]
    return Bounds(
        excluded=tuple(str(fact.value) for fact, key in forbidden if fact.kind is FactKind.EXCLUSION and not key),
        forbidden=tuple(Forbidden(key, _as_limit(fact)) for fact, key in forbidden if key),
        cards=_values(facts, FactKind.CARD),
        mastered=_values(facts, FactKind.MASTERED),
        practised=tuple(
            Practised(fact.value["occupation"], fact.value["years"])
            for fact in facts
            if fact.kind is FactKind.WORK and not isinstance(fact.value, str | int)
        ),
    )


def _as_limit(fact: Fact) -> str:
    """What it is called in a sentence on limits: "ei nostamista", "ei tätä: työ ihmisten kanssa"."""
    return tell("not_this", value=fact.value) if fact.kind is FactKind.EXCLUSION else str(fact.value)


def _values(facts: Sequence[Fact], kind: FactKind) -> tuple[str, ...]:
    return tuple(str(fact.value) for fact in facts if fact.kind is kind)


async def why_kept_back(
    session: AsyncSession, context: SuggestionContext, conversation_id: str, text: str
) -> Said | None:
    """The answer to "miksei mitään trukkia?": by which of the person's own words it is kept back; None when it is not,
    or when that is not asked.
    """
    asked = [clause for clause in read(text, context.words) if _asks_why(clause)]
    bounds = await bounds_of(session, conversation_id)
    if not asked or not bounds:
        return None
    named = await context.things_named(" ".join(word.written for clause in asked for word in clause.words))
    if not named:
        return None
    found = await context.search(" ".join(named), None, FREE)
    reason = await kept_back_reason(context, found.items, bounds)
    return Said([message(reason, [show_kept_back(" ".join(named))])]) if reason else None


def _asks_why(clause: Clause) -> bool:
    return bool(WHY & {word.written for word in clause.words[:2]})


async def kept_back_reason(context: SuggestionContext, entries: Sequence[Entry], bounds: Bounds) -> str:
    """Which of these are kept back, and by which words; empty when none is."""
    entries = entries[:MOST_TOLD]
    removals = await context.removals(entries, bounds)
    kept_back = [(entry, removal) for entry, removal in zip(entries, removals, strict=True) if removal and removal.sure]
    return kept_back_because(kept_back) if kept_back else ""


def show_kept_back(text: str) -> Choice:
    """The button that brings back what was kept back."""
    return Choice(tell("show_kept_back"), means("ask_more", kept_back=True, subject=text))
