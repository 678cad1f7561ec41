"""What of all that was told a question is about, and whom one asks for."""

from collections.abc import Sequence

from api.person.model.facts import Fact, FactKind
from api.person.model.vocabulary import Vocabulary, has
from finnish.clauses import Word, read
from finnish.words import Words


def asked_after(text: str, known: Sequence[Fact], vocabulary: Vocabulary, words: Words) -> list[Fact] | None:
    """The facts of the kind that a question names, empty when none was told; None when it asks after all.

    Of several works the one is meant that is named: "kauanko mä sanoin siivonneeni".
    """
    said = _words_of(text, words)
    kind = next((kind for kind, asked in vocabulary.asked.items() if any(has(word, asked) for word in said)), None)
    if kind is None:
        return None
    facts = [fact for fact in known if fact.kind is FactKind(kind)]
    named = [fact for fact in facts if _shares(fact, said, words)]
    return named or facts


def asks_after_step(text: str, vocabulary: Vocabulary, words: Words) -> bool:
    """Whether it asks what was agreed: "mitä me siis sovittiin"."""
    return any(has(word, vocabulary.of_step) for word in _words_of(text, words))


def whom_for(text: str, vocabulary: Vocabulary, words: Words) -> str | None:
    """What to call the one who is asked for: "kaverisi"; None when nobody is named."""
    return next((vocabulary.kin[word.lemma] for word in _words_of(text, words) if word.lemma in vocabulary.kin), None)


def _shares(fact: Fact, said: Sequence[Word], words: Words) -> bool:
    lemmas = {word.lemma for word in said}
    return not lemmas.isdisjoint(word.lemma for word in _words_of(fact.words, words) if word.lemma != "vuosi")


def _words_of(text: str, words: Words) -> list[Word]:
    return [word for clause in read(text, words) for word in clause.words]
