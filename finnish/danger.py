"""How grave a message is, and what of: the meaning of its clauses, by rules and by a model that is calibrated for it.

Danger is read as such on a sure meaning, or on two signs: a rule's and the model's. Alone, a rule that is not sure does
no more than raise a message that says nothing to one that is asked about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from finnish.clauses import Clause, Mood, Word, read, sentences
from finnish.danger_model import features, speaks_of_work, weights
from finnish.distress import Distress, Signs
from finnish.fold import tokens
from finnish.language import Language, guess
from finnish.lists import rows
from finnish.words import Words

LIFE, VIOLENCE, NEED, CHILD = "life", "violence", "need", "child"
DESPAIR = "ask"  # a rule's sign of it
KINDS = (LIFE, VIOLENCE, NEED, CHILD)
MOST_SENTENCES = 12  # read by themselves; what comes after them is read as one
REMEMBERED = 512
# The model's share from which a meaning counts. Chosen on sentences that it had not seen: `make safety-report`.
SURE_SHARE, SURE_SHARE_AT_WORK, SHARE_WITH_SIGN = 0.7, 0.95, 0.4
FRIEND_SHARE, NOTHING_SHARE, NOTHING_SHARE_OF_LITTLE, NOTHING_BESIDE_DESPAIR = 0.45, 0.7, 0.4, 0.9
SURE_OF_TOPIC = 0.8  # the share from which what is only doubtful yields to what else was read
LITTLE = 2  # of so few words less is made
LESSER, LESSER_SHARE_AT_WORK = ("ask", "friend", "calm"), 0.6


_MARKS = {name: frozenset(found) for name, found in rows("danger_languages.txt").items()}
_UKRAINIAN = frozenset("іїєґ")
MARKS_NEEDED = 2


class Degree(str, Enum):
    """What a message needs, the gravest first."""

    ACT = "act"
    FRIEND = "friend"
    ASK = "ask"
    CALM = "calm"
    NONE = "none"


@dataclass(frozen=True)
class Danger:
    """What was read. `kind` tells of what danger an `ACT` is; `sure`: by a rule alone, which no calm word undoes;
    `signed`: a rule gave a sign of it too.
    """

    degree: Degree
    kind: str = ""
    sure: bool = False
    signed: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether it is despair that the model alone hears: it yields to a topic that the bot is sure of."""
        return self.degree is Degree.ASK and not self.signed


NO_DANGER = Danger(Degree.NONE)


class DangerReader:
    """Reads messages with the words of Finnish. Bounded time on anything; raises nothing. Safe for threads."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._rules = Distress(words)
        self.read = lru_cache(REMEMBERED)(self._read)

    def _read(self, text: str) -> Danger:
        """The gravest meaning among the sentences of a message and the whole of it."""
        found = [self._of_sentence(sentence) for sentence in _pieces(text)]
        return min(found, key=lambda each: list(Degree).index(each.degree), default=NO_DANGER)

    def shares(self, text: str) -> dict[str, float]:
        """What the model says of one text."""
        return weights().probabilities(features(text, self._words, self._rules.signs(text)))

    def _of_sentence(self, text: str) -> Danger:
        signs = self._rules.signs(text)
        shares = weights().probabilities(features(text, self._words, signs))
        written = tokens(text)
        is_little = len(written) <= LITTLE
        if is_little and any(map(str.isdigit, written)):
            return NO_DANGER  # an age, an amount, an answer
        return weighed(shares, signs, self._own(text, signs), speaks_of_work(written), is_little)

    def _own(self, text: str, signs: Signs) -> Signs:
        """The signs that are not said of somebody else alone ("kaveri puhuu, että hyppää sillalta")."""
        if LIFE not in signs.sure:
            return signs
        return self._rules.signs(" ".join(_own_clauses(read(text, self._words))))


def _own_clauses(clauses: Sequence[Clause]) -> Iterator[str]:
    """Clauses of the writer: once another person has come up, only those with a word in the first person."""
    another = False
    for clause in clauses:
        another = another or Mood.ANOTHERS in clause.mood
        if not another or any(word.lemma == "minä" or word.is_own or _is_mine(word) for word in clause.words):
            yield clause.text


def _is_mine(word: Word) -> bool:
    return word.reading is not None and word.reading.possessive == "1s"


def language_of(text: str, words: Words) -> "str | None":
    """The language that one who writes this is answered in when it is worst; None for Finnish or an unknown one."""
    guessed, said = guess(text, words), frozenset(tokens(text))
    if guessed.script.startswith("ARABIC"):
        return "ar"
    if guessed.script.startswith("CYRILLIC"):
        return "uk" if _UKRAINIAN.intersection(text.lower()) else "ru"
    marked = next((name for name, marks in _MARKS.items() if len(said & marks) >= MARKS_NEEDED), None)
    return marked or (guessed.language.value if guessed.language in (Language.SWEDISH, Language.ENGLISH) else None)


def weighed(
    shares: dict[str, float], signs: Signs, own: Signs, at_work: bool = False, is_little: bool = False
) -> Danger:
    """The danger by the model's shares and the rules' signs; `own` are those said of oneself.

    A sign in a sentence of work is none: there dangerous things are tools.
    """
    danger = sum(shares[kind] for kind in KINDS)
    sure = own.sure & set(KINDS)
    kind = _kind(shares, sure or (signs.sure | signs.sign) & set(KINDS))
    about_another = shares["friend"] >= max(FRIEND_SHARE, danger)
    if sure and not about_another:
        return Danger(Degree.ACT, kind, sure=True)
    if about_another or (signs.sure and not own.sure):
        return Danger(Degree.FRIEND, kind)
    sign = (signs.sure | signs.sign) & set(KINDS) and not at_work
    # A word or two without a sign are not enough to call anyone: the model has too little to go by.
    alone = SURE_SHARE_AT_WORK if at_work else SURE_SHARE
    if (danger >= alone and not is_little) or (sign and danger >= SHARE_WITH_SIGN):
        return Danger(Degree.ACT, kind)
    despairs = DESPAIR in signs.sign
    enough = NOTHING_BESIDE_DESPAIR if despairs else NOTHING_SHARE_OF_LITTLE if is_little else NOTHING_SHARE
    clearest = max(danger, *(shares[name] for name in LESSER))
    unclear_at_work = at_work and not despairs and clearest < LESSER_SHARE_AT_WORK
    if shares["none"] >= enough or unclear_at_work:
        return NO_DANGER
    return Danger(_lesser(shares, danger), signed=despairs or bool(signs.sure | signs.sign))


def _lesser(shares: dict[str, float], danger: float) -> Degree:
    others = {Degree.ASK: shares["ask"] + danger, Degree.FRIEND: shares["friend"], Degree.CALM: shares["calm"]}
    return max(others, key=lambda degree: others[degree])


def _kind(shares: dict[str, float], among: "frozenset[str] | set[str]") -> str:
    return max(among or KINDS, key=lambda kind: shares[kind])


def _pieces(text: str) -> Iterator[str]:
    found = [sentence for sentence in sentences(text) if sentence.strip()]
    if len(found) > 1:
        yield from found[: MOST_SENTENCES - 1]
        if found[MOST_SENTENCES - 1 :]:
            yield " ".join(found[MOST_SENTENCES - 1 :])
    yield text
