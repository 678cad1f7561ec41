"""The one door to what people read: the files of `data/texts/`, in a language.

`data/texts/NAME.yml` is Finnish and whole. Another language is a folder beside it: what `data/texts/sv/NAME.yml` says
is laid over the Finnish key by key, also within keys, and what it lacks is said in Finnish. A list is laid over as one.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "data" / "texts"
FINNISH = "fi"


def texts(name: str, language: str = FINNISH) -> Mapping[str, str]:
    """The sentences of a file by their key. Raises FileNotFoundError for a wrong name."""
    return _texts(FOLDER, name, _spoken(language))


def tree(name: str, language: str = FINNISH) -> Mapping[str, Any]:
    """A file that has keys within keys. Raises FileNotFoundError for a wrong name."""
    return _tree(FOLDER, name, _spoken(language))


def _spoken(language: str) -> str:
    """The language if there is a folder of it, else Finnish; so a path is made of no name from outside."""
    return language if language in _languages(FOLDER) else FINNISH


@cache
def _languages(folder: Path) -> frozenset[str]:
    return frozenset(each.name for each in folder.iterdir() if each.is_dir())


@cache
def _texts(folder: Path, name: str, language: str) -> Mapping[str, str]:
    return {str(key): str(value) for key, value in _tree(folder, name, language).items()}


@cache
def _tree(folder: Path, name: str, language: str) -> Mapping[str, Any]:
    finnish, translated = folder / f"{name}.yml", folder / language / f"{name}.yml"
    return _laid_over(_read(finnish), _read(translated) if translated.exists() else {})


def _read(path: Path) -> Mapping[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {}


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**below, **{key: _one_over(below.get(key), value) for key, value in above.items()}}


def _one_over(below: Any, above: Any) -> Any:
    both = isinstance(below, Mapping) and isinstance(above, Mapping)
    return _laid_over(below, above) if both else above
