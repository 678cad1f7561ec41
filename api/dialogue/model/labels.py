"""Who writes what a button says means the button."""

from collections.abc import Collection, Iterable

from finnish.words import Words

# Longer ones say more than a button does.
MOST_WORDS = 8

Key = frozenset[str]


def written_label(text: str, labels: Iterable[str], words: Words, small: Collection[str]) -> set[str]:
    """The labels that are written: the whole of one, else the most of some ("alle 25" of "Olen alle 25")."""
    written = _key(text, words, small) if 0 < len(text.split()) <= MOST_WORDS else frozenset()
    keys = {label: _key(label, words, small) for label in labels}
    whole = {label for label, key in keys.items() if written and key == written}
    return whole or {label for label, key in keys.items() if written and written < key and 2 * len(written) > len(key)}


def _key(text: str, words: Words, small: Collection[str]) -> Key:
    """The base forms that matter. A message of small words alone is what it is."""
    lemmas = frozenset(words.lemmas(text))
    return lemmas - frozenset(small) or lemmas
