"""Numbers that help in a crisis, and who answers them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from api.guidance.model.cards import BadCard, Fault

# What is said in distress rests on these: they are always there, and always shown.
ALWAYS_SHOWN = ("emergency", "mieli", "nollalinja")
# No editor changes it.
FIXED_NUMBERS = {"emergency": "112"}
# Of these nobody is told: a change of them needs no second editor.
UNTOLD = ("source", "checked_on", "certainty")
NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,18}")
CHECKED_FOR = timedelta(days=180)


@dataclass(frozen=True)
class Contact:
    """A number to call: whose it is, when it answers, and when somebody last checked it."""

    key: str
    name: str
    number: str
    when: str
    languages: tuple[str, ...]
    source: str
    checked_on: str
    certainty: str
    shown: bool = True

    def is_overdue(self, today: date) -> bool:
        """Whether nobody has checked the number for half a year."""
        return date.fromisoformat(self.checked_on) + CHECKED_FOR < today


_NAMES = {each.name for each in fields(Contact)}
_NEEDED = ("key", "name", "number", "source", "checked_on")


def contact_from(raw: Mapping[str, Any]) -> Contact:
    """A contact from plain data. Raises BadCard with every fault."""
    faults = list(_faults(raw))
    if faults:
        raise BadCard(str(raw.get("key") or ""), faults)
    texts = {name: str(raw.get(name) or "").strip() for name in _NAMES - {"shown", "languages"}}
    languages = raw.get("languages") or ()
    spoken = (languages,) if isinstance(languages, str) else tuple(map(str, languages))
    return Contact(**texts, languages=spoken, shown=bool(raw.get("shown", True)))


def is_told_anew(before: Contact, after: Contact) -> bool:
    """Whether people would be told something else, so that another than who saved must approve."""
    return replace(after, **{name: getattr(before, name) for name in UNTOLD}) != before


def plain_contact(contact: Contact) -> dict[str, Any]:
    """The contact as data that JSON can hold."""
    return {**asdict(contact), "languages": list(contact.languages)}


def _faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    yield from (Fault(name, "missing") for name in _NEEDED if not raw.get(name))
    yield from (Fault(str(name), "unknown_field") for name in raw if name not in _NAMES)
    if raw.get("number") and not NUMBER.fullmatch(str(raw["number"])):
        yield Fault("number", "bad_number", str(raw["number"]))
    if raw.get("number") and FIXED_NUMBERS.get(str(raw.get("key")), raw["number"]) != raw["number"]:
        yield Fault("number", "fixed_number", str(raw["number"]))
    if raw.get("checked_on") and not _is_day(str(raw["checked_on"])):
        yield Fault("checked_on", "not_a_day", str(raw["checked_on"]))
    if raw.get("key") in ALWAYS_SHOWN and not raw.get("shown", True):
        yield Fault("shown", "always_shown", str(raw["key"]))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
