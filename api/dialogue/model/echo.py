"""Whether what the bot has just named is thrown back at it: "puuseppä?? siellähän just nostellaan"."""

from collections.abc import Collection

from finnish.clauses import Clause, Mood, read
from finnish.words import Words

MOST_STRANGE = 1  # a curse beside the name
FIRST = 3  # clauses among which the name is thrown back: "mitä ihmettä, lumityö?? minä olen hoitaja"


def throws_back(text: str, said: str, words: Words) -> bool:
    """Whether names of what was said last are thrown out as a question near the beginning, and something is told then.

    `said`: what the bot said last, its cards' names too.
    """
    clauses = read(text, words)
    at = next((place for place, clause in enumerate(clauses[:FIRST]) if _echoes(clause, said, words)), None)
    return at is not None and any(Mood.QUESTION not in clause.mood for clause in clauses[at + 1 :])


def _echoes(clause: Clause, said: str, words: Words) -> bool:
    """Whether it asks no more than names of what was said."""
    if Mood.QUESTION not in clause.mood or any(word.is_finite for word in clause.words):
        return False
    named = words.content_words(clause.text)
    strange = [word for word in named if not _is_said(word, said, words)]
    return len(strange) < len(named) and len(strange) <= MOST_STRANGE


def _is_said(word: str, said: str, words: Words) -> bool:
    forms: Collection[str] = {word, words.lemma(word), *words.parts(word)}
    heard = {form for each in words.content_words(said) for form in (each, words.lemma(each), *words.parts(each))}
    return not heard.isdisjoint(forms)
