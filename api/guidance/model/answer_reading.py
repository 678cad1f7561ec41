"""What is heard in a message: the answer to a card's own question, another benefit, a question on what was told."""

import fnmatch
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.guidance.model.card_dialogue import SKIPPED
from api.guidance.model.cards import Card, Option
from finnish.amounts import Age, read_age
from finnish.clauses import CORRECTION, Word, read
from finnish.numbers import number_of
from finnish.words import Words

# In a phrase: something is denied ("ei ilmoittaa").
NO = "ei"
# A longer message says more than an answer, and whoever asks on about what was told does it in few words.
MOST_WORDS = 9
# So far apart stand the words of what people tell of themselves.
NEAR = 3
OLDEST = 99
Phrase = frozenset[str]
Ages = range
NO_AGE = range(0)


@dataclass(frozen=True, kw_only=True)
class Benefit:
    """A benefit that a card does not tell of, and what to do about it; or the card's option that tells of it."""

    key: str
    said: Sequence[str]
    option: str = ""
    name: str = ""
    answer: str = ""
    easy: str = ""
    decides: str = ""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A question that comes right after an answer on benefits; with `asks_before` the card's own questions follow."""

    key: str
    title: str
    said: Sequence[str]
    answer: str
    easy: str
    asks_before: bool


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Words by which answers are heard, by card and option; `then` is what an option leads on to."""

    skip: Sequence[str]
    options: Mapping[str, Mapping[str, Sequence[str]]]
    told: Mapping[str, Mapping[str, Sequence[str]]]
    then: Mapping[str, Mapping[str, Sequence[str]]]
    unless: Collection[str]
    own: Sequence[str]
    around: Collection[str]
    elsewhere: Collection[str]


@dataclass(frozen=True)
class Listener:
    """Hears in messages what the files of `data/facts/` know of."""

    words: Words
    heard: Heard
    benefits: Sequence[Benefit]
    follow_ups: Sequence[FollowUp]

    def answered(self, card: Card, text: str) -> str | None:
        """The key of the option that a short message gives to the card's own question, or that it skips it."""
        said = _Said.of(text, self.words)
        if card.asks_first is None or not 0 < len(said.written) <= MOST_WORDS:
            return None
        if any(said.is_whole(phrase) for phrase in (card.asks_first.skip, *self.heard.skip)):
            return SKIPPED
        if said.has_any(self.heard.elsewhere):
            return None
        options = card.asks_first.options
        fitting = [option.key for option in options if self._fits(card, option, said)]
        fitting = fitting or [option.key for option in options if self._is_of_age(option, said)]
        return fitting[0] if len(fitting) == 1 else None

    def told(self, card: Card, text: str) -> str | None:
        """The key of the option that a message tells without having been asked."""
        said = _Said.of(text, self.words)
        if set(self.heard.unless).intersection(said.written):
            return None
        phrases = self.heard.told.get(card.key, {})
        keys = [option.key for option in card.asks_first.options] if card.asks_first else []
        return next((key for key in keys if any(said.tells(phrase) for phrase in phrases.get(key, ()))), None)

    def named(self, cards: Iterable[Card], text: str) -> Card | None:
        """The card of what a message asks of by name; of several the one that is named most exactly."""
        said = _Said.of(text, self.words)
        found = [(len(each), card) for card in cards for each in card.said if said.names([each], denied_too=True)]
        return max(found, key=lambda each: each[0], default=(0, None))[1]

    def other_benefit(self, text: str) -> Benefit | None:
        """The benefit that a message names, if the card's own is not what it asks of."""
        said = _Said.of(text, self.words)
        own = said.names(self.heard.own, denied_too=False)
        named = (each for each in self.benefits if said.names(each.said, denied_too=not own))
        return None if own else next(named, None)

    def benefit(self, key: str | None) -> Benefit | None:
        """The benefit of this key."""
        return next((each for each in self.benefits if each.key == key), None)

    def follow_up(self, text: str) -> FollowUp | None:
        """What a short message asks on about an answer on benefits, and nothing else."""
        said = _Said.of(text, self.words)
        if not 0 < len(said.written) <= MOST_WORDS:
            return None
        return next((each for each in self.follow_ups if self._asks(each, said)), None)

    def _asks(self, follow_up: FollowUp, said: "_Said") -> bool:
        known = {*self.heard.around, *(word for phrase in follow_up.said for word in phrase.split())}
        return any(said.has(_split(phrase)) for phrase in follow_up.said) and not said.beside(known)

    def _fits(self, card: Card, option: Option, said: "_Said") -> bool:
        """Whether the words of the option or of its button were said, and hardly anything else."""
        phrases = [*self.heard.options.get(card.key, {}).get(option.key, ()), *self._label_words(option)]
        found = [phrase for phrase in phrases if said.has(_split(phrase))]
        known = {*self.heard.around, *(word for phrase in phrases for word in phrase.split())}
        return bool(found) and len(said.beside(known)) <= 1

    def _label_words(self, option: Option) -> Iterator[str]:
        """Each word of a button by which it is told from the others; an age is read by its number."""
        label = _Said.of(option.label, self.words)
        if label.age is None:
            yield from (word for word in label.lemmas if word not in self.heard.around)

    def _is_of_age(self, option: Option, said: "_Said") -> bool:
        meant, told = (_ages(each.age) for each in (_Said.of(option.label, self.words), said))
        is_within = bool(meant and told) and told[0] in meant and told[-1] in meant
        return is_within and len(said.beside(self.heard.around)) <= 1


@dataclass(frozen=True)
class _Said:
    """The words of a message as written, their base forms, whether each is denied or a number, and the age told."""

    written: Sequence[str]
    lemmas: Sequence[str]
    denied: Sequence[bool]
    numbers: Sequence[bool]
    age: Age | None

    @classmethod
    def of(cls, text: str, words: Words) -> "_Said":
        clauses = read(text, words)
        said = [word for clause in clauses for word in clause.words if word.written != CORRECTION]
        age = read_age(text, words, clauses)
        return cls(
            [one.written for one in said],
            [one.lemma for one in said],
            [one.denied for one in said],
            [number_of(one.written) is not None or _is_within(age, one) for one in said],
            age,
        )

    def has(self, phrase: Phrase) -> bool:
        """Whether every word was said, and none is denied; a phrase with `ei` needs one that is."""
        forms = [frozenset(pair) for pair in zip(self.written, self.lemmas, strict=True)]
        no = frozenset().union(*(each for each, is_denied in zip(forms, self.denied, strict=True) if is_denied))
        yes = frozenset().union(*(each for each, is_denied in zip(forms, self.denied, strict=True) if not is_denied))
        wanted = phrase - {NO}
        return bool(wanted & no) and wanted <= yes | no if NO in phrase else wanted <= yes

    def has_any(self, words: Collection[str]) -> bool:
        """Whether one of the words was said."""
        return not {*self.written, *self.lemmas}.isdisjoint(words)

    def is_whole(self, phrase: str) -> bool:
        """Whether the message is these words as written, and no more."""
        return list(self.written) == phrase.lower().split()

    def tells(self, phrase: str) -> bool:
        """Whether these words stand near each other as written, and are not denied; a single one, alone."""
        wanted = phrase.split()
        if len(wanted) == 1:
            return self.is_whole(phrase)
        places = [place for place, word in enumerate(self.written) if word in wanted and not self.denied[place]]
        found = {self.written[place] for place in places}
        return found == set(wanted) and places[-1] - places[0] <= NEAR

    def names(self, patterns: Sequence[str], denied_too: bool) -> bool:
        """Whether one of the patterns is there, each of its words in some form or base form."""
        pairs = zip(self.written, self.lemmas, self.denied, strict=True)
        forms = [form for word, lemma, no in pairs if denied_too or not no for form in (word, lemma)]
        return any(all(fnmatch.filter(forms, part) for part in pattern.split()) for pattern in patterns)

    def beside(self, known: Collection[str]) -> list[str]:
        """The words that are none of these, nor numbers."""
        said = zip(self.written, self.lemmas, self.numbers, strict=True)
        return [word for word, lemma, is_number in said if not is_number and not {word, lemma} & set(known)]


def _split(phrase: str) -> Phrase:
    return frozenset(phrase.split())


def _is_within(age: Age | None, word: Word) -> bool:
    return age is not None and word.start < age.span.end and age.span.start < word.end


def _ages(age: Age | None) -> Ages:
    """All ages between the bounds, an empty range when none was told."""
    if age is None:
        return NO_AGE
    return range(age.least or 0, (OLDEST if age.most is None else age.most) + 1)
