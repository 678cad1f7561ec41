"""Facts in words: the sentences are in `data/texts/person.yml`."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.person.model import Fact, FactKind, Step
from finnish.texts import texts


def label(fact: Fact) -> str:
    """The fact in the service's own words; of a limit the function only."""
    return tell(f"label_{fact.kind}", **_parts(fact))


def remembered(facts: Sequence[Fact]) -> str:
    """All that is understood, as sentences; that nothing is, when nothing is."""
    if not facts:
        return tell("nothing")
    return "\n".join([tell("remembered"), *(f"– {label(fact)}" for fact in facts)])


def answered(facts: Sequence[Fact]) -> str:
    """What was told of what is asked, with the person's own words; of a limit without them."""
    return "\n".join(_answered(fact) for fact in facts)


def _answered(fact: Fact) -> str:
    if fact.words and fact.said_in is not None:
        return tell("answered", label=label(fact), words=fact.words)
    return tell("answered_plainly", label=label(fact))


def step_lines(step: Step, facts: Sequence[Fact]) -> list[str]:
    """The step line by line, what is known of it, and what to take along by what the person has told."""
    lines = facts_of(step)
    if step.phone is None:
        lines.append(tell("step_no_phone"))
    cards = ", ".join(str(fact.value) for fact in facts if fact.kind is FactKind.CARD)
    along = tell("step_along_cards", cards=cards) if cards else tell("step_along")
    return [*lines, tell("step_message", message=step.message), along]


def facts_of(step: Step) -> list[str]:
    """What is known of the step: whom, what, when, where, by which number."""
    known = ("who", "what", "when", "place", "phone")
    return [tell(f"step_{name}", **{name: told}) for name in known if (told := getattr(step, name))]


def tell(key: str, **values: object) -> str:
    """A sentence with its places filled."""
    return texts("person")[key].format(**values)


def _parts(fact: Fact) -> dict[str, Any]:
    if fact.kind is FactKind.WORK and isinstance(fact.value, Mapping):
        return {"value": fact.value["occupation"], "length": _length(fact.value)}
    if fact.kind is FactKind.SITUATION:
        return {"value": tell(f"situation_{fact.value}")}
    return {"value": fact.value}


def _length(work: Mapping[str, Any]) -> str:
    years, since = work["years"], work["from"]
    if years is not None:
        return tell("years", years=f"{years:g}".replace(".", ",")) if years != 1 else tell("one_year")
    return tell("since", year=since) if since else ""
