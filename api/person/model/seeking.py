"""Whether somebody looks for work itself, and whether studies are spoken of at all."""

from collections.abc import Sequence

from api.person.model.vocabulary import Vocabulary
from finnish.clauses import Clause, Mood, Tense, read
from finnish.words import Words

# "Mitä töitä siitä saa" is asked of a course.
POINTING = frozenset({"se", "tuo", "tämä"})
OF = frozenset({"sisaeronto", "sisaolento", "ulkoolento"})
NOUN, SOME = "nimisana", "osanto"
OBJECT = frozenset({"osanto", "nimento", "omanto", ""})


def seeks_work(text: str, vocabulary: Vocabulary, words: Words) -> bool:
    """ "Tarviin duunia", "minä haluan työ", "mistä niitä paikkoja löytyy"; not "töihin liittyvä kurssi"."""
    return any(_seeks(clause, vocabulary) for clause in read(text, words))


def speaks_of_studies(text: str, vocabulary: Vocabulary, words: Words) -> bool:
    """Whether studies are named, wished for or not."""
    return any(word.lemma in vocabulary.studies for clause in read(text, words) for word in clause.words)


def _seeks(clause: Clause, vocabulary: Vocabulary) -> bool:
    wanted = any(word.lemma in vocabulary.jobs and word.case in OBJECT and not word.denied for word in clause.words)
    named = any(word.lemma in vocabulary.studies for word in clause.words)
    of_a_thing = any(word.lemma in POINTING and word.case in OF for word in clause.words)
    return wanted and not (named or of_a_thing) and Mood.ANOTHERS not in clause.mood and _wants(clause, vocabulary)


def _wants(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Who wishes, seeks or needs, or asks where it is found; not who tells what one has sought."""
    lemmas: Sequence[str] = [word.lemma for word in clause.words if not word.denied]
    if not any(word.is_verb for word in clause.words):  # "vaikka töitä", "jotain duunia vaan"
        things = [word for word in clause.words if word.reading and word.reading.kind == NOUN]
        return not clause.denies and all(word.lemma in vocabulary.jobs and word.case == SOME for word in things)
    asks = Mood.QUESTION in clause.mood and any(lemma in vocabulary.is_found for lemma in lemmas)
    seeks = any(lemma in vocabulary.is_sought for lemma in lemmas) and not clause.denies
    return asks or (seeks and Mood.FEAR not in clause.mood and clause.tense not in (Tense.PAST, Tense.PERFECT))
