"""Competences in what a person tells: found by base forms, with the person's own words as the evidence."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from api.assessment.model.instruments import Competence
from finnish.clauses import Clause, read, sentences
from finnish.words import Words

LONGEST_EVIDENCE = 240
# What one message may tell of: each is asked about, and more than these would be a form to fill.
MOST_AT_ONCE = 8

# Base form → the competences that it tells of.
Vocabulary = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Heard:
    """A competence, and the words that told of it."""

    competence: str
    words: str


def vocabulary_of(competences: Collection[Competence]) -> Vocabulary:
    """The words of all competences, each with what it tells of."""
    found: dict[str, tuple[str, ...]] = {}
    for competence in competences:
        for word in competence.words:
            found[word] = (*found.get(word, ()), competence.key)
    return found


def heard_in(text: str, vocabulary: Vocabulary, words: Words) -> list[Heard]:
    """What the text tells the person to have done, each competence once, in the order of telling.

    What is denied, asked, feared or only wished for is not told, nor what somebody else has done.
    """
    found: dict[str, Heard] = {}
    for sentence in (part for line in text.splitlines() for part in sentences(line)):
        for clause in read(sentence, words):
            for competence in _told_in(clause, vocabulary, words):
                found.setdefault(competence, Heard(competence, _quoted(sentence, clause)))
    return list(found.values())[:MOST_AT_ONCE]


def _told_in(clause: Clause, vocabulary: Vocabulary, words: Words) -> Iterator[str]:
    if not clause.is_own_fact:
        return
    for word in clause.words:
        if not word.denied:
            yield from _told_by(word.written, word.lemma, vocabulary, words)


def _told_by(word: str, lemma: str, vocabulary: Vocabulary, words: Words) -> Iterator[str]:
    """What the word tells as it stands; only when it tells nothing, what its parts do."""
    whole = [base for base in dict.fromkeys((lemma, *words.bases(word))) if base in vocabulary]
    for base in whole[:1] or words.parts(word):
        yield from vocabulary.get(base, ())


def _quoted(sentence: str, clause: Clause) -> str:
    """The sentence as it was written; of a long one the clause."""
    said = sentence.strip() if len(sentence) <= LONGEST_EVIDENCE else clause.text
    return said[:LONGEST_EVIDENCE]
