"""Cards, and answers about them, in words: facts of the entry in the sentences of `data/texts/courses.yml`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from api.catalogue.schemas import EntryOut
from api.person.model import Step as NextStep
from api.platform.replies import Card, Choice, CourseCards, PathStep, Pathway, means
from api.suggestions.model import Aspect, Compared, Comparison, Shown
from catalogue.model import Entry, EntryKind, Way, known
from catalogue.places import kilometres, rough
from catalogue.recommend import Path, Removal, Step, Suggestion, Why
from catalogue.texts import say, say_ask, say_demanded
from finnish.texts import FINNISH, texts

MOST_NAMED = 3
MOST_WAYS = 6
# A telephone number within a sentence on how to apply.
PHONE = re.compile(r"(?<!\d)(?:\+358|0)[\d ]{5,14}\d(?!\d)")


def tell(key: str, language: str = FINNISH, /, **values: object) -> str:
    """A sentence of `data/texts/courses.yml` with its places filled."""
    return texts("courses", language)[key].format(**values)


def ways_of(key: str, /, **values: object) -> list[str]:
    """The same sentence, and its other ways `key_1`, `key_2` …"""
    known = texts("courses")
    others = (f"{key}_{number}" for number in range(1, MOST_WAYS))
    return [tell(key, **values), *(tell(each, **values) for each in others if each in known)]


def card(entry: Entry, today: date, reasons: Sequence[str] = (), hindrances: Sequence[str] = ()) -> Card:
    """The entry as the chat shows it, with what can be asked of it."""
    return Card(
        **EntryOut.of(entry, today).model_dump(exclude={"reasons"}),
        reasons=tuple(reasons),
        hindrances=tuple(hindrances),
        asked=tuple(say_demanded(entry.asks)),
        choices=(
            Choice(tell("details"), means("ask_details", entry=entry.key), role="details"),
            Choice(tell("benefits"), means("myth_benefits", entry=entry.key), role="benefits"),
            Choice(tell("not_for_me"), means("refuse_entry", entry=entry.key), role="not_for_me"),
        ),
    )


def recommended_message(first: Sequence[Suggestion], total: int, today: date, opening: str) -> CourseCards:
    """The first of what suits the person, each with its strongest reason and one hindrance; the others are told to who
    asks why. With it the answer that would change its place.
    """
    shown = [(each, card(each.entry, today, each.reasons[:1], each.hindrances[:1])) for each in first]
    cards = [made.model_copy(update={"would_change": each.would_change}) for each, made in shown]
    more = (show_more(),) if total > len(first) else ()
    return CourseCards(text=tell(opening), choices=more, total=total, cards=tuple(cards))


def show_more() -> Choice:
    """The button for the cards that come after these."""
    return Choice(tell("show_more"), means("ask_more"))


def pathway_message(path: Path, today: date) -> Pathway:
    """The path in words, and its steps with their cards."""
    steps = tuple(_step(each, today) for each in path.steps)
    lines = [tell("path_step", number=number, **dict(each)) for number, each in enumerate(steps, 1)]
    text = "\n".join([tell("path", goal=path.goal) if path.goal else tell("path_plain"), *lines, path.note or ""])
    return Pathway(text=text.strip(), goal=path.goal, steps=steps, note=path.note)


def _step(taken: Step, today: date) -> PathStep:
    return PathStep(
        title=taken.title,
        why=taken.why,
        size=taken.size,
        time=taken.time,
        by_then=taken.by_then,
        helper=taken.helper,
        card=card(taken.entry, today),
    )


def kept_back_because(kept_back: Sequence[tuple[Entry, Removal]]) -> str:
    """Which entries are not shown, and by which of the person's own words; a line for each of the words."""
    by_cause: dict[str, list[Entry]] = {}
    for entry, removal in kept_back:
        by_cause.setdefault(tell(f"kept_back_{removal.cause}", what=removal.what), []).append(entry)
    return "\n".join(
        tell("kept_back", names=_names(list({each.name: each for each in entries}.values())[:MOST_NAMED]), why=why)
        for why, entries in by_cause.items()
    )


def doubt(removal: Removal) -> str:
    """Why an entry comes last."""
    return tell("doubted", what=removal.what)


def why_choices(entry: Entry) -> list[Choice]:
    """What may have been wrong with the entry, as buttons."""
    return [Choice(tell(f"why_{why}"), means("refuse_entry", entry=entry.key, why=str(why))) for why in Why]


def answer(shown: Shown, aspect: Aspect, today: date) -> str:
    """What the entry tells of the aspect, with its name; when it does not tell, that and whom to ask."""
    if aspect is Aspect.WHY:
        return _why(shown)
    entry = shown.entry
    told = _FACTS[aspect](entry, today)
    return told or tell(f"{aspect}_unknown", name=entry.name, provider=_provider(entry))


def unsaid(entry: Entry) -> str:
    """That the entry does not tell what was asked, and whom to ask."""
    return tell("aspect_unsaid", name=entry.name, provider=_provider(entry))


def answers(shown: Shown, aspects: Sequence[Aspect], today: date) -> list[str]:
    """What the entry tells of each aspect, if there is any; its name only once."""
    if not aspects:
        return []
    first, *others = aspects
    pronoun = tell("named_before")
    again = replace(shown, entry=replace(shown.entry, name=pronoun))
    following = (answer(again, aspect, today).replace(f" ({pronoun})", "") for aspect in others)
    return [answer(shown, first, today), *following]


def asked_of(entry: Entry, things: Sequence[str]) -> list[str]:
    """What is known of these things that the entry may ask, and of which nobody has told."""
    told = known(entry.asks)
    lines = []
    if said := [say_ask(thing, told[thing]) for thing in things if thing in told]:
        lines.append(tell("demands", name=entry.name, told=", ".join(said)))
    if unsaid := [say(f"column-asks_{thing}").lower() for thing in things if thing not in told]:
        lines.append(tell("asks_unknown", name=entry.name, things=", ".join(unsaid), provider=_provider(entry)))
    return lines


def step_towards(entry: Entry, today: date) -> NextStep:
    """Whom to turn to for the entry, and what to say. A number is told only where the entry tells one."""
    number = PHONE.search(entry.apply_where or "")
    return NextStep(
        who=_provider(entry),
        what=tell("step_what", name=entry.name, where=entry.apply_where or tell("step_ask_how")).strip(),
        when=_when_to_apply(entry, today),
        place=tell("step_online") if entry.way is Way.DISTANCE else entry.place,
        phone=number.group() if number else None,
        message=tell("step_message", name=entry.name),
    )


def _when_to_apply(entry: Entry, today: date) -> str | None:
    if entry.continuous:
        return tell("step_any_time")
    if entry.apply_by is None:
        return None
    return tell("step_by" if entry.apply_by >= today.isoformat() else "step_passed", day=day(entry.apply_by))


def comparison(asked: Comparison, found: Compared, today: date) -> str:
    """Which of the compared entries comes first, and of which it is not known."""
    lines = [_first(asked, found, today)] if found.first else []
    if found.unknown:
        lines.append(tell(f"compared_{asked.by}_unknown", names=_names(found.unknown)))
    return "\n".join(lines)


def nearness(here: Sequence[Entry], online: Sequence[Entry], shown: Sequence[Entry], place: str | None) -> str:
    """Which of the shown entries are in the place, need no way there, or are nearest as the crow flies."""
    lines = [tell("near_here", place=place, names=_names(here))] if here else []
    if online:
        lines.append(tell("near_online", names=_names(online)))
    if lines:
        return "\n".join(lines)
    away = [(km, entry) for entry in shown if (km := kilometres(place, entry.place)) is not None]
    if away:
        km, nearest = min(away, key=lambda pair: pair[0])
        named = tell("place_of", name=nearest.name, place=nearest.place)
        return tell("near_away", place=place, names=named, km=rough(km))
    places = ", ".join(tell("place_of", name=each.name, place=each.place or tell("place_unsaid")) for each in shown)
    return tell("near_elsewhere" if place else "near_unknown", place=place, places=places)


def _first(asked: Comparison, found: Compared, today: date) -> str:
    names, value = _names(found.first), _VALUES[asked.by](found.first[0], today)
    several = len(found.first) > 1
    if several and not found.rest and not found.unknown:
        return tell("compared_same", names=names, value=value)
    return tell(f"{asked.by}_{asked.end}_{'many' if several else 'one'}", names=names, value=value)


def _names(entries: Sequence[Entry]) -> str:
    """A, B ja C"""
    *before, last = [entry.name for entry in entries]
    return tell("and").join(filter(None, [", ".join(before), last]))


def _provider(entry: Entry) -> str:
    """Whom to ask: a national unit has no provider."""
    return entry.provider or tell("no_provider")


def day(iso: str) -> str:
    """11.1.2027"""
    when = date.fromisoformat(iso)
    return f"{when.day}.{when.month}.{when.year}"


def number(amount: float) -> str:
    """15 or 2,5"""
    return f"{amount:g}".replace(".", ",")


def _why(shown: Shown) -> str:
    """The reasons that the card told; a search keeps none but what was looked for."""
    name = shown.entry.name
    if not shown.reasons:
        return tell("why_wish", name=name, wish=shown.wish) if shown.wish else tell("why_unknown", name=name)
    against = tell("why_hindrances", hindrances=" ".join(shown.hindrances)) if shown.hindrances else ""
    return tell("why", name=name, reasons=" ".join(shown.reasons)) + against


def _start(entry: Entry, today: date) -> str | None:
    if entry.continuous:
        return tell("start_continuous", name=entry.name)
    following = [day(start) for start in sorted(entry.starts) if start >= today.isoformat()]
    return tell("start_dates", name=entry.name, dates=tell("and").join(following)) if following else None


def _place(entry: Entry, _today: date) -> str | None:
    if entry.way is Way.DISTANCE:
        return tell("place_online", name=entry.name, provider=_provider(entry))
    if not entry.place:
        return None
    return tell("place", name=entry.name, provider=_provider(entry), place=entry.place)


def _travel(entry: Entry, _today: date) -> str | None:
    if entry.way is Way.DISTANCE:
        return tell("place_online", name=entry.name, provider=_provider(entry))
    return tell("travel", name=entry.name, provider=_provider(entry), place=entry.place) if entry.place else None


def _length(entry: Entry, _today: date) -> str | None:
    if entry.length_weeks is None:
        return None
    weeks = tell("one_week") if entry.length_weeks == 1 else tell("weeks", count=number(entry.length_weeks))
    hours = tell("hours", count=number(entry.weekly_hours)) if entry.weekly_hours else ""
    return tell("length", name=entry.name, weeks=weeks, hours=hours)


def _size(entry: Entry, _today: date) -> str | None:
    return tell("size", name=entry.name, size=number(entry.size_osp)) if entry.size_osp else None


def _fee(entry: Entry, _today: date) -> str | None:
    if entry.fee_eur is None:
        return None
    return tell("fee", name=entry.name, fee=number(entry.fee_eur)) if entry.fee_eur else tell("free", name=entry.name)


def _apply(entry: Entry, today: date) -> str | None:
    if not entry.apply_where:
        return None
    ends = entry.apply_by
    if ends and ends < today.isoformat():
        return tell("apply_passed", name=entry.name, day=day(ends), provider=_provider(entry))
    until = tell("apply_until", day=day(ends)) if ends else ""
    return tell("apply", name=entry.name, where=entry.apply_where, until=until)


def _way(entry: Entry, _today: date) -> str | None:
    if entry.way is None:
        return None
    times = [tell(name) for name in ("evenings", "weekends") if getattr(entry, name)]
    days = tell("contact_days", count=number(entry.contact_days_month)) if entry.contact_days_month is not None else ""
    when = tell("also_at", times=tell("and").join(times)) if times else ""
    return tell("way", name=entry.name, way=tell(f"way_{entry.way}"), days=days, when=when)


def _online(entry: Entry, _today: date) -> str | None:
    if entry.way is None:
        return None
    return tell(f"online_{entry.way}", name=entry.name, place=entry.place or tell("place_unsaid"))


def _times(entry: Entry, _today: date) -> str | None:
    if entry.evenings and entry.weekends:
        return tell("times_both", name=entry.name)
    if entry.evenings or entry.weekends:
        return tell("times_evenings" if entry.evenings else "times_weekends", name=entry.name)
    if entry.way is Way.DISTANCE:
        return tell("times_distance", name=entry.name, provider=_provider(entry))
    return None


def _content(entry: Entry, _today: date) -> str:
    gained = ", ".join(entry.competences_gained)
    if not gained:
        return tell("content_plain", name=entry.name, summary=entry.summary)
    return tell("content", name=entry.name, summary=entry.summary, gained=gained)


def _needs(entry: Entry, _today: date) -> str | None:
    return tell("needs", name=entry.name, needs=", ".join(entry.entry_needs)) if entry.entry_needs else None


def _demands(entry: Entry, _today: date) -> str | None:
    said = say_demanded(entry.asks)
    return tell("demands", name=entry.name, told=", ".join(said)) if said else None


def _certificate(entry: Entry, _today: date) -> str | None:
    if entry.kind not in (EntryKind.UNIT, EntryKind.BADGE, EntryKind.WORKSHOP):
        return None
    return tell(f"certificate_{entry.kind}", name=entry.name, provider=_provider(entry))


def _pay(entry: Entry, _today: date) -> str | None:
    """Of pay the catalogue knows that an apprentice has an employment contract, and what an employer's entry says."""
    if entry.kind not in (EntryKind.APPRENTICESHIP, EntryKind.EMPLOYER_PATH):
        return None
    employer = (entry.employer.name if entry.employer else "") or _provider(entry)
    return tell(f"pay_{entry.kind}", name=entry.name, summary=entry.summary, employer=employer)


def _language(entry: Entry, _today: date) -> str:
    return tell("language", name=entry.name, language=tell(f"language_{entry.language}"))


def _real(entry: Entry, _today: date) -> str:
    return tell("real_sample" if entry.sample else "real_told", name=entry.name, provider=_provider(entry))


_FACTS = {
    Aspect.START: _start,
    Aspect.PLACE: _place,
    Aspect.TRAVEL: _travel,
    Aspect.LENGTH: _length,
    Aspect.SIZE: _size,
    Aspect.FEE: _fee,
    Aspect.APPLY: _apply,
    Aspect.ONLINE: _online,
    Aspect.TIMES: _times,
    Aspect.WAY: _way,
    Aspect.CONTENT: _content,
    Aspect.NEEDS: _needs,
    Aspect.DEMANDS: _demands,
    Aspect.CERTIFICATE: _certificate,
    Aspect.PAY: _pay,
    Aspect.LANGUAGE: _language,
    Aspect.REAL: _real,
}


def _start_value(entry: Entry, today: date) -> str:
    following = entry.next_start(today)
    if entry.continuous or following is None:
        return tell("value_start_continuous")
    return tell("value_start", day=day(following))


_VALUES = {
    Aspect.LENGTH: lambda entry, _today: tell("value_length", count=number(entry.length_weeks)),
    Aspect.FEE: lambda entry, _today: tell("value_fee", fee=number(entry.fee_eur)),
    Aspect.START: _start_value,
}
