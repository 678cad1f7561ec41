"""Courses as they are shown: the facts of an entry, its card in the chat, and a step of a path."""

from pydantic import BaseModel

from api.platform.replies.choices import Choice
from api.platform.replies.part import Part


class EmployerOut(BaseModel):
    """An employer that recruits: what one must have, and what one learns at work."""

    name: str
    roles: list[str]
    open_places: int | None
    must_have: list[str]
    learnt_at_work: list[str]


class CountsTowardsOut(BaseModel):
    """Codes of the units that the tasks can count towards, and the school that decides it."""

    units: list[str]
    school: str


class AsksOut(BaseModel):
    """What the work or the learning asks of a person; null is unknown, `none` and false are known to be nothing.

    Loads are none, some or much; `finnish` is none or a level of the European scale, `licence` none or a class.
    """

    lifting: str | None
    standing: str | None
    hands: str | None
    dust: str | None
    chemicals: str | None
    heights: str | None
    driving: str | None
    mornings: str | None
    evenings: str | None
    nights: str | None
    weekends: str | None
    reading: str | None
    computer: str | None
    experience: str | None
    finnish: str | None
    licence: str | None
    own_car: bool | None
    least_age: int | None
    criminal_record: bool | None
    health_check: bool | None


class EntryFacts(BaseModel):
    """An entry as people see it; `sample` is true for sample content, and pages say so."""

    id: str
    kind: str
    name: str
    name_sv: str
    summary: str
    fields: list[str]
    code: str | None
    unit_codes: list[str]
    qualification: str | None
    qualification_code: str | None
    size_osp: float | None
    provider: str
    place: str
    way: str | None
    continuous: bool
    starts: list[str]
    next_start: str | None
    apply_by: str | None
    length_weeks: float | None
    weekly_hours: float | None
    contact_days_month: float | None
    evenings: bool
    weekends: bool
    fee_eur: float | None
    language: str
    device_needed: bool
    entry_needs: list[str]
    competences_gained: list[str]
    competences_useful: list[str]
    apply_where: str
    employer: EmployerOut | None
    counts_towards: CountsTowardsOut | None
    asks: AsksOut | None
    valid_from: str | None
    valid_until: str | None
    source: str
    checked_on: str | None
    sample: bool


class Card(EntryFacts, Part):
    """An entry in the chat: why it fits, what may stand in the way, what it asks in words, and what can be asked of it.

    `would_change`: which answer would change its place among the recommended.
    """

    reasons: tuple[str, ...]
    hindrances: tuple[str, ...]
    asked: tuple[str, ...]
    choices: tuple[Choice, ...]
    would_change: str | None = None


class PathStep(Part):
    """A step of a path in words, with its card; `by_then` is what one can apply for after it."""

    title: str
    why: str
    size: str
    time: str
    by_then: str
    helper: str
    card: Card
