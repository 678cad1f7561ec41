"""Cards, and answers about them, in words: facts of the entry in the sentences of `data/texts/courses.yml`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from api.catalogue.schemas import EntryOut
from api.platform.replies import choice
from api.suggestions.model import Aspect, Compared, Comparison, Shown
from catalogue.model import Entry, EntryKind, Way
from catalogue.recommend import Step, Why
from finnish.texts import FINNISH, texts


def tell(key: str, language: str = FINNISH, /, **values: object) -> str:
    """A sentence of `data/texts/courses.yml` with its places filled."""
    return texts("courses", language)[key].format(**values)


def card(entry: Entry, today: date, reasons: Sequence[str] = (), hindrances: Sequence[str] = ()) -> dict[str, Any]:
    """The entry as the chat shows it, with what can be asked of it."""
    shown = EntryOut.of(entry, today).model_dump()
    return {
        **shown,
        "reasons": list(reasons),
        "hindrances": list(hindrances),
        "choices": [
            choice(tell("details"), "ask_details", {"role": "details"}, entry=entry.key),
            choice(tell("benefits"), "myth_benefits", {"role": "benefits"}, entry=entry.key),
            choice(tell("not_for_me"), "refuse_entry", {"role": "not_for_me"}, entry=entry.key),
        ],
    }


def step(taken: Step, today: date) -> dict[str, Any]:
    """A step of the path, in words, with its card."""
    words = {name: getattr(taken, name) for name in ("title", "why", "size", "time", "by_then", "helper")}
    return {**words, "card": card(taken.entry, today)}


def why_choices(entry: Entry) -> list[dict[str, Any]]:
    """What may have been wrong with the entry, as buttons."""
    return [choice(tell(f"why_{why}"), "refuse_entry", entry=entry.key, why=str(why)) for why in Why]


def answer(shown: Shown, aspect: Aspect, today: date) -> str:
    """What the entry tells of the aspect, with its name; when it does not tell, that and whom to ask."""
    if aspect is Aspect.WHY:
        return _why(shown)
    entry = shown.entry
    told = _FACTS[aspect](entry, today)
    return told or tell(f"{aspect}_unknown", name=entry.name, provider=_provider(entry))


def answers(shown: Shown, aspects: Sequence[Aspect], today: date) -> list[str]:
    """What the entry tells of each aspect; its name only once."""
    first, *others = aspects
    pronoun = tell("named_before")
    again = replace(shown, entry=replace(shown.entry, name=pronoun))
    following = (answer(again, aspect, today).replace(f" ({pronoun})", "") for aspect in others)
    return [answer(shown, first, today), *following]


def comparison(asked: Comparison, found: Compared, today: date) -> str:
    """Which of the compared entries comes first, and of which it is not known."""
    lines = [_first(asked, found, today)] if found.first else []
    if found.unknown:
        lines.append(tell(f"compared_{asked.by}_unknown", names=_names(found.unknown)))
    return "\n".join(lines)


def nearness(here: Sequence[Entry], online: Sequence[Entry], shown: Sequence[Entry], place: str | None) -> str:
    """Which of the shown entries are in the place, or need no way there. Distances are not known."""
    lines = [tell("near_here", place=place, names=_names(here))] if here else []
    if online:
        lines.append(tell("near_online", names=_names(online)))
    if lines:
        return "\n".join(lines)
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
    if not entry.place:
        return None
    return tell("place", name=entry.name, provider=_provider(entry), place=entry.place)


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


_FACTS = {
    Aspect.START: _start,
    Aspect.PLACE: _place,
    Aspect.LENGTH: _length,
    Aspect.SIZE: _size,
    Aspect.FEE: _fee,
    Aspect.APPLY: _apply,
    Aspect.ONLINE: _online,
    Aspect.TIMES: _times,
    Aspect.WAY: _way,
    Aspect.CONTENT: _content,
    Aspect.NEEDS: _needs,
    Aspect.CERTIFICATE: _certificate,
    Aspect.PAY: _pay,
    Aspect.LANGUAGE: _language,
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
