"""Short answers to an open question: the question decides what they mean, not the sentences of the training.

"En tiedä" to "Pystynkö töihin?" is a worry; to "Täytän hakemuksen" it is an answer.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, FrozenSet, Optional, Sequence

import yaml

from bot.nlu.words import finnish_words

FILE = Path(__file__).with_suffix(".yml")
# The kinds of open questions that are heard here: an item of a self-assessment, and what work is wished for.
ITEM, WISH = "item", "wish"
# Longer ones say more than an answer.
MOST_WORDS = 8

Key = FrozenSet[str]


def meaning_of_answer(text: str, open_question: Optional[Dict[str, Any]], beside_cards: bool = False) -> Optional[str]:
    """The intent of a message that as a whole is a short answer to this question, or to none when none is open.

    Beside courses that were just shown it may point at one of them. None when it says anything else.
    """
    if len(text.split()) > MOST_WORDS:
        return None
    if not open_question:
        key = _key(text)
        return (_listed("beside_cards").get(key) if beside_cards else None) or _listed("unasked").get(key)
    if open_question["kind"] not in (ITEM, WISH):
        return None
    meant = _listed("answers").get(_key(text))
    if open_question["kind"] == WISH:
        # Who does not know what work they would like is helped to find out.
        return "start_assessment" if meant == "skip_item" else None
    return meant


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
