"""E-mail addresses in a plain text, also those spelled out so that machines should not read them."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

AT = re.compile(
    r"""(?P<at>@+)
    | (?P<spelled>[ ]{0,2} [(\[{<] [ ]? (?:at|ät|a|@) [ ]? [)\]}>] [ ]{0,2}  # matti (at) gmail.com
        | [ ]? (?P<by>["'*|~_-]{1,2}) (?:at|ät) (?P=by) [ ]?  # matti -at- gmail.com
        | (?<=\w) [ ]{1,3} (?:ät|[aä]t-?merkki|miu|miuku|miukumauku) [ ]{1,3} (?=\w)
        | (?-i: (?<=[a-zäö\d]) AT (?=[a-z])))  # mattiATgmail.com
    | (?P<weak>(?<=\w) [ ]{1,3} (?:at|a) [ ]{1,3} (?=\w))""",
    re.IGNORECASE | re.VERBOSE,
)
WORDED_DOT = r"(?: {1,3}(?:piste|dot) {1,3}| ?[(\[{<] ?(?:piste|dot|\.) ?[)\]}>] ?|_dot_|(?-i:(?<=[a-z])DOT(?=[a-z])))"
ENDING = r"(?:fi|com|net|org|info|edu|eu|se|no|dk|ee|lv|lt|pl|de|ru|ua|uk|fr|es|it|nl|io|me|co|ax)"
LABEL = r"[^\W_]+(?:-[^\W_]+)*"
# Dots as they are, or with a blank or a word for them before an ending that is known.
DOMAIN = re.compile(
    rf"{LABEL}(?:(?:\.|{WORDED_DOT}){LABEL})*(?:\.[^\W\d_]{{2,}}|(?: {{0,2}}\. {{0,2}}|{WORDED_DOT}|,){ENDING}(?!\w))",
    re.IGNORECASE,
)
HOST = re.compile(rf"{LABEL}")
PROVIDER = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|msn|luukku|suomi24|protonmail|proton|gmx|mail|me|aol|"
    r"kolumbus|saunalahti|elisanet|welho|netti|pp|surffi|windowslive)\b",
    re.IGNORECASE,
)
# Words between the parts of a name before the sign: matti piste virtanen.
JOINED = re.compile(r" (?:piste|dot|alaviiva|viiva|underscore|miinus) \Z", re.IGNORECASE)
LONGEST_JOINT, MOST_PARTS = 13, 4
IN_NAME = ".+-_'%"


def emails(text: str) -> Iterator[Span]:
    """Where addresses stand, the name before the sign and the place after it together."""
    at = 0
    for sign in AT.finditer(text):
        start = _name_before(text, sign.start(), at)
        end = _place_after(text, sign, text[start : sign.start()])
        if start < sign.start() and end:
            yield start, end
            at = end


def _name_before(text: str, end: int, at: int) -> int:
    """Where the name begins that ends at `end`, blanks before the sign left out; `end` itself when there is none."""
    start = _word_before(text, end - (text[end - 1 : end] == " "), at)
    for _ in range(MOST_PARTS):
        joint = JOINED.search(text, max(at, start - LONGEST_JOINT), start)
        if not joint or start == end:
            break
        start = _word_before(text, joint.start(), at)
    return start if text[start:end].strip() else end


def _word_before(text: str, end: int, at: int) -> int:
    start = end
    while start > at and (text[start - 1].isalnum() or text[start - 1] in IN_NAME):
        start -= 1
    return start


def _place_after(text: str, sign: re.Match[str], name: str) -> int | None:
    blank = text[sign.end() : sign.end() + 1] == " "
    place = DOMAIN.match(text, sign.end() + blank)
    if sign["at"]:
        host = None if blank or name.endswith(" ") else HOST.match(text, sign.end())
        return place.end() if place else host.end() if host and len(host.group()) > 1 else None
    if place and (sign["spelled"] or _is_spelled(place.group()) or PROVIDER.match(place.group()) or "." in name):
        return place.end()
    return None


def _is_spelled(place: str) -> bool:
    return bool(re.search(WORDED_DOT, place, re.IGNORECASE))
