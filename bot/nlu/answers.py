"""What an answer in one's own words means, read by who knows what was asked.

The classifier's own features part the meanings that this question leaves open: the levels of an item, yes and no, the
options of a choice by the phrases that are given with them, and beside each what may always be said instead.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np
import yaml
from scipy.sparse import csr_matrix, vstack
from sklearn.svm import LinearSVC

from bot.nlu.calibration import probabilities
from bot.nlu.model import IntentModel
from finnish.negation import DENIES
from finnish.numbers import number_of
from finnish.words import Words

DATA = Path(__file__).parents[2] / "data"
PHRASES = DATA / "answers.yml"
LISTS = Path(__file__).parents[1] / "answers.yml"

LEVELS = {
    "level_not_yet": "level_0",
    "level_with_help": "level_1",
    "level_alone": "level_2",
    "level_can_teach": "level_3",
}
# What sentences of the intents answer, by what was asked.
AS_ANSWERS = {
    **LEVELS,
    "skip_item": "unknown",
    "explain_item": "explain",
    "ask_repeat": "explain",
    "undo_answer": "undo",
    "pause_assessment": "pause",
    "stop_assessment": "stop",
    "affirm": "yes",
    "deny": "no",
}
OTHER = "other"
TEXT = "text"
# May be said instead of an answer, whatever was asked.
ALWAYS = ("unknown", "explain", "undo", "pause", "stop", OTHER)
# To "Osaatko …?" a yes says that one does it on one's own, a no that one does not do it yet.
YES_IS, NO_IS = "level_2", "level_0"
# So many sentences of an intent, spread over all that were written, stand for what is no answer, for an answer, and for
# what answers a question for words.
OTHERS_EACH, ANSWERS_EACH, TEXTS_EACH = 10, 150, 60
# What is said of oneself or wished for may be the answer to some question, so it never stands for what is none.
NO_OTHER = (
    "tell_",
    "find_",
    "level_",
    "refine_",
    "correct",
    "exclude",
    "seek_work",
    "myth_employed",
    "myth_cannot_learn",
    "work_ability",
)
TELLS = ("tell_", "find_", "exclude", "seek_work", "refine_")
FREE, CHOICE = "words", "choice"
# Below it what is read is not believed: it is something else than an answer.
SURE = 0.35
TEMPERATURE = 0.25
# Who was asked mostly answers: what is no answer must be so much surer.
OTHER_LESS = 0.25
QUESTIONS_KEPT = 200
LONGEST_ANSWER = 40  # words: whoever writes more tells more than an answer
YOUNGEST, OLDEST = 14, 99
TENS_WORD = "kymppinen"


@dataclass(frozen=True)
class Option:
    """One of the labels that are given; `said` are phrases by which people say it, the label among them."""

    key: str
    said: Tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What was asked: `level`, `yes_no`, `choice` of options, `age`, or `words` (work, a wish, a free telling).

    `about` is the key of the question or card, by which phrases of `data/answers.yml` belong to it.
    """

    kind: str
    options: Tuple[Option, ...] = ()
    about: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Asked:
        """From the open question as the channel passes it: {kind, about, options: [{key, label, said}]}."""
        options = (Option(one["key"], (one["label"], *one.get("said", ()))) for one in data.get("options", ()))
        return cls(data["kind"], tuple(options), data.get("about", ""))


@dataclass(frozen=True)
class Answer:
    """What was answered. `value` is the level 0–3, the key of an option or the age in years.

    Kinds: level, yes, no, option, age, text (words that answer), unknown, explain, undo, pause, stop, other (none).
    """

    kind: str
    value: Union[int, str, None] = None
    confidence: float = 1.0


Phrases = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Taught:
    """What training leaves behind: rows of features by meaning, and the phrases of known options by question."""

    rows: Dict[str, csr_matrix]
    options: Dict[str, Dict[str, List[str]]]


class AnswerReader:
    """Reads answers with the features of the intent classifier. A question's lines are made once and remembered."""

    def __init__(self, model: IntentModel, taught: Taught) -> None:
        self.model = model
        self.taught = taught
        self._lines = lru_cache(QUESTIONS_KEPT)(self._lines_of)

    @classmethod
    def fit(cls, model: IntentModel, sentences: Mapping[str, Sequence[str]]) -> AnswerReader:
        """`sentences` are the training sentences of the intents."""
        phrases = meanings(sentences)
        return cls(model, Taught({name: model.rows(texts) for name, texts in phrases.items()}, _known_options()))

    def read(self, text: str, asked: Asked) -> Answer:
        """What the text answers to what was asked."""
        written = self.model.words.tokens(text)
        if not written or len(written) > LONGEST_ANSWER:
            return Answer(TEXT if written and asked.kind == FREE else OTHER)
        age = None if DENIES.intersection(written) else age_in(written)
        if asked.kind == "age" and age is not None:
            return Answer("age", age)
        option = self._of_age(asked, age) or _as_written(asked, text, self.model.words)
        return Answer("option", option) if option else self._classified(text, asked)

    def _classified(self, text: str, asked: Asked) -> Answer:
        names, classifier = self._lines(asked)
        said = self._without_denied(text) if asked.kind == CHOICE else text
        shares = probabilities(classifier.decision_function(self.model.rows([said])), TEMPERATURE)[0]
        shares = shares * np.where(np.array(names) == OTHER, OTHER_LESS, 1.0)
        shares = shares / shares.sum()
        best = int(shares.argmax())
        return (
            _answer(names[best], float(shares[best])) if shares[best] >= SURE else Answer(OTHER, None, 1 - shares[best])
        )

    def _without_denied(self, text: str) -> str:
        """What is left of "en oo työtön, oon töissä" without what is not so; all of it where everything is denied."""
        clauses = self.model.clauses(text)
        left = [clause.text for clause in clauses if not clause.denies]
        return " ".join(left) if left and len(left) < len(clauses) else text

    def _lines_of(self, asked: Asked) -> Tuple[List[str], LinearSVC]:
        """The meanings that the question leaves open and the lines between them."""
        rows = dict(self._rows(asked))
        names = sorted(rows)
        labels = np.repeat(np.arange(len(names)), [rows[name].shape[0] for name in names])
        classifier = LinearSVC(class_weight="balanced", random_state=0).fit(
            vstack([rows[name] for name in names]), labels
        )
        return names, classifier

    def _rows(self, asked: Asked) -> Iterator[Tuple[str, csr_matrix]]:
        taught = self.taught.rows
        yield from ((name, taught[name]) for name in ALWAYS)
        if asked.kind == "level":
            also = {YES_IS: [taught["yes"]], NO_IS: [taught["no"]]}
            yield from ((name, vstack([taught[name], *also.get(name, ())])) for name in LEVELS.values())
        elif asked.kind == "yes_no":
            yield from ((name, taught[name]) for name in ("yes", "no"))
        elif asked.kind == FREE:
            yield TEXT, taught[TEXT]
        known = self.taught.options.get(asked.about, {})
        for option in asked.options:
            said = dict.fromkeys([*option.said, *(known.get(option.key) or self._anywhere(option.key))])
            yield f"option:{option.key}", self.model.rows(list(said))

    def _anywhere(self, key: str) -> List[str]:
        """Phrases of an option that means the same in several questions."""
        found = self.taught.options.get("", {})
        return found.get(key, [])

    def _of_age(self, asked: Asked, age: Optional[int]) -> Optional[str]:
        """The option whose label names ages that an age falls in: "alle 25", "25 tai vanhempi"."""
        if age is None:
            return None
        spans = ((option.key, ages_in(self.model.words.tokens(option.said[0]))) for option in asked.options)
        return next((key for key, span in spans if age in span), None)


def meanings(sentences: Mapping[str, Sequence[str]]) -> Dict[str, List[str]]:
    """All phrases by what they answer: those of `data/answers.yml`, of the lists, and sentences of the intents."""
    found: Dict[str, List[str]] = defaultdict(list)
    lists = yaml.safe_load(LISTS.read_text("utf-8"))["answers"]
    for intent, name in AS_ANSWERS.items():
        found[name] += [*lists.get(intent, ()), *_spread(sentences.get(intent, ()), ANSWERS_EACH)]
    for name, phrases in yaml.safe_load(PHRASES.read_text("utf-8"))["meanings"].items():
        found[name] += phrases
    found["unknown"] += _listed("facts/heard.yml", "skip") + _undecided()
    for intent, texts in sentences.items():
        if intent not in AS_ANSWERS and not intent.startswith(NO_OTHER):
            found[OTHER] += _spread(texts, OTHERS_EACH)
        if intent.startswith(TELLS):
            found[TEXT] += _spread(texts, TEXTS_EACH)
    return {name: list(dict.fromkeys(texts)) for name, texts in found.items()}


def _spread(texts: Sequence[str], most: int) -> List[str]:
    return list(texts[:: -(-len(texts) // most)]) if texts else []


def _known_options() -> Dict[str, Dict[str, List[str]]]:
    """Phrases by question and option; those of an option of no one question stand under ""."""
    known = yaml.safe_load(PHRASES.read_text("utf-8"))["options"]
    found: Dict[str, Dict[str, List[str]]] = {"": {}}
    for about, phrases in known.items():
        if isinstance(phrases, dict):
            found[about] = phrases
        else:
            found[""][about] = phrases
    return found


def _listed(file: str, name: str) -> List[str]:
    # A bare "en" or "ei" says no more than no.
    return [phrase for phrase in yaml.safe_load((DATA / file).read_text("utf-8"))[name] if phrase not in ("ei", "en")]


def _undecided() -> List[str]:
    return _listed("instruments/choosing.yml", "undecided")


def _answer(name: str, share: float) -> Answer:
    kind, _, value = name.partition("_" if name.startswith("level") else ":")
    return Answer(kind, int(value) if kind == "level" else value or None, share)


def _as_written(asked: Asked, text: str, words: Words) -> Optional[str]:
    """The option whose phrase is the whole of what was said, if it is one."""
    said = words.tokens(text)
    keys = {option.key for option in asked.options if any(words.tokens(phrase) == said for phrase in option.said)}
    return keys.pop() if len(keys) == 1 else None


def age_in(written: Sequence[str]) -> Optional[int]:
    """The one age in years that the written words may tell, of a decade the middle; None for none, or two."""
    found = {age for place in range(len(written)) if (age := _age_at(written, place)) is not None}
    return found.pop() if len(found) == 1 else None


def _age_at(written: Sequence[str], place: int) -> Optional[int]:
    word = written[place]
    if word.endswith(TENS_WORD):
        tens = number_of(word[: -len(TENS_WORD)]) or number_of(word[: -len("nen")].replace("kymppi", "kymmentä"))
        return int(tens * 10 if tens and tens < 10 else tens or 0) + 5 or None
    number = number_of(word.partition("-")[0])
    if number is None or number != int(number) or (place and _is_ones(written[place - 1], number)):
        return None
    ones = number_of(written[place + 1]) if place + 1 < len(written) else None
    age = int(number + ones) if ones and _is_ones(word, ones) else int(number)
    return age if YOUNGEST <= age <= OLDEST else None


def _is_ones(tens: str, ones: float) -> bool:
    """Whether a number is the ones of the tens before it: "viisikymmentä kolme"."""
    before = number_of(tens)
    return bool(before and before % 10 == 0 and before >= 20 and ones < 10)


def ages_in(label: Sequence[str]) -> range:
    """The ages that a label names; an empty range when it names none."""
    age = age_in(label)
    if age is None:
        return range(0)
    if {"alle", "nuorempi"}.intersection(label):
        return range(age)
    return range(age, OLDEST + 1) if {"yli", "vanhempi", "vähintään"}.intersection(label) else range(age, age + 1)
