"""What an editor is warned of. A warning never stops a save."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from catalogue.model.entry import Entry
from catalogue.model.kinds import TRAITS

STALE_AFTER = timedelta(days=180)
LONGEST_SENTENCE = 20  # words
LINK = re.compile(r"(?:https?\b|www\.)\S*|\S*://\S*", re.IGNORECASE)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
Bases = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Warned:
    """What deserves a look, by a code whose Finnish text is in `data/texts/catalogue.yml`; `detail` fills it."""

    field: str
    code: str
    detail: str = ""


@dataclass(frozen=True)
class PlainLanguage:
    """Words of officials with what to say instead, and how a written word is taken to its base forms."""

    instead: Mapping[str, str]
    bases: Bases


def warnings(entry: Entry, today: date, language: PlainLanguage) -> list[Warned]:
    """Everything that an editor should look at in this entry, in the order of the form."""
    return [
        *_language(entry, language),
        *_times(entry, today),
        *_gaps(entry),
        *_links(entry),
        *_age(entry, today),
    ]


def is_stale(entry: Entry, today: date) -> bool:
    """Whether nobody has checked the entry for 180 days, or ever."""
    return entry.checked_on is None or date.fromisoformat(entry.checked_on) < today - STALE_AFTER


def _language(entry: Entry, language: PlainLanguage) -> Iterator[Warned]:
    for sentence in re.split(r"(?<=[.!?])\s+", entry.summary):
        if len(sentence.split()) > LONGEST_SENTENCE:
            yield Warned("summary", "sentence-long", " ".join(sentence.split()[:6]))
    for word in dict.fromkeys(re.findall(r"[\w-]+", entry.summary.lower())):
        found = next((base for base in (word, *language.bases(word)) if base in language.instead), None)
        if found:
            yield Warned("summary", "word-official", f"{word} → {language.instead[found]}")


def _times(entry: Entry, today: date) -> Iterator[Warned]:
    now = today.isoformat()
    if entry.apply_by and entry.apply_by < now:
        yield Warned("apply_by", "apply-by-passed", entry.apply_by)
    if entry.starts and not entry.continuous and entry.next_start(today) is None:
        yield Warned("starts", "starts-passed", entry.starts[-1])
    if entry.valid_until and entry.valid_until < now:
        yield Warned("valid_until", "validity-passed", entry.valid_until)


def _gaps(entry: Entry) -> Iterator[Warned]:
    kind = TRAITS[entry.kind]
    if not (entry.competences_gained or entry.competences_useful):
        yield Warned("competences_gained", "competence-missing")
    if kind.sized and entry.size_osp is None:
        yield Warned("size_osp", "size-missing")
    if not kind.national:
        for name in ("provider", "place", "way", "apply_where"):
            if not getattr(entry, name):
                yield Warned(name, "empty")
    if (entry.provider or not kind.national) and entry.fee_eur is None:
        yield Warned("fee_eur", "fee-missing")
    if kind.recruits and not (entry.employer and entry.employer.needs):
        yield Warned("employer", "needs-missing")


def _links(entry: Entry) -> Iterator[Warned]:
    if entry.apply_where.lower().startswith("http") and " " in entry.apply_where:
        yield Warned("apply_where", "link-broken", entry.apply_where)
        return
    for link in LINK.findall(entry.apply_where):
        if not _is_link(link.rstrip(".,;)")):
            yield Warned("apply_where", "link-broken", link)


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text if "://" in text or text.lower().startswith("http") else f"https://{text}")
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(HOST.fullmatch(host))


def _age(entry: Entry, today: date) -> Iterator[Warned]:
    if is_stale(entry, today):
        yield Warned("checked_on", "checked-stale", entry.checked_on or "")
