"""What a message tells that one does not want, or masters already: its words and whose clause tells it.

Whether the words name anything that can be kept out is for the catalogue to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.person.model.facts import Fact, FactKind
from api.person.model.quoting import quoted
from catalogue.search.clauses import BUT, Meant, meanings
from finnish.clauses import Clause, Mood, Tense, Word, read
from finnish.words import Words

OBJECT, WHERE = frozenset({"osanto", "omanto", "nimento"}), frozenset({"sisaolento", "ulkoolento"})
ALREADY, NOUN = "jo", "nimisana"
# The words of `data/person/mastering.yml`, by the name of their list.
Cues = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Spoken:
    """Words that may name something, the kind of fact that they tell then, and the clause as it was written."""

    kind: FactKind
    names: str
    words: str


def spoken_of(text: str, words: Words, cues: Cues, private: Sequence[str]) -> list[Spoken]:
    """What is not wanted and what is mastered, in order. A question tells neither, nor does another's word.

    The words of `private` are in no quote.
    """
    clauses = read(text, words)
    told = [clause for clause in clauses if not clause.mood & (Mood.QUESTION | Mood.ANOTHERS) or _excepts(clause)]
    found: list[Spoken] = []
    for clause in told:
        said = quoted(clause, text, private)
        if (before := _told_before(clause, clauses)) is not None and _did_not_like_it(clause, cues):
            found.append(Spoken(FactKind.EXCLUSION, " ".join(word.written for word in before.body), said))
        found += _unwanted(clause, said, cues)
        found += _mastered(clause, said, cues, found)
    return found


def _told_before(clause: Clause, clauses: Sequence[Clause]) -> Clause | None:
    """The clause before it, where that tells of the past."""
    at = clauses.index(clause)
    return clauses[at - 1] if at and clauses[at - 1].tense in (Tense.PAST, Tense.PERFECT) else None


def _did_not_like_it(clause: Clause, cues: Cues) -> bool:
    """ "Siivosin kouluja, mutta en tykännyt": nothing is named, so it is of what was told before."""
    likes = any(word.lemma in cues["likes"] and word.denied for word in clause.words)
    return likes and not any(word.reading and word.reading.kind == NOUN for word in clause.body)


def _excepts(clause: Clause) -> bool:
    """ "Mitä vaan paitsi siivousta" asks nothing."""
    return any(word.written == BUT for word in clause.words)


def wished_again(fact: Fact, text: str, words: Words, cues: Cues) -> bool:
    """Whether what was not wanted is wished for now: a word in their own mouth overrules an earlier one."""
    unwanted = _forms(str(fact.value), words) - cues["general"]
    wished = (
        word.written
        for clause in read(text, words)
        if not any(word.is_own and word.lemma == "olla" for word in clause.words)
        for word, meant in meanings([clause])
        if meant is Meant.WISHED and not clause.mood & Mood.QUESTION
    )
    return any(not unwanted.isdisjoint(_forms(word, words)) for word in wished)


def _unwanted(clause: Clause, quote: str, cues: Cues) -> Iterator[Spoken]:
    unwanted = [
        word.written for word in _things([word for word, meant in meanings([clause]) if meant is Meant.UNWANTED])
    ]
    unwanted += [word.written for word in clause.body if word.denied and _cannot_learn(clause, cues)]
    if unwanted and not _has_none(clause):
        basics = any(word.startswith(tuple(cues["basics"])) for word in unwanted)
        kind = FactKind.MASTERED if basics else FactKind.EXCLUSION
        yield Spoken(kind, " ".join(dict.fromkeys(unwanted)), quote)


def _has_none(clause: Clause) -> bool:
    """ "Minulla ei ole tietokone": what one does not have is not what one does not want."""
    return Mood.POSSESSION in clause.mood and clause.denies


def _things(unwanted: Sequence[Word]) -> Sequence[Word]:
    """Of "pestä lattiaa sairaalassa" what one does; where one does it is not what is not wanted."""
    has_object = any(word.reading and word.reading.kind == NOUN and word.case in OBJECT for word in unwanted)
    return [word for word in unwanted if not (has_object and word.case in WHERE)]


def _cannot_learn(clause: Clause, cues: Cues) -> bool:
    """ "En opi netissä": a way that does not suit one."""
    return clause.denies and any(word.lemma in cues["learns"] for word in clause.body)


def _mastered(clause: Clause, quote: str, cues: Cues, before: Sequence[Spoken]) -> Iterator[Spoken]:
    """ "Osaan tietokoneet hyvin", "opetan niitä jo muille", "sen kurssin oon jo käynyt"."""
    if clause.denies or clause.mood & Mood.WISH or not _masters(clause.body, cues):
        return
    said = [word for word in clause.body if not word.is_verb]
    points_back = any(word.lemma in cues["points_back"] for word in said)
    names = " ".join(word.written for word in said)
    yield Spoken(FactKind.MASTERED, before[-1].names if points_back and before else names, quote)


def _masters(said: Sequence[Word], cues: Cues) -> bool:
    forms = {form for word in said for form in (word.lemma, word.written)}
    own = {word.lemma for word in said if word.is_own}
    done = {word.lemma for word in said if word.is_done}
    return (
        not own.isdisjoint(cues["teaches"])
        or (not own.isdisjoint(cues["knows"]) and not forms.isdisjoint(cues["well"]))
        or (not done.isdisjoint(cues["takes"]) and ALREADY in forms)
        or not forms.isdisjoint(cues["familiar"])
    )


def _forms(text: str, words: Words) -> set[str]:
    return {form for word in words.tokens(text) for form in (*words.bases(word), *words.parts(word))}
