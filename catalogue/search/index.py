"""The search index: words of entries with their weights, ranked by BM25 with names before texts.

BM25: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
Field weights go into the term frequency (their BM25F, one length norm for the whole entry). The norm's
pivot is fixed, so that an entry's weights depend on nothing but the entry: an index that took changes in
one by one ranks like one that was built whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log

from catalogue.model import Entry
from catalogue.search.analysis import PART, Analyser, Reading, Shares
from catalogue.search.synonyms import Synonyms
from catalogue.search.vocabulary import Near, Vocabulary
from catalogue.search.wishes import Wish

K1, B, PIVOT = 1.2, 0.5, 80.0
WEIGHTS = (6.0, 5.0, 3.0, 1.0)  # of names, keywords, fields, and of all other texts
MEANT = 0.9  # a synonym's meaning tells a little less than the word itself
COMMON, STRONG = 0.1, 3.0  # a word that so many texts hold is looked for only where it weighs so much
TEXTS_REMEMBERED = 5_000
FEW = 200  # a small catalogue has no common words
DOER, MOST_OF_IT = ("ja", "jä"), 0.5
LONG_COMPOUND = 9  # compounds have no end: one that the catalogue has not may still be a slip

Scores = dict[int, float]
Fields = tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Text:
    """What entries of the same words share: they are analysed and scored once."""

    fields: Fields
    terms: tuple[str, ...]
    keys: set[str] = field(default_factory=set)


class Index:
    """Entries by their words. Entries come and go one by one; synonyms are looked up at the search."""

    def __init__(self, analyser: Analyser) -> None:
        self.entries: dict[str, Entry] = {}
        self.analyser = analyser
        self._texts: dict[int, Text] = {}
        self._number_of_fields: dict[Fields, int] = {}
        self._number_of_key: dict[str, int] = {}
        self._next = 0
        self._one: dict[float, float] = {}
        self._holders: dict[str, dict[int, float]] = {}
        self._strong: dict[str, dict[int, float]] = {}
        self._vocabulary = Vocabulary()
        self._terms_of = lru_cache(TEXTS_REMEMBERED)(self._read_text)
        self._synonyms = Synonyms(analyser, {})

    def use(self, synonyms: Synonyms) -> None:
        self._synonyms = synonyms
        self._vocabulary.add(synonyms.forms)

    def put(self, entry: Entry) -> None:
        """Take an entry in, in the place of the one that had its key."""
        self.remove(entry.key)
        fields = _fields(entry)
        number = self._number_of_fields.get(fields)
        if number is None:
            number = self._take_in(fields)
        self.entries[entry.key] = entry
        self._number_of_key[entry.key] = number
        self._texts[number].keys.add(entry.key)

    def remove(self, key: str) -> None:
        """Forget an entry; one that is not there is no error."""
        if self.entries.pop(key, None) is None:
            return
        number = self._number_of_key.pop(key)
        self._texts[number].keys.discard(key)
        if not self._texts[number].keys:
            self._forget(number)

    @contextmanager
    def trying(self, entry: Entry) -> Iterator[None]:
        """The index with this entry in it for a while. Afterwards it is as it was, whatever has happened.

        Words that were only tried must not be remembered: a slip in a draft would stand in the way of the right word.
        """
        there = self.entries.get(entry.key)
        vocabulary, terms_of = self._vocabulary, self._terms_of
        self._vocabulary, self._terms_of = vocabulary.copy(), self._read_text  # type: ignore[assignment]
        try:
            self.put(entry)
            yield
        finally:
            self.remove(entry.key)
            self._vocabulary, self._terms_of = vocabulary, terms_of
            if there is not None:
                self.put(there)

    def keys_of(self, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
        """The entries of texts, each with its text."""
        return ((number, key) for number in numbers for key in self._texts[number].keys)

    def with_subject(self, wish: Wish) -> Wish:
        """The wish with nothing but the words that carry weight."""
        return replace(wish, text=" ".join(self._heavy(wish.text.split())))

    def has_synonym(self, word: str) -> bool:
        """Whether people's word stands for something in the catalogue."""
        return bool((self._synonyms.of([word]) or (1, ()))[1])

    def slips_of(self, word: str, least: float) -> list[str]:
        """The words of the catalogue that a mistyped word may be, the nearest first."""
        return [known for known, share in self._near(word, self.analyser.read(word)) if share >= least]

    def _heavy(self, tokens: Sequence[str]) -> list[str]:
        return [token for token in tokens if not self._is_light(token)]

    def _is_light(self, token: str) -> bool:
        """Whether it tells no subject: it means nothing here, or only where, when or how ("kaukana", "aikaisin")."""
        if self.analyser.words.is_particle(token):
            return not self.has_synonym(token)
        return self._synonyms.is_weightless(token)

    def score(self, query: str) -> Scores:
        """How well each text answers the query; texts that share nothing with it are left out.

        Words without weight count only when there are no others.
        """
        tokens = self.analyser.tokens(query)
        return _sum(self._scores_of_words(self._heavy(tokens) or tokens))

    def _take_in(self, fields: Fields) -> int:
        weights, length = self._weigh(fields)
        norm = K1 * (1 - B + B * length / PIVOT)
        number, self._next = self._next, self._next + 1
        for term, weight in weights.items():
            score = self._one_of(round(weight * (K1 + 1) / (weight + norm), 3))
            self._holders.setdefault(term, {})[number] = score
            if weight >= STRONG:
                self._strong.setdefault(term, {})[number] = score
        self._number_of_fields[fields] = number
        self._texts[number] = Text(fields, tuple(weights))
        return number

    def _one_of(self, score: float) -> float:
        """The same number for all who have it: a million of them take room."""
        return self._one.setdefault(score, score)

    def _weigh(self, fields: Fields) -> tuple[Shares, int]:
        """The weight of each term of the fields, and how many words they have."""
        weights: defaultdict[str, float] = defaultdict(float)
        length = 0
        for texts, weight in zip(fields, WEIGHTS, strict=True):
            for shares, words in map(self._terms_of, texts):
                length += words
                for term, share in shares.items():
                    weights[term] += weight * share
        return weights, length

    def _read_text(self, text: str) -> tuple[Shares, int]:
        """The same for one text. Entries of one unit say the same things: what was read lately is remembered."""
        shares: defaultdict[str, float] = defaultdict(float)
        tokens = self.analyser.tokens(text)
        self._vocabulary.add(tokens)
        for reading in map(self.analyser.read, tokens):
            self._vocabulary.add(reading.whole)
            for term, share in reading.all().items():
                shares[term] += share
        return shares, len(tokens)

    def _forget(self, number: int) -> None:
        text = self._texts.pop(number)
        del self._number_of_fields[text.fields]
        for term in text.terms:
            for holders in (self._holders, self._strong):
                holders.get(term, {}).pop(number, None)
                if not holders.get(term, True):
                    del holders[term]

    def _scores_of_words(self, tokens: Sequence[str]) -> Iterator[Scores]:
        """What each word or known phrase gives the texts."""
        while tokens:
            length, means = self._synonyms.of(tokens) or (1, ())
            own = _sum(self._score_word(token) for token in tokens[:length])
            yield _best([own, *(self._score_meaning(meaning) for meaning in means)])
            tokens = tokens[length:]

    def _score_meaning(self, meaning: str) -> Scores:
        """Of a meaning of several words each tells its part, to what has most of it: a dentist's work is no care."""
        readings = list(map(self.analyser.read, self.analyser.tokens(meaning)))
        scored = list(map(self._score_reading, readings))
        rarities = [self._rarity_of(reading.whole) for reading in readings]
        scores = self._of_most(scored, rarities)
        return {number: MEANT * score / len(readings) for number, score in scores.items()}

    def _of_most(self, scored: Sequence[Scores], rarities: Sequence[float]) -> Scores:
        told: defaultdict[int, float] = defaultdict(float)
        for rarity, scores in zip(rarities, scored, strict=True):
            for number in scores:
                told[number] += rarity
        return {n: score for n, score in _sum(scored).items() if told[n] >= MOST_OF_IT * sum(rarities)}

    def _score_word(self, word: str) -> Scores:
        reading = self.analyser.read(word)
        scores = self._score_reading(reading)
        if self._holds(reading.whole):
            return scores
        return _best([scores, self._score_near(self._near(word, reading))])

    def _near(self, word: str, reading: Reading) -> Near:
        """What a word that the catalogue has not may stand for. A known word means what it says, but a compound may
        be Finnish by chance."""
        if not self.analyser.words.familiar(word):
            return self._vocabulary.near(word)
        return self._vocabulary.one_slip(word) if reading.parts and len(word) >= LONG_COMPOUND else []

    def _score_near(self, near: Iterable[tuple[str, float]]) -> Scores:
        return _best(self._score_known(word, share) for word, share in near)

    def _score_known(self, word: str, share: float) -> Scores:
        _, means = self._synonyms.of([word]) or (1, ())
        own = self._score_reading(self.analyser.read(word))
        scores = _best([own, *(self._score_meaning(meaning) for meaning in means)])
        return {number: share * score for number, score in scores.items()}

    def _score_reading(self, reading: Reading) -> Scores:
        telling = [part for part in reading.parts if not any(map(self._synonyms.is_weightless, part))]
        together = self._score_parts([self._with_synonyms(part) for part in telling or reading.parts])
        return _best([self._score_shares(reading.whole), {n: PART * score for n, score in together.items()}])

    def _score_parts(self, parts: Sequence[Shares]) -> Scores:
        """What the parts of a compound give together to the texts that have what tells it: most of it by rarity, or
        what it is in the end (`siivoustyö`); but of a doer what is done, as an electrician (`sähköasentaja`) fits no
        cupboards.
        """
        scored = [self._score_shares(shares) for shares in parts]
        telling = scored[:-1] if parts and any(term.endswith(DOER) for term in parts[-1]) else scored[-1:]
        rarities = list(map(self._rarity_of, parts))
        told: defaultdict[int, float] = defaultdict(float)
        for rarity, scores in zip(rarities, scored, strict=True):
            for number in scores:
                told[number] += rarity
        enough = MOST_OF_IT * sum(rarities)
        return {
            number: score
            for number, score in _sum(scored).items()
            if told[number] >= enough or any(number in each for each in telling)
        }

    def _rarity_of(self, shares: Shares) -> float:
        """How much it tells that a text has any of the terms; of what none has, most."""
        return self._rarity(max((len(self._holders.get(term, ())) for term in shares), default=0))

    def _with_synonyms(self, part: Shares) -> Shares:
        meant = {
            term: MEANT * share
            for word in part
            for meaning in (self._synonyms.of([word]) or (1, ()))[1]
            if len(tokens := self.analyser.tokens(meaning)) == 1
            for token in tokens
            for term, share in self.analyser.read(token).whole.items()
        }
        return meant | part

    def _score_shares(self, shares: Shares) -> Scores:
        """The best that any of the terms gives each text."""
        return _best(self._score_term(term, share) for term, share in shares.items() if term in self._holders)

    def _score_term(self, term: str, share: float) -> Scores:
        holders = self._holders[term]
        worth = share * self._rarity(len(holders))
        if len(holders) > max(FEW, COMMON * len(self._texts)):
            holders = self._strong.get(term, {})
        return {number: worth * weight for number, weight in holders.items()}

    def _holds(self, shares: Shares) -> bool:
        return any(term in self._holders for term, share in shares.items() if share == 1.0)

    def _rarity(self, holders: int) -> float:
        return log(1 + (len(self._texts) - holders + 0.5) / (holders + 0.5))


def _fields(entry: Entry) -> Fields:
    """The texts that an entry is found by, in the order of `WEIGHTS`."""
    return (
        tuple(filter(None, (entry.name, entry.code, entry.qualification_code))),
        tuple(entry.keywords),
        tuple(entry.fields),
        tuple(filter(None, (entry.summary, entry.qualification, *entry.competences_gained))),
    )


def _sum(many: Iterable[Scores]) -> Scores:
    total, *others = [scores for scores in many if scores] or [{}]
    for scores in others:
        total = total | {number: score + total.get(number, 0.0) for number, score in scores.items()}
    return total


def _best(many: Iterable[Scores]) -> Scores:
    best, *others = [scores for scores in many if scores] or [{}]
    for scores in others:
        best = best | {number: score for number, score in scores.items() if score > best.get(number, 0.0)}
    return best
