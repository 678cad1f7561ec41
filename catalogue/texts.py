"""The catalogue's Finnish texts, read from `data/texts/`."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from catalogue.model import BadFile, Fault, PlainLanguage, PlannedRow, Warned
from catalogue.model.warnings import Bases

FOLDER = Path(__file__).resolve().parent.parent / "data" / "texts"


@cache
def _texts(name: str) -> Mapping[str, str]:
    loaded = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in loaded.items()}


def say(key: str, **values: object) -> str:
    """A text of `data/texts/catalogue.yml`, or of `kinds.yml` by `kind-…`, with its places filled.

    Raises KeyError for a wrong key.
    """
    return _texts("kinds" if key.startswith("kind-") else "catalogue")[key].format(**values)


def say_fault(fault: Fault) -> str:
    """What is wrong, with the field's own name before it."""
    return f"{_column(fault.field)}: {say(f'fault-{fault.code}', value=fault.value)}"


def say_warning(warned: Warned) -> str:
    """What an editor is warned of, with the field's own name before it."""
    return f"{_column(warned.field)}: {say(f'warning-{warned.code}', detail=_readable(warned.detail))}"


def say_bad_file(error: BadFile) -> str:
    """Why a file cannot be read, in one sentence."""
    return say(f"file-{error.code}", name=error.name, **error.values)


def say_why(row: PlannedRow) -> str:
    """Why a row of an import comes out as it does: what changes, what is kept by hand, what is wrong."""
    changed = [_column(change.field) for change in row.changes]
    kept = [say("plan-kept-field", column=_column(change.field)) for change in row.kept]
    return "; ".join([*([", ".join(changed)] if changed else []), *kept, *map(say_fault, row.faults)])


def plain_language(bases: Bases) -> PlainLanguage:
    """The rules of plain language: words of officials, and what to say instead."""
    return PlainLanguage(_texts("plain-words"), bases)


def _readable(detail: str) -> str:
    """A date as people write it; anything else as it is."""
    return re.sub(r"^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$", r"\3.\2.\1", detail)


def _column(field: str) -> str:
    return _texts("catalogue").get(f"column-{field}", field)
