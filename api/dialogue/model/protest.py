"""Whether somebody says that they were not heard: then the same is not said again."""

from finnish.clauses import Person, Tense, read
from finnish.words import Words

SPEAKING = frozenset({"kysyä", "sanoa", "puhua", "kertoa", "tarkoittaa"})
HEARING = frozenset({"kuunnella", "ymmärtää", "tajuta", "kuulla"})


WORK = frozenset({"työ", "duuni", "homma", "työpaikka", "keikka"})


def asks_for_work(text: str, words: Words) -> bool:
    """ "Mä kysyin töistä, en kursseista": what was asked for was work itself."""
    clauses = read(text, words)
    spoke = any(word.lemma in SPEAKING for clause in clauses for word in clause.words)
    return spoke and any(word.lemma in WORK and not word.denied for clause in clauses for word in clause.words)


def protests(text: str, words: Words) -> bool:
    """ "Mä kysyin töitä", "en mä siitä puhunut", "te ette kuuntele", "miks sä siitä puhut"."""
    for clause in read(text, words):
        for word in clause.words:
            told_before = word.lemma in SPEAKING and (clause.denies or clause.tense is Tense.PAST or word.is_own)
            of_us = word.lemma in SPEAKING | HEARING and clause.person is Person.SECOND
            if told_before or of_us or (word.lemma in HEARING and clause.denies):
                return True
    return False
