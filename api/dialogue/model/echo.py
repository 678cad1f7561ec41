"""Whether what the bot has just named is thrown back at it: "puuseppä?? siellähän just nostellaan"."""

from collections.abc import Collection

from finnish.clauses import Mood, read
from finnish.words import Words

MOST_STRANGE = 1  # a curse beside the name


def throws_back(text: str, said: str, words: Words) -> bool:
    """Whether the message opens with nothing but names out of what was said last, as a question, and goes on to tell.

    `said`: what the bot said last, its cards' names too.
    """
    clauses = read(text, words)
    if not clauses:
        return False
    first, *others = clauses
    if Mood.QUESTION not in first.mood or any(word.is_finite for word in first.words):
        return False
    named = words.content_words(first.text)
    strange = [word for word in named if not _is_said(word, said, words)]
    echoed = len(strange) < len(named) and len(strange) <= MOST_STRANGE
    return echoed and any(Mood.QUESTION not in clause.mood for clause in others)


def _is_said(word: str, said: str, words: Words) -> bool:
    forms: Collection[str] = {word, words.lemma(word), *words.parts(word)}
    heard = {form for each in words.content_words(said) for form in (each, words.lemma(each), *words.parts(each))}
    return not heard.isdisjoint(forms)
