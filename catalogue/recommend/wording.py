"""Recommendations in words: facts of entries and answers of people in the sentences of `data/texts/recommend.yml`."""

from collections.abc import Iterable, Sequence
from datetime import date

from catalogue.recommend.model import Told
from finnish.texts import FINNISH, texts

FILE = "recommend"

LONGEST_QUOTE = 80
FEW_WORDS = 3
MOST_LISTED = 3
YEAR = 52


def say(told: Told, language: str = FINNISH) -> str:
    """The sentence with its places filled, also by other sentences. Raises KeyError for a wrong key."""
    values = {name: say(value, language) if isinstance(value, Told) else value for name, value in told.values.items()}
    return tell(told.code, language, **values)


def say_all(told: Iterable[Told], language: str = FINNISH) -> tuple[str, ...]:
    return tuple(dict.fromkeys(say(each, language) for each in told))


def tell(code: str, language: str = FINNISH, /, **values: object) -> str:
    return texts(FILE, language)[code].format(**values)


def has_words(code: str) -> bool:
    """Whether there is a sentence with this key."""
    return code in texts(FILE)


def day(iso: str) -> str:
    """11.1.2027"""
    when = date.fromisoformat(iso)
    return f"{when.day}.{when.month}.{when.year}"


def number(amount: float) -> str:
    """15 or 2,5"""
    return f"{amount:g}".replace(".", ",")


def is_short(text: str) -> bool:
    """Whether a text can stand in a sentence as a name of a thing."""
    return len(text.split()) <= FEW_WORDS


def quoted(text: str) -> str:
    """The person's own words as they can stand in a sentence: a few as they are, many between quotes or cut short."""
    text = " ".join(text.split()).rstrip(".!?,;: ")
    if len(text) > LONGEST_QUOTE:
        text = text[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(".!?,;: ") + " …"
    return text if is_short(text) else tell("quote", text=text)


def listed(items: Sequence[str]) -> str:
    """a, b ja c; the first few when there are many."""
    *first, last = items[:MOST_LISTED]
    return tell("and").join([", ".join(first), last]) if first else last


def length(weeks: float) -> str:
    """In weeks, or in years and their halves from one year on."""
    if weeks >= YEAR:
        years = round(2 * weeks / YEAR) / 2
        return tell("one_year") if years == 1 else tell("years", count=number(years))
    return tell("one_week") if round(weeks) <= 1 else tell("weeks", count=round(weeks))


def time(weeks: float | None, hours: float | None) -> str | None:
    """How long something takes, in words; None when it is not known."""
    if not weeks:
        return None
    return tell("time_with_hours", length=length(weeks), hours=number(hours)) if hours else length(weeks)
