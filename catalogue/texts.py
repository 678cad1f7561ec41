"""What the catalogue says to editors: faults, warnings, plans of imports."""

import re
from typing import Any

from catalogue.model import Asks, BadFile, Fault, PlainLanguage, PlannedRow, Warned, demanded
from catalogue.model.warnings import Bases
from finnish.texts import FINNISH, texts


def say(key: str, language: str = FINNISH, /, **values: object) -> str:
    """A text of `data/texts/catalogue.yml`, or of `kinds.yml` by `kind-…`, with its places filled.

    Raises KeyError for a wrong key.
    """
    return texts("kinds" if key.startswith("kind-") else "catalogue", language)[key].format(**values)


def say_ask(name: str, held: Any, language: str = FINNISH) -> str:
    """What is known of one thing that an entry asks: `paljon nostamista`."""
    said = texts("asks", language)
    return said.get(f"{name}_{str(held).lower() if isinstance(held, bool) else held}", said.get(name, "")).format(
        value=held
    )


def say_demanded(asks: Asks | None, language: str = FINNISH) -> list[str]:
    """What an entry is known to ask, in the words of a card."""
    return [say_ask(name, held, language) for name, held in demanded(asks).items()]


def say_fault(fault: Fault, language: str = FINNISH) -> str:
    """What is wrong, with the field's own name before it."""
    return f"{_column(fault.field, language)}: {say(f'fault-{fault.code}', language, value=fault.value)}"


def say_warning(warned: Warned, language: str = FINNISH) -> str:
    """What an editor is warned of, with the field's own name before it."""
    said = say(f"warning-{warned.code}", language, detail=_readable(warned.detail))
    return f"{_column(warned.field, language)}: {said}"


def say_bad_file(error: BadFile, language: str = FINNISH) -> str:
    """Why a file cannot be read, in one sentence."""
    return say(f"file-{error.code}", language, name=error.name, **error.values)


def say_why(row: PlannedRow, language: str = FINNISH) -> str:
    """Why a row of an import comes out as it does: what changes, what is kept by hand, what is wrong."""
    changed = ", ".join(_column(change.field, language) for change in row.changes)
    kept = [say("plan-kept-field", language, column=_column(change.field, language)) for change in row.kept]
    faults = [say_fault(fault, language) for fault in row.faults]
    return "; ".join([*([changed] if changed else []), *kept, *faults])


def plain_language(bases: Bases, language: str = FINNISH) -> PlainLanguage:
    """The rules of plain language: words of officials, and what to say instead."""
    return PlainLanguage(texts("plain-words", language), bases)


def _readable(detail: str) -> str:
    """A date as people write it; anything else as it is."""
    return re.sub(r"^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$", r"\3.\2.\1", detail)


def _column(field: str, language: str) -> str:
    return texts("catalogue", language).get(f"column-{field}", field)
