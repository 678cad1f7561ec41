"""Short answers to an open question: the question decides what they mean, not the sentences of the training.

"En tiedä" to "Pystynkö töihin?" is a worry; to "Täytän hakemuksen" it is an answer. Who writes what a button says
means the button.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, FrozenSet, Iterable, Optional, Sequence

import yaml

from bot.nlu.words import finnish_words

FILE = Path(__file__).with_suffix(".yml")
# How the slot of the open question begins: an item of a self-assessment, and what work is wished for.
ITEM, WISH = "item:", "wish:"
# Longer ones say more than an answer.
MOST_WORDS = 8

Key = FrozenSet[str]


def meaning_of_answer(text: str, open_question: str, beside_cards: bool = False) -> Optional[str]:
    """The intent of a message that as a whole is a short answer to this question, or to none when none is open.

    Beside courses that were just shown it may point at one of them. None when it says anything else.
    """
    if len(text.split()) > MOST_WORDS:
        return None
    if not open_question:
        key = _key(text)
        return (_listed("beside_cards").get(key) if beside_cards else None) or _listed("unasked").get(key)
    if not open_question.startswith((ITEM, WISH)):
        return None
    meant = _listed("answers").get(_key(text))
    if open_question.startswith(WISH):
        # Who does not know what work they would like is helped to find out.
        return "start_assessment" if meant == "skip_item" else None
    return meant


def means_call(text: str, masked: Sequence[str]) -> bool:
    """Whether a message is a telephone number, masked before it came here, and nothing else of its own."""
    return "phone" in masked and len(text.split()) <= MOST_WORDS and _key(text) <= _beside_number()


def payload_of_label(text: str, choices: Iterable[Dict[str, Any]]) -> Optional[Dict[str, Any]]:
    """What the one button means whose label is written, or the most of it ("alle 25" of "Olen alle 25"); else None."""
    words = text.split()
    written = _key(text) if 0 < len(words) <= MOST_WORDS else frozenset()
    if not written:
        return None
    labels = [(_key(choice["label"]), choice["payload"]) for choice in choices]
    for fits in (_is_whole, _is_most):
        meant = [payload for label, payload in labels if fits(written, label)]
        if meant:
            return meant[0] if all(payload == meant[0] for payload in meant) else None
    return None


def _is_whole(written: Key, label: Key) -> bool:
    return written == label


def _is_most(written: Key, label: Key) -> bool:
    return written < label and 2 * len(written) > len(label)


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
