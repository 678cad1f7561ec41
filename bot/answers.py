"""Short answers to an open question: the question decides what they mean, not the sentences of the training.

"En tiedä" to "Pystynkö töihin?" is a worry; to "Täytän hakemuksen" it is an answer.
"""

from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, Optional

import yaml

from bot.nlu.words import finnish_words

FILE = Path(__file__).with_suffix(".yml")
# How the slot of the open question begins: an item of a self-assessment, and what work is wished for.
ITEM, WISH = "item:", "wish:"
# Longer ones say more than an answer.
MOST_WORDS = 8

Key = FrozenSet[str]


def meaning_of_answer(text: str, open_question: str) -> Optional[str]:
    """The intent of a message that as a whole is a short answer to this question; None when it says anything else."""
    if not open_question.startswith((ITEM, WISH)) or len(text.split()) > MOST_WORDS:
        return None
    meant = _listed().get(_key(text))
    if open_question.startswith(WISH):
        # Who does not know what work they would like is helped to find out.
        return "start_assessment" if meant == "skip_item" else None
    return meant


def _key(text: str) -> Key:
    """The base forms that matter. A message of small words alone is what it is."""
    lemmas = frozenset(finnish_words().lemmas(text))
    return lemmas - _small() or lemmas


@lru_cache(1)
def _small() -> Key:
    return frozenset(_read()["small"])


@lru_cache(1)
def _listed() -> Dict[Key, str]:
    return {_key(phrase): intent for intent, phrases in _read()["answers"].items() for phrase in phrases}


@lru_cache(1)
def _read() -> Dict[str, Dict[str, list]]:
    return yaml.safe_load(FILE.read_text("utf-8"))
