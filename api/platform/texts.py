"""The service's own Finnish sentences, read from `data/texts/`."""

from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "texts"


@cache
def texts(name: str) -> dict[str, str]:
    """All sentences of one file of `data/texts/`, by their key."""
    loaded = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in loaded.items()}


def say(key: str, **values: object) -> str:
    """A sentence of `data/texts/chat.yml` with its places filled. Raises KeyError for a wrong key."""
    return texts("chat")[key].format(**values)
