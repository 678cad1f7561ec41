"""A text cut into tokens, each with what it is in a date or an amount, its value, and where it stands."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from finnish.lists import rows
from finnish.numbers import number_of
from finnish.repair import Repair
from finnish.words import Words

CACHE = 20_000
LONGEST = 8_000  # code points that are read; nobody tells dates for longer
LONGEST_WORD = 40
TAKEN, OTHER = "taken", "other"
DASH = "[-\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]"
MONTH_STEMS = "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu"
SHORT_DAYS = "ma|ti|ke|to|pe|la|su"
# What a figure, a sign or a shortened word is, the likelier first.
TOKEN = re.compile(
    rf"""
      (?P<iso>(?<![\w-])\d{{4}}-\d{{2}}-\d{{2}}(?![\w-]))
    | (?P<date>(?<![\w.,])\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?\d{{4}}|\d{{2}})?(?!\d))
    | (?P<sum>(?<![\w.,])\d{{1,3}}(?:[\s.]\d{{3}})*(?:[.,]\d{{1,2}}|,-)?(?=\s?(?:€|eur\w*\b|e\b)))
    | (?P<clock>(?<![\w.,])(?:[01]?\d|2[0-4])(?::[0-5]\d|\.(?:00|1[3-9]|[2-5]\d))(?![\d.,]\d|\d))
    | (?P<decimal>(?<![\w.,])\d{{1,4}}[.,]\d{{1,2}}(?![\w.,]*\d))
    | (?P<ordinal>(?<![\w.,])\d{{1,2}}\.(?=\s*{DASH}\s*\d|\s+[^\W\d_]))
    | (?P<calendar_year>(?<![\w.,])(?:19|20|21)\d{{2}}(?![\d,.:]\d|\d))
    | (?P<short_year>(?<![\w.])[-'’\N{{EN DASH}}]\d{{2}}(?![\w.,:]))
    | (?P<figure>(?<![\d.,])\d{{1,6}}(?!\d))
    | (?P<about>(?<!\w)n\.(?=\s?\d))
    | (?P<month_stem>(?<!\w)(?:{MONTH_STEMS})(?=\s?{DASH}\s?(?:(?:ja|tai)\s+)?\w+kuu))
    | (?P<short_day>(?<!\w)(?:{SHORT_DAYS})(?=\.?\s?\d{{1,2}}\.))
    | (?P<word>[^\W\d_]+(?:['’:][^\W\d_]+)*)
    | (?P<dash>{DASH})
    | (?P<slash>/)
    | (?P<euro>€)
    | (?P<counted>%)
    | (?P<stop>[,;!?()\n]|\.(?=\s|$))
    | (?P<other>\S)
    """,
    re.VERBOSE,
)
VALUED = re.compile(r"^(weekday|ahead|month|season|holiday|ordinal|number|stem|short_day)_(.+)$")
SHORT = ("stem", "short_day")
UNITS = frozenset(("days", "weeks", "months", "years", "hours"))
GENITIVES = frozenset(("päivän", "viikon", "työviikon", "kuukauden", "vuoden", "tunnin", "kuun"))
ENDINGS = {"_in": ("lla", "llä", "ssa", "ssä", "na", "lle"), "_from": ("sta", "stä", "lta", "ltä"),
    "_to": ("seen", "teen", "koon", "vään")}  # fmt: skip
# Only as one tells it of oneself: a course "for those under 25" (alle 25-vuotiaille) tells nobody's age.
AGED = re.compile(r"(?P<number>.*?)(?:vuotias|vuotiaana)(?:kin|ki)?")
TENS = re.compile(r"(?P<number>.+)kymppi[ns]\w*")
LASTING = re.compile(r"(?P<number>yksi|kaksi|kolmi|neli|viisi|puoli)vuoti(?:nen|se|si|st|si)\w*")
STEMS = {"kolmi": 3.0, "neli": 4.0, "seitsen": 7.0}  # of numbers that have another form in compounds


class Token(NamedTuple):
    """`tag` tells what it is, `value` what it says: a number, the parts of a date, the name of a holiday."""

    tag: str
    value: Any
    start: int
    end: int
    text: str


class Tag(NamedTuple):
    name: str
    value: Any = None


def tokens_of(text: str, words: Words) -> list[Token]:
    """The tokens of a text in their order; what is no part of a date or an amount is `other`."""
    lexicon = _lexicon(words)
    lower = "".join(small if len(small := sign.lower()) == 1 else sign for sign in text[:LONGEST])
    return list(_joined(_token(match, lexicon) for match in TOKEN.finditer(lower)))


def _token(match: re.Match[str], lexicon: "Lexicon") -> Token:
    kind, text = match.lastgroup or OTHER, match[0]
    read = READERS.get(kind, lambda _: (kind, None))
    tag = lexicon.tag(text) if kind == "word" else Tag(*read(text))
    return Token(tag.name, tag.value, match.start(), match.end(), text)


def _joined(tokens: Iterator[Token]) -> Iterator[Token]:
    """Tens and ones written apart are one number: `kakskyt viis`."""
    last: Token | None = None
    for token in tokens:
        if last is not None and _is_ones_after(last, token):
            last = Token("number", last.value + token.value, last.start, token.end, f"{last.text} {token.text}")
            continue
        if last is not None:
            yield last
        last = token
    if last is not None:
        yield last


def _is_ones_after(tens: Token, ones: Token) -> bool:
    are_words = tens.text.isalpha() and ones.text.isalpha() and (tens.tag, ones.tag) == ("number", "number")
    return are_words and tens.value in range(20, 100, 10) and 0 < ones.value < 10 and ones.value == int(ones.value)


def _date(text: str) -> tuple[str, Any]:
    day, month, year = (part.strip() for part in text.split("."))
    return "date", (int(day), int(month), int(year) if year else None)


def _iso(text: str) -> tuple[str, Any]:
    year, month, day = map(int, text.split("-"))
    return "date", (day, month, year)


def _sum(text: str) -> tuple[str, Any]:
    whole = re.sub(r"\s|,-$|\.(?=\d{3}(?:\D|$))", "", text)
    return "number", float(whole.replace(",", "."))


def _clock(text: str) -> tuple[str, Any]:
    hours, minutes = re.split("[.:]", text)
    return "clock", (int(hours), int(minutes))


def _decimal(text: str) -> tuple[str, Any]:
    return ("decimal", text) if "." in text else ("number", float(text.replace(",", ".")))


def _month_stem(text: str) -> tuple[str, Any]:
    return "month_stem", _short_forms()["stem", text]


def _short_day(text: str) -> tuple[str, Any]:
    return "weekday", _short_forms()["short_day", text]


READERS: dict[str, Callable[[str], tuple[str, Any]]] = {
    "iso": _iso,
    "date": _date,
    "sum": _sum,
    "clock": _clock,
    "decimal": _decimal,
    "ordinal": lambda text: ("ordinal", int(text.rstrip("."))),
    "calendar_year": lambda text: ("calendar_year", int(text)),
    "short_year": lambda text: ("short_year", int(text[1:])),
    "figure": lambda text: ("number", float(text)),
    "month_stem": _month_stem,
    "short_day": _short_day,
}


class Lexicon:
    """What single words are. Safe for threads; remembers a bounded number."""

    def __init__(self, words: Words) -> None:
        self._words = words
        named = _named()
        self._repair = Repair(dict.fromkeys((word for word in named if len(word) > 1), 1), words.known)
        self.tag = lru_cache(CACHE)(self._tag)

    def _tag(self, word: str) -> Tag:
        if len(word) > LONGEST_WORD:
            return Tag(OTHER)
        return self._listed(word) or self._written(word) or Tag(OTHER)

    def _written(self, word: str) -> Tag | None:
        """By the written form, or by the word that was mistyped."""
        written = self._words.tokens(word)
        tag = self._listed(written[0]) if len(written) == 1 else None
        if tag is None and (meant := self._repair.word(word)) != word:
            return self._listed(meant)
        return tag

    def _listed(self, word: str) -> Tag | None:
        """By the word itself, its number, or its base forms."""
        named = _named()
        if word in named:
            return _with_case(named[word], word)
        first, *_ = self._words.bases(word)
        if first in named and named[first].name == "ordinal":
            return named[first]
        if (compound := _compound(word)) is not None:
            return compound
        if (number := number_of(word)) is not None:
            return Tag("number", number)
        return next((tag for base in self._words.bases(word) if (tag := self._of_base(base, word))), None)

    def _of_base(self, base: str, word: str) -> Tag | None:
        named = _named()
        if base in named:
            return _with_case(named[base], word)
        return Tag("course") if base.endswith(COURSES) else None


def _compound(word: str) -> Tag | None:
    """`viisikymppinen`, `vuotias`, `kolmivuotinen`."""
    if (match := TENS.fullmatch(word)) and (tens := _in_compound(match["number"])) and tens < 10:
        return Tag("tens", int(10 * tens))
    if (match := AGED.fullmatch(word)) is not None:
        number = number_of(match["number"])
        return Tag("aged_number", int(number)) if number else None if match["number"] else Tag("aged")
    if (match := LASTING.fullmatch(word)) is not None:
        return Tag("lasting", _in_compound(match["number"]))
    return None


def _in_compound(number: str) -> float | None:
    return STEMS.get(number) or number_of(number)


def _with_case(tag: Tag, word: str) -> Tag:
    """A unit of time with its case: in a week, from the year, of a month."""
    if tag.name not in UNITS:
        return tag
    if word in GENITIVES:
        return Tag(f"{tag.name}_of")
    return Tag(tag.name + next((case for case, ends in ENDINGS.items() if word.endswith(ends)), ""))


@cache
def _named() -> dict[str, Tag]:
    """What each listed word is; the first row that has it counts."""
    named: dict[str, Tag] = {}
    for head, words in rows("amounts.txt").items():
        valued = VALUED.match(head)
        tag = Tag(valued[1], _value(valued[1], valued[2])) if valued else Tag(head)
        if tag.name not in SHORT:
            named |= {word: tag for word in words if word not in named}
    return named


@cache
def _short_forms() -> dict[tuple[str, str], int]:
    """The values of shortened words, which count only at their place: `ke` before a date, `tammi-` before a month."""
    heads = ((VALUED.match(head), words) for head, words in rows("amounts.txt").items())
    return {(head[1], word): int(head[2]) for head, words in heads if head and head[1] in SHORT for word in words}


def _value(name: str, text: str) -> Any:
    if name == "holiday":
        return text
    if name == "season":
        first, last = text.split("_")
        return int(first), int(last)
    return float(text) if name == "number" else int(text)


COURSES = (
    "kurssi",
    "koulutus",
    "opinto",
    "opinnot",
    "tutkinto",
    "jakso",
    "pätkä",
    "harjoittelu",
    "valmennus",
    "opetus",
)


@lru_cache(maxsize=4)
def _lexicon(words: Words) -> Lexicon:
    return Lexicon(words)


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a row of the list."""
    return frozenset(rows("amounts.txt")[name])
