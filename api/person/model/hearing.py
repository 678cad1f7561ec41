"""What a message tells of who wrote it: only what is told as a fact of oneself, in the clause that tells it.

No question, no wish, no other person's lot is a fact. Rather nothing than something that was not said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from api.person.model.facts import Fact, FactKind, Told
from api.person.model.vocabulary import Vocabulary, has
from finnish.amounts import Age, read_age, read_amounts
from finnish.clauses import Clause, Mood, Person, Tense, Word, read
from finnish.situations import situation_told
from finnish.words import Words
from occupations.files import Occupations
from occupations.finder import Finder, Found
from occupations.stints import Stint

NO_FACT = Mood.QUESTION | Mood.ANOTHERS | Mood.SUPPOSED
CORRECTS = frozenset({"siis", "eiku", "tarkoitin", "tarkotin", "väärin", "piti", "korjaan", "oikeasti", "oikeesti"})
LIVES = frozenset({"asua", "asustella"})
KNOWS = frozenset({"osata", "puhua"})
FROM = frozenset({"sisaeronto", "ulkoeronto"})
HAS = frozenset({"olla", "löytyä", "suorittaa", "saada", "käydä", "omistaa"})


@dataclass(frozen=True)
class Listener:
    """Who hears, and by which words."""

    words: Words
    finder: Finder
    trades: Occupations
    vocabulary: Vocabulary

    def hear(self, text: str, today: date) -> list[Told]:
        """What the message tells, in its order. Bounded work on anything; raises nothing."""
        clauses = read(text, self.words)
        own = [clause for clause in clauses if not clause.mood & NO_FACT]
        ages = [amount for amount in read_amounts(text, today, self.words, clauses) if isinstance(amount, Age)]
        told = [*_age(text, own, ages), *self._work(text, own, ages)]
        for clause in own:
            told += [
                *self._place(text, clause),
                *self._situation(text, clause),
                *self._cards(text, clause),
                *self._languages(text, clause),
            ]
            told += self._limits(text, clause)
        return list({(each.kind, str(each.value)): each for each in told}.values())

    def _work(self, text: str, own: Sequence[Clause], ages: Sequence[Age]) -> Iterator[Told]:
        for found in self.finder.find(text):
            clause = _around(own, found.start)
            if found.held and clause is not None and not clause.mood & Mood.WISH:
                stint = None if found.stint is None or _is_age(found.stint, ages) else found.stint
                yield Told(FactKind.WORK, self._as_work(found, stint), _carrying(clause, text, stint))

    def _as_work(self, found: Found, stint: Stint | None) -> dict[str, object]:
        trade = self.trades.occupations[found.occupation]
        return {
            "occupation": trade.name,
            "code": trade.isco,
            "years": _whole(stint.length) if stint else None,
            "from": stint.since if stint else None,
            "to": stint.until if stint else None,
            "paid": None,
            "tasks": [],
        }

    def _place(self, text: str, clause: Clause) -> Iterator[Told]:
        if clause.denies or clause.tense is Tense.PAST:
            return
        lives = any(map(_is_where_one_lives, clause.words))
        comes = _is_of_somewhere(clause)
        for word in clause.words:
            place = self._place_of(word.written, word.lemma)
            if place and (lives or (comes and word.case in FROM)):
                yield Told(FactKind.PLACE, place, _words(clause, text))
                return

    def _place_of(self, written: str, lemma: str) -> str | None:
        for form in (lemma, *self.words.bases(written)):
            if form in self.vocabulary.places:
                return self.vocabulary.places[form]
        return None

    def _situation(self, text: str, clause: Clause) -> Iterator[Told]:
        situation = situation_told(clause.text, self.words)
        if situation:
            yield Told(FactKind.SITUATION, situation, _words(clause, text))

    def _cards(self, text: str, clause: Clause) -> Iterator[Told]:
        has_it = Mood.POSSESSION in clause.mood or any(word.lemma in HAS for word in clause.words)
        if not has_it or clause.denies or clause.mood & Mood.WISH:
            return
        for card in self.vocabulary.cards:
            if any(has(word, card.said) and not word.denied for word in clause.words):
                yield Told(FactKind.CARD, card.name, _words(clause, text))

    def _languages(self, text: str, clause: Clause) -> Iterator[Told]:
        if clause.denies or not any(word.lemma in KNOWS and word.is_own for word in clause.words):
            return
        for word in clause.words:
            if word.lemma in self.vocabulary.languages and not word.denied:
                yield Told(FactKind.LANGUAGE, word.lemma, _words(clause, text))

    def _limits(self, text: str, clause: Clause) -> Iterator[Told]:
        vocabulary, words = self.vocabulary, clause.words
        trouble = any(word.lemma in vocabulary.trouble for word in words)
        cannot = clause.denies and any(word.lemma in vocabulary.ability for word in words)
        forbidden = any(word.lemma in vocabulary.forbids for word in words)
        for limit in vocabulary.limits:
            ill = any(has(word, limit.illness) and not word.denied for word in words)
            sore = trouble and any(has(word, limit.body) for word in words)
            barred = any(has(word, limit.act) and (forbidden or cannot or word.denied) for word in words)
            if ill or sore or barred:
                yield Told(FactKind.LIMIT, limit.label, _words(clause, text))


def _age(text: str, own: Sequence[Clause], ages: Sequence[Age]) -> Iterator[Told]:
    for age in ages:
        clause = _around(own, age.span.start)
        if clause is not None and age.least is not None and age.least == age.most:
            yield Told(FactKind.AGE, int(age.least), _words(clause, text))


def _is_age(stint: Stint, ages: Sequence[Age]) -> bool:
    """Whether the years are those of an age: "oon 52v ja töissä varastolla"."""
    return any(age.span.start < stint.end and stint.start < age.span.end for age in ages)


def _is_of_somewhere(clause: Clause) -> bool:
    """ "Oon nokialta", but not "oon hakenut nokialta"."""
    done = any(word.reading is not None and word.reading.participle for word in clause.words)
    return not done and any(word.lemma == "olla" and word.is_own for word in clause.words)


def _is_where_one_lives(word: Word) -> bool:
    """ "Asun", "asumme", and the "asutaan" of speech."""
    is_ours = word.reading is not None and word.reading.person == Person.PASSIVE.value
    return word.lemma in LIVES and (word.is_own or (is_ours and word.is_finite))


def names(fact: Fact, label: str, text: str, words: Words) -> bool:
    """Whether the words of a text name this fact: one that matters stands in its label or in what was said."""
    wanted = {form for word in words.content_words(text) for form in _forms(word, words)}
    told = f"{label} {fact.words}"
    return not wanted.isdisjoint(form for word in words.tokens(told) for form in _forms(word, words))


def corrected_age(text: str, newest: Fact | None, words: Words) -> Told | None:
    """The bare number that puts right the age that was told last: "siis 42, näppäilin väärin"."""
    if newest is None or newest.kind is not FactKind.AGE or CORRECTS.isdisjoint(words.tokens(text)):
        return None
    age = read_age(text, words)
    if age is None or age.least is None or age.least != age.most:
        return None
    return Told(FactKind.AGE, int(age.least), text)


def _forms(word: str, words: Words) -> set[str]:
    return {words.lemma(word), *words.parts(word)}


def _around(clauses: Sequence[Clause], place: int) -> Clause | None:
    return next((clause for clause in clauses if clause.start <= place < clause.end), None)


def _words(clause: Clause, text: str) -> str:
    """The clause as it was written, without the word that joins it to another."""
    said = clause.body or clause.words
    return text[said[0].start : said[-1].end] if said else clause.text


def _carrying(clause: Clause, text: str, stint: Stint | None) -> str:
    """The clause, and the years that stand beside it where they are told in the next one."""
    said = clause.body or clause.words
    end = max(said[-1].end, stint.end if stint else 0)
    return text[said[0].start : end]


def _whole(years: float | None) -> int | float | None:
    return int(years) if years is not None and years == int(years) else years
