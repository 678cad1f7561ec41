"""What others hold of studies, read row by row: a file a source.

`read_files` finds out what each file is. Nothing here touches the database.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from catalogue.importers import eperusteet, kouta, tabular
from catalogue.importers.common import LARGEST, OLE, UNEXPECTED, ZIP, Incoming, Note, decoded, unpacked
from catalogue.model import BadFile, BadRow, Fault

SOURCES = (eperusteet.SOURCE, kouta.SOURCE, tabular.SOURCE)

__all__ = ["SOURCES", "BadFile", "Incoming", "Note", "read_files", "read_paths", "tabular"]


def read_files(files: Sequence[tuple[str, bytes]]) -> list[Incoming]:
    """What these files (name and bytes) say, in their order. Opintopolku's files are read together.

    Raises BadFile for the first file that cannot be read at all.
    """
    found: list[Incoming] = []
    lines: list[tuple[int, Any]] = []
    broken: list[BadRow] = []
    names: list[str] = []
    for name, data in files:
        whole = _read(name, unpacked(name, data))
        if isinstance(whole, Incoming):
            found.append(replace(whole, files=name))
        else:
            lines += whole[0]
            broken += whole[1]
            names.append(name)
    if lines:
        found.append(Incoming(kouta.SOURCE, [*kouta.read_documents(lines), *broken], files=", ".join(names)))
    return found


def read_paths(paths: Sequence[Path]) -> list[Incoming]:
    """What the files of these paths say. Raises BadFile; one that is too large is not even opened."""
    return read_files([(path.name, _bytes_of(path)) for path in paths])


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise BadFile("not-found", path.name)
    if path.stat().st_size > LARGEST:
        raise BadFile("too-large", path.name)
    return path.read_bytes()


Lines = tuple[list[tuple[int, Any]], list[BadRow]]


def _read(name: str, data: bytes) -> Incoming | Lines:
    """A source's rows; for Opintopolku the lines, as its files speak of each other."""
    if data.startswith(ZIP):
        return tabular.read_xlsx(name, data)
    if data.startswith(OLE):
        raise BadFile("old-excel", name)
    text, _ = decoded(name, data)
    return _read_json(name, text) if text.lstrip().startswith(("{", "[")) else tabular.read_csv(name, data)


def _read_json(name: str, text: str) -> Incoming | Lines:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return _read_lines(name, text)
    try:
        return _recognised(name, document)
    except UNEXPECTED:
        raise BadFile("other-json", name) from None


def _recognised(name: str, document: Any) -> Incoming | Lines:
    if eperusteet.is_qualification(document):
        return eperusteet.read_qualification(document)
    if eperusteet.are_badges(document):
        return eperusteet.read_badges(document)
    documents = document if isinstance(document, list) else [document]
    if any(kouta.is_document(each) for each in documents):
        return list(enumerate(documents, start=1)), []
    raise BadFile("other-json", name)


def _read_lines(name: str, text: str) -> Lines:
    lines = list(_parsed(text))
    good = [(number, line) for number, line in lines if kouta.is_document(line)]
    if not good:
        raise BadFile("broken-json", name)
    bad = [
        BadRow(number, name, (Fault("row", "broken-json"),)) for number, line in lines if not kouta.is_document(line)
    ]
    return good, bad


def _parsed(text: str) -> Iterator[tuple[int, Any]]:
    """Each line that holds something, as JSON; None for one that is not JSON."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None
