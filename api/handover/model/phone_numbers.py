"""Numbers to call: kept as E.164, shown as people of their country write them."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher

from api.platform.problem import Problem
from finnish.plain import plain

HOME, HOME_CODE = "FI", 358
# Words may stand before the digits and none after them: a number glued to its word, or without its zero.
BARE = re.compile(r"[^\d+]*(?P<number>(?:\+|0|358|4\d|50)[\d ()+-]*)")
DIVIDERS = re.compile(r"[_·]")


class BadContact(Problem):
    """A telephone number that can be called is needed."""

    status, kind = 422, "bad-contact"


@dataclass(frozen=True)
class NumberToCall:
    """`dialled` is E.164 and belongs in a `tel:` link; `shown` is what people read."""

    dialled: str
    shown: str


def checked_phone(written: str) -> str:
    """The one number in what a person wrote, as E.164. Raises BadContact for none, several, or an unreal one."""
    text = DIVIDERS.sub(" ", plain(written))
    found = {_dialled(match.number) for match in PhoneNumberMatcher(text, HOME)} or _bare(text)
    if len(found) != 1:
        raise BadContact
    return found.pop()


def number_to_call(kept: str) -> NumberToCall:
    """How a kept number is shown and dialled; one that was kept before numbers were checked so stays as it is."""
    try:
        number = phonenumbers.parse(kept, HOME)
    except phonenumbers.NumberParseException:
        return NumberToCall(kept, kept)
    form = PhoneNumberFormat.NATIONAL if number.country_code == HOME_CODE else PhoneNumberFormat.INTERNATIONAL
    return NumberToCall(_dialled(number), phonenumbers.format_number(number, form))


def _dialled(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _bare(text: str) -> set[str]:
    bare = BARE.fullmatch(text.strip())
    if bare is None:
        return set()
    try:
        number = phonenumbers.parse(bare["number"], HOME)
    except phonenumbers.NumberParseException:
        return set()
    return {_dialled(number)} if phonenumbers.is_valid_number(number) else set()
