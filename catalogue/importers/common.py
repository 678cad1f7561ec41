"""What the importers share: files that may be anything, texts that may be missing, lists in HTML."""

import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from io import BytesIO
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from catalogue.model import BadFile, BadRow, Fault, Row
from finnish.plain import one_line

LARGEST = 100 * 1024 * 1024  # bytes, as it lies and unpacked
HELSINKI = ZoneInfo("Europe/Helsinki")
GZIP, ZIP, OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What UTF-8 looks like when it has been read as Windows-1252 and written out again.
GARBLED = re.compile("Ã[¤¶¥„–…]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f]")
LEAD_IN = re.compile(
    r"(?:opiskelija|tutkinnon suorittaja|hän)\b(?:.*\b(?:osaa|hän|suorittaja|opiskelija))?[:,]?", re.IGNORECASE
)
CAN = re.compile(r"^(?:[•·–*-]\s*|(?:opiskelija\s+)?osaa(?:\s+|$))+", re.IGNORECASE)
LONGEST_REQUIREMENT = 500

# What data of a shape that nobody expects makes plain code raise; OSError is a time that no calendar has.
UNEXPECTED = (AttributeError, LookupError, TypeError, ValueError, ArithmeticError, OSError)

Read = Row | BadRow


@dataclass(frozen=True)
class Note:
    """Something to tell of a file that could be read, by a code with a Finnish text."""

    code: str
    values: dict[str, object]


@dataclass(frozen=True)
class Incoming:
    """What a source has to say: its rows in order, what to tell of its files, and their names."""

    source: str
    reads: Sequence[Read]
    notes: tuple[Note, ...] = ()
    files: str = ""


def unpacked(name: str, data: bytes) -> bytes:
    """The file's bytes, out of gzip when it is packed. Raises BadFile."""
    if len(data) > LARGEST:
        raise BadFile("too-large", name)
    if data.startswith(GZIP):
        data = _gunzip(name, data)
    if not data.strip():
        raise BadFile("empty", name)
    return data


def _gunzip(name: str, data: bytes) -> bytes:
    try:
        with gzip.open(BytesIO(data)) as packed:
            found = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        raise BadFile("broken-gzip", name) from None
    if len(found) > LARGEST:
        raise BadFile("unpacks-too-large", name)
    return found


def decoded(name: str, data: bytes) -> tuple[str, str]:
    """The text and the encoding it was read with: UTF-8, UTF-16 with its mark, or Windows-1252. Raises BadFile."""
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "windows-1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if UNPRINTABLE.search(text):
            raise BadFile("unknown-kind", name)
        if GARBLED.search(text):
            break
        return text, encoding.removesuffix("-sig").replace("utf", "UTF").replace("windows", "Windows")
    raise BadFile("wrong-encoding", name)


def each(items: Iterable[tuple[int, str, Any]], read: Callable[[int, Any], Read]) -> Iterator[Read]:
    """Read item by item; one of a shape that nobody expects is told and does not stop the others."""
    for number, label, item in items:
        try:
            yield read(number, item)
        except UNEXPECTED:
            yield BadRow(number, label, (Fault("row", "unreadable"),))


def rejected(number: int, label: str, code: str, value: str = "") -> BadRow:
    return BadRow(number, label, (Fault("row", code, value),))


def text_in(node: Any, language: str = "fi") -> str:
    """The text of one language; empty when there is none, or a dash in its place."""
    text = node.get(language) if isinstance(node, dict) else None
    found = one_line(text) if isinstance(text, str) else ""
    return found if re.search(r"\w", found) else ""


def date_of(milliseconds: Any) -> str | None:
    """The day in Finland of a time in milliseconds since 1970; None for none. Raises ValueError."""
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, HELSINKI).date().isoformat()


def size_text(size: float) -> str:
    return f"{size:g}".replace(".", ",")


def requirements(html: str) -> list[str]:
    """The separate competences of a requirement text: its list items, or its paragraphs when it has no list."""
    parser = _Lists()
    parser.feed(html)
    parser.close()
    parser.end_block()
    found = [_requirement(text) for text in parser.items or parser.others]
    kept = [text for text in found if re.search(r"\w{2}", text) and not LEAD_IN.fullmatch(text)]
    return list(dict.fromkeys(islice(kept, 200)))


def _requirement(text: str) -> str:
    stripped = CAN.sub("", one_line(text).rstrip(" .;,"))
    return stripped if len(stripped) <= LONGEST_REQUIREMENT else stripped[: LONGEST_REQUIREMENT - 1] + "…"


class _Lists(HTMLParser):
    """Gathers the own text of each list item, at any depth, and the paragraphs outside lists."""

    BLOCKS = ("p", "ul", "ol", "li", "div", "br", "h1", "h2", "h3", "h4", "td", "tr")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[str] = []
        self.others: list[str] = []
        self._text = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self.end_block()
            self._depth += tag == "li"

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self.end_block()
            self._depth = max(0, self._depth - (tag == "li"))

    def handle_data(self, data: str) -> None:
        self._text += data

    def end_block(self) -> None:
        """What has been read since the last edge of a block is an item of its own."""
        text, self._text = self._text.strip(), ""
        if text:
            bullet = self._depth > 0 or text.startswith(("•", "·"))
            (self.items if bullet else self.others).append(text)
