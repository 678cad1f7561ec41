"""Cards, and answers about them, in words: facts of the entry in the sentences of `data/texts/courses.yml`."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from api.catalogue.schemas import EntryOut
from api.replies import choice
from api.suggestions.model import Aspect
from api.texts import texts
from catalogue.model import Entry
from catalogue.recommend import Step, Why


def tell(key: str, **values: object) -> str:
    """A sentence of `data/texts/courses.yml` with its places filled."""
    return texts("courses")[key].format(**values)


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


def answer(entry: Entry, aspect: Aspect, today: date) -> str:
    """What the entry tells of the aspect; honestly nothing when it does not tell."""
    told = _FACTS[aspect](entry, today)
    return told or tell(f"{aspect}_unknown", name=entry.name, provider=entry.provider)


def day(iso: str) -> str:
    """11.1.2027"""
    when = date.fromisoformat(iso)
    return f"{when.day}.{when.month}.{when.year}"


def number(amount: float) -> str:
    """15 or 2,5"""
    return f"{amount:g}".replace(".", ",")


def _start(entry: Entry, today: date) -> str | None:
    if entry.continuous:
        return tell("start_continuous", name=entry.name)
    following = [day(start) for start in sorted(entry.starts) if start >= today.isoformat()]
    return tell("start_dates", name=entry.name, dates=tell("and").join(following)) if following else None


def _place(entry: Entry, _today: date) -> str:
    return tell("place", name=entry.name, provider=entry.provider, place=entry.place)


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
        return tell("apply_passed", name=entry.name, day=day(ends), provider=entry.provider)
    until = tell("apply_until", day=day(ends)) if ends else ""
    return tell("apply", name=entry.name, where=entry.apply_where, until=until)


def _way(entry: Entry, _today: date) -> str:
    times = [tell(name) for name in ("evenings", "weekends") if getattr(entry, name)]
    days = tell("contact_days", count=number(entry.contact_days_month)) if entry.contact_days_month is not None else ""
    when = tell("also_at", times=tell("and").join(times)) if times else ""
    return tell("way", name=entry.name, way=tell(f"way_{entry.way}"), days=days, when=when)


def _content(entry: Entry, _today: date) -> str | None:
    gained = ", ".join(entry.competences_gained)
    return tell("content", name=entry.name, summary=entry.summary, gained=gained) if gained else entry.summary


def _needs(entry: Entry, _today: date) -> str | None:
    return tell("needs", name=entry.name, needs=", ".join(entry.entry_needs)) if entry.entry_needs else None


def _language(entry: Entry, _today: date) -> str:
    return tell("language", name=entry.name, language=tell(f"language_{entry.language}"))


_FACTS = {
    Aspect.START: _start,
    Aspect.PLACE: _place,
    Aspect.LENGTH: _length,
    Aspect.SIZE: _size,
    Aspect.FEE: _fee,
    Aspect.APPLY: _apply,
    Aspect.WAY: _way,
    Aspect.CONTENT: _content,
    Aspect.NEEDS: _needs,
    Aspect.LANGUAGE: _language,
}
