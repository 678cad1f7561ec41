"""People who are played: what they have to tell, what they want, and what each of them would say next.

Knows no service: it is given what was answered and tells what the person says. Chance comes in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tests.support.stack import choices_in
from tests.talks.holding import Answer
from tests.talks.written import Pattern

HERE = Path(__file__).parent
TURNS = 15
# When a person begins to ask for the step that this talk is for.
ENDING = 11

Phrasings = Annotated[tuple[str, ...], Field(min_length=1)]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Way(_Written):
    """A thing that one does in a talk, in many words, and what a reply that answers it has."""

    say: Phrasings
    answered: Pattern | None = None
    of_cards: bool = False
    press: Pattern | None = None
    about: str = ""


class Told(_Written):
    """A fact of a person: what it looks like in the picture, and cards that may not be shown once it was told."""

    about: str
    say: Phrasings
    kept: Pattern
    never: Pattern | None = None


class Question(_Written):
    """What the bot may ask, and what one says who has nothing to tell of that."""

    about: str
    asked: Pattern
    say: Phrasings


class Person(_Written):
    """One who is played; `joins` is the share of messages in which two things are said."""

    name: str
    life: str
    joins: float
    openings: list[str]
    wish: Way
    facts: list[Told]
    refines: list[Way]
    moves: list[str]
    wants_step: bool = True


class Ways(_Written):
    """How people say what anyone may say."""

    moves: dict[str, Way]
    ending: dict[str, Way]
    questions: list[Question]


@dataclass(frozen=True)
class Act:
    """One thing that was done in a message: the fact that it tells, what it speaks of, the button that does it."""

    name: str
    text: str
    answered: Pattern | None = None
    press: Pattern | None = None
    told: Told | None = None
    about: str = ""


@dataclass(frozen=True)
class Exchange:
    """A turn: what the person did, perhaps by a button, and what came."""

    acts: Sequence[Act]
    answer: Answer
    said: str


def people() -> list[Person]:
    return TypeAdapter(list[Person]).validate_python(yaml.safe_load((HERE / "people.yml").read_text("utf-8")))


def ways() -> Ways:
    return Ways.model_validate(yaml.safe_load((HERE / "ways.yml").read_text("utf-8")))


def asked_in(answer: Answer, questions: Sequence[Question]) -> list[Question]:
    """What the bot asked: in a sentence that ends so, or by buttons to choose from."""
    sentences = [part for part in answer.texts.replace("!", ".").replace("?", "?.").split(".") if part.endswith("?")]
    labels = [label["label"] for message in answer.messages for label in message["body"].get("choices", [])]
    asked = "\n".join(sentences + labels)
    return [question for question in questions if question.asked.search(asked)]


def button_for(act: Act, before: Answer | None) -> dict[str, str] | None:
    """The button of the last answer that does this, when there is one."""
    choices = choices_in([message["body"] for message in before.messages]) if before and act.press else []
    return next((choice for choice in choices if act.press and act.press.search(choice["label"])), None)


@dataclass
class Talker:
    """A person in a talk: tells the wish early, the facts on the way, answers what is asked, and ends with a step.

    Where there is a button, it is pressed every second time.
    """

    person: Person
    ways: Ways
    chance: Random
    _left: list[Told | str] = field(init=False)
    _said: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        left: list[Told | str] = [*self.person.facts, *self.person.moves, "refine"]
        # Facts come earlier than the rest, and not all of them first.
        self._left = sorted(left, key=lambda each: self.chance.random() * (1 if isinstance(each, Told) else 3))

    def next(self, turn: int, before: Answer | None) -> list[Act]:
        """What is said in this turn, after that answer."""
        if before and before.state != "bot":
            return [self._end("back")]
        if turn >= ENDING:
            return [self._ending(turn, before)]
        acts = list(self._answers(before)) if before else []
        if "wish" not in self._said and (turn == 2 or self.chance.random() < 0.5):
            acts.append(self._act("wish", self.person.wish))
        while not acts or (len(acts) < 2 and self.chance.random() < self.person.joins):
            acts.append(self._any(before))
        return acts

    def words(self, turn: int, acts: Sequence[Act]) -> str:
        """The message: a greeting at first and seldom later, then one thing after the other."""
        greets = turn == 1 or (turn < ENDING and self.chance.random() < 0.1)
        opening = self.chance.choice(self.person.openings) if greets else ""
        return opening + self.chance.choice([". ", ", ", " ja "]).join(act.text for act in acts)

    def _answers(self, before: Answer) -> Iterator[Act]:
        """The answer to the first question that was asked, with the fact itself if there is one to tell."""
        for question in asked_in(before, self.ways.questions)[:1]:
            facts = [fact for fact in self.person.facts if fact.about == question.about]
            if facts:
                self._left = [each for each in self._left if each != facts[0]]
                yield self._tell(facts[0])
            elif question.about == "wish":
                yield self._act("wish", self.person.wish)
            else:
                yield Act("answer", self.chance.choice(question.say), about=question.about)

    def _any(self, before: Answer | None) -> Act:
        """Whatever is left to tell or do and can be done now; thanks when nothing is."""
        for each in self._left:
            if isinstance(each, Told):
                self._left.remove(each)
                return self._tell(each)
            way = self.chance.choice(self.person.refines) if each == "refine" else self.ways.moves[each]
            if (before and before.cards) or not (way.of_cards or each == "refine"):
                self._left.remove(each)
                return self._act(each, way)
        return self._end("thank")

    def _ending(self, turn: int, before: Answer | None) -> Act:
        """A step is asked for and agreed on, or put off by one who wants none; after that, whatever is left."""
        agreed = bool(before and before.person["agreed"])
        if turn == TURNS:
            return self._end("thank")
        if agreed and "recall_step" not in self._said:
            return self._end("recall_step")
        if agreed or "not_now" in self._said:
            return self._any(before)
        asks = (turn - ENDING) % 2 == 0
        return self._end("step" if asks else "agree" if self.person.wants_step else "not_now")

    def _end(self, name: str) -> Act:
        return self._act(name, self.ways.ending[name])

    def _tell(self, fact: Told) -> Act:
        return Act("tell", self.chance.choice(fact.say), told=fact, about=fact.about)

    def _act(self, name: str, way: Way) -> Act:
        self._said.add(name)
        press = way.press if self.chance.random() < 0.5 else None
        return Act(name, self.chance.choice(way.say), way.answered, press, about=way.about)
