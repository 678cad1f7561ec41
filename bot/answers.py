"""Short messages that look like answers when nothing was asked, or that point at courses just shown."""

from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, Optional, Sequence

import yaml

from bot.nlu.words import finnish_words

FILE = Path(__file__).with_suffix(".yml")
# Longer ones say more than an answer.
MOST_WORDS = 8

Key = FrozenSet[str]


def meaning_unasked(text: str, beside_cards: bool = False) -> Optional[str]:
    """The intent of a short message that as a whole is an answer, when nothing was asked.

    Beside courses that were just shown it may point at one of them. None when it says anything else.
    """
    if len(text.split()) > MOST_WORDS:
        return None
    key = _key(text)
    return (_listed("beside_cards").get(key) if beside_cards else None) or _listed("unasked").get(key)


def means_call(text: str, masked: Sequence[str]) -> bool:
    """Whether a message is a telephone number, masked before it came here, and nothing else of its own."""
    return "phone" in masked and len(text.split()) <= MOST_WORDS and _key(text) <= _beside_number()


def _key(text: str) -> Key:
    """The base forms that matter. A message of small words alone is what it is."""
    lemmas = frozenset(finnish_words().lemmas(text))
    return lemmas - _small() or lemmas


@lru_cache(1)
def _small() -> Key:
    return frozenset(_read()["small"])


@lru_cache(1)
def _beside_number() -> Key:
    return _small() | frozenset(lemma for word in _read()["beside_number"] for lemma in finnish_words().lemmas(word))


@lru_cache(None)
def _listed(asked: str) -> Dict[Key, str]:
    return {_key(phrase): intent for intent, phrases in _read()[asked].items() for phrase in phrases}


@lru_cache(1)
def _read() -> Dict[str, Dict[str, list]]:
    return yaml.safe_load(FILE.read_text("utf-8"))
