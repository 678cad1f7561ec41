"""What an entry of the catalogue is, and how plain data becomes one."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from catalogue.model.asks import HELD, Asks
from catalogue.model.kinds import EntryKind
from catalogue.problem import CatalogueProblem
from finnish.plain import one_line
from finnish.plain import plain as plain_form


class Way(StrEnum):
    CONTACT = "contact"
    DISTANCE = "distance"
    HYBRID = "hybrid"
    WORKPLACE = "workplace"


class Status(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Fault:
    """What is wrong in a field, by a code whose Finnish text is in `data/texts/catalogue.yml`."""

    field: str
    code: str
    value: str = ""


class BadEntry(CatalogueProblem):
    """An entry that cannot be kept, with everything that is wrong in it."""

    status, kind = 422, "bad-entry"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.code}" for fault in faults))
        self.faults = tuple(faults)

    @property
    def field(self) -> str:
        """The first field that is wrong."""
        return self.faults[0].field


@dataclass(frozen=True, kw_only=True)
class Employer:
    """An employer that recruits, with its own needs: what one must have, and what one learns at work."""

    name: str = ""
    roles: tuple[str, ...] = ()
    open_places: int | None = None
    must_have: tuple[str, ...] = ()
    learnt_at_work: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        return self.must_have + self.learnt_at_work


@dataclass(frozen=True, kw_only=True)
class CountsTowards:
    """The units that a workshop's or an employer's tasks can count towards, and the school that decides it."""

    units: tuple[str, ...] = ()
    school: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing to study. Sizes in osaamispiste, lengths in weeks, fees in euros, dates in ISO 8601.

    `code` is the code of the unit that it is; `unit_codes` those it is made of; `qualification_code`
    that of the qualification it leads to. A national unit has no provider, place or way.
    """

    key: str
    kind: EntryKind
    name: str
    summary: str
    status: Status
    name_sv: str = ""
    provider: str = ""
    place: str = ""
    way: Way | None = None
    fields: tuple[str, ...] = ()
    code: str | None = None
    unit_codes: tuple[str, ...] = ()
    qualification: str | None = None
    qualification_code: str | None = None
    size_osp: float | None = None
    continuous: bool = False
    starts: tuple[str, ...] = ()
    apply_by: str | None = None
    length_weeks: float | None = None
    weekly_hours: float | None = None
    contact_days_month: float | None = None
    evenings: bool = False
    weekends: bool = False
    fee_eur: float | None = None
    language: str = "fi"
    device_needed: bool = False
    entry_needs: tuple[str, ...] = ()
    competences_gained: tuple[str, ...] = ()
    competences_useful: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    apply_where: str = ""
    employer: Employer | None = None
    counts_towards: CountsTowards | None = None
    asks: Asks | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    source: str = ""
    checked_on: str | None = None
    sample: bool = False

    def next_start(self, today: date) -> str | None:
        """The first start that is not past, ISO 8601; None when there is none."""
        return next((start for start in sorted(self.starts) if start >= today.isoformat()), None)


FIELDS = tuple(field.name for field in fields(Entry))
DEFAULTS = {field.name: field.default for field in fields(Entry) if field.default is not MISSING}
# What is stored of a field that nobody has said anything of.
UNSAID = json.loads(json.dumps(DEFAULTS))
REQUIRED = ("key", "kind", "name", "summary", "status")
LONGEST_CODE = 40
LONGEST = {
    "key": 120,
    "name": 200,
    "name_sv": 200,
    "summary": 2000,
    "language": 40,
    "code": LONGEST_CODE,
    "qualification_code": LONGEST_CODE,
}
LONGEST_TEXT = 500
MOST_ITEMS = 200
KEY = re.compile(r"[a-z0-9][a-z0-9._-]*")


def entry_from(raw: Mapping[str, Any]) -> Entry:
    """An entry from plain data, as in a YAML file or a database row. Raises BadEntry with every fault."""
    faults = [Fault(str(name)[:40], "unknown-field") for name in raw if name not in FIELDS]
    values: dict[str, Any] = {}
    for name in FIELDS:
        try:
            values[name] = _read(name, raw.get(name))
        except _Wrong as wrong:
            faults.append(Fault(name, wrong.code, wrong.value))
    if faults:
        raise BadEntry(faults)
    return Entry(**values)


def plain(entry: Entry) -> dict[str, Any]:
    """The entry as it is stored: what `entry_from` reads back."""
    return json.loads(json.dumps(asdict(entry)))  # type: ignore[no-any-return]


def ties(entry: Entry) -> set[tuple[str, str]]:
    """The national codes that the entry names, each with how: is, includes, counts_towards, leads_to."""
    named = [
        ("is", (entry.code,)),
        ("includes", entry.unit_codes),
        ("counts_towards", entry.counts_towards.units if entry.counts_towards else ()),
        ("leads_to", (entry.qualification_code,)),
    ]
    return {(tie, code) for tie, codes in named for code in codes if code}


class _Wrong(Exception):
    def __init__(self, code: str, value: object = "") -> None:
        super().__init__(code)
        self.code, self.value = code, str(value)[:80]


def _read(name: str, value: Any) -> Any:
    if value is None or value == "":
        if name in REQUIRED:
            raise _Wrong("missing")
        return DEFAULTS[name]
    read = READERS.get(name, _text)(value)
    if isinstance(read, str) and len(read) > LONGEST.get(name, LONGEST_TEXT):
        raise _Wrong("too-long", LONGEST.get(name, LONGEST_TEXT))
    if name in REQUIRED and not read:
        raise _Wrong("missing")
    return read


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _Wrong("not-text", value)
    return one_line(str(value))


def _key(value: Any) -> str:
    text = _text(value)
    if not KEY.fullmatch(text):
        raise _Wrong("bad-key", text)
    return text


def _list(value: Any) -> tuple[str, ...]:
    if isinstance(value, str | Mapping) or not isinstance(value, Sequence):
        raise _Wrong("not-a-list", value)
    if len(value) > MOST_ITEMS:
        raise _Wrong("too-many", MOST_ITEMS)
    items = tuple(dict.fromkeys(text for item in value if (text := _text(item))))
    if any(len(item) > LONGEST_TEXT for item in items):
        raise _Wrong("too-long", LONGEST_TEXT)
    return items


def _codes(value: Any) -> tuple[str, ...]:
    codes = tuple(map(plain_form, _list(value)))
    if any(len(code) > LONGEST_CODE for code in codes):
        raise _Wrong("too-long", LONGEST_CODE)
    return codes


def _date(value: Any) -> str:
    try:
        return date.fromisoformat(value.isoformat()[:10] if isinstance(value, date) else str(value)).isoformat()
    except ValueError:
        raise _Wrong("not-a-date", value) from None


def _dates(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise _Wrong("not-a-list", value)
    return tuple(sorted({_date(item) for item in value}))


def _amount(value: Any) -> float:
    try:
        amount = float(value) if not isinstance(value, bool) else -1.0
    except (TypeError, ValueError, OverflowError):
        raise _Wrong("not-a-number", value) from None
    if not 0 <= amount < 1e6:
        raise _Wrong("out-of-range", value)
    return amount


def _count(value: Any) -> int:
    amount = _amount(value)
    if amount != int(amount):
        raise _Wrong("out-of-range", value)
    return int(amount)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("not-yes-or-no", value)
    return value


def _choice(choices: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def read(value: Any) -> StrEnum:
        try:
            return choices(value)
        except ValueError:
            raise _Wrong("unknown-choice", value) from None

    return read


def _part(kind: type[Any], readers: Mapping[str, Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """Reads a part of an entry that has fields of its own; an empty part is none."""

    def read(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _Wrong("not-fields", value)
        unknown = [str(name) for name in value if name not in readers]
        if unknown:
            raise _Wrong("unknown-field", unknown[0])
        made = kind(**{name: readers[name](item) for name, item in value.items() if item not in (None, "")})
        return made if made != kind() else None

    return read


def _reader_of(held: type[Any]) -> Callable[[Any], Any]:
    return {bool: _flag, int: _count}.get(held) or _choice(held)


READERS: dict[str, Callable[[Any], Any]] = {
    "key": _key,
    "kind": _choice(EntryKind),
    "way": _choice(Way),
    "status": _choice(Status),
    **dict.fromkeys(("fields", "entry_needs", "competences_gained", "competences_useful", "keywords"), _list),
    "unit_codes": _codes,
    "starts": _dates,
    **dict.fromkeys(("apply_by", "valid_from", "valid_until", "checked_on"), _date),
    **dict.fromkeys(("size_osp", "length_weeks", "weekly_hours", "contact_days_month", "fee_eur"), _amount),
    **dict.fromkeys(("continuous", "evenings", "weekends", "device_needed", "sample"), _flag),
    "employer": _part(
        Employer,
        {"name": _text, "roles": _list, "open_places": _count, "must_have": _list, "learnt_at_work": _list},
    ),
    "counts_towards": _part(CountsTowards, {"units": _codes, "school": _text}),
    "asks": _part(Asks, {name: _reader_of(held) for name, held in HELD.items()}),
}
