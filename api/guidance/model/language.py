"""Whether a card is written so that everybody understands it, and claims no more than is known."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.guidance.model.cards import Card, Fault, Topic

LONGEST_SENTENCE = 20  # words
LONGEST_EASY_SENTENCE = 12
SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+")
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
ABBREVIATION = re.compile(r"\b[A-ZÅÄÖ][A-ZÅÄÖ0-9]+\b")
FIGURE = re.compile(r"\d|§|%|€")


@dataclass(frozen=True)
class Jargon:
    """Official words and abbreviations, each with the words of which one must stand beside it to explain it.

    Words are beginnings of words in small letters; abbreviations are as written. Those of no explaining word
    must not be used at all. `says_check` are the words that tell a person to check.
    """

    words: Mapping[str, Sequence[str]]
    abbreviations: Mapping[str, Sequence[str]]
    names: Sequence[str]
    benefits: Sequence[str]
    says_check: Sequence[str]


def language_faults(card: Card, jargon: Jargon) -> list[Fault]:
    """Everything in the card's texts that a reader would stumble on, or that claims too much."""
    faults: list[Fault] = []
    for name, text in texts_of(card):
        longest = LONGEST_EASY_SENTENCE if name.endswith("easy") else LONGEST_SENTENCE
        faults += _long_sentences(name, text, longest)
        # A title is the person's question about the word; the answer explains it.
        faults += _unexplained(name, text, jargon) if name != "title" else ()
        faults += _figures(name, text) if card.needs_review else ()
    return [*faults, *_claims(card, jargon)]


def texts_of(card: Card) -> Iterator[tuple[str, str]]:
    """Everything that a person may read of the card, by its field."""
    yield "title", card.title
    yield from ((f"acknowledge.{at}", text) for at, text in enumerate(card.acknowledge))
    for name in ("answer", "another_way", "easy", "next_step", "decides", "ask_before"):
        yield name, getattr(card, name)
    if card.asks_first is not None:
        yield "asks_first.question", card.asks_first.question
        for option in card.asks_first.options:
            yield f"asks_first.{option.key}.answer", option.answer
            yield f"asks_first.{option.key}.easy", option.easy


def sentences(text: str) -> list[str]:
    """The sentences of a text; a semicolon ends one."""
    return [sentence for sentence in SENTENCE_END.split(text) if sentence.strip()]


def says_to_check(text: str, jargon: Jargon) -> bool:
    """Whether the text itself tells the person to make sure."""
    return any(word in text.lower() for word in jargon.says_check)


def _long_sentences(name: str, text: str, longest: int) -> Iterator[Fault]:
    for sentence in sentences(text):
        if len(WORD.findall(sentence)) > longest:
            yield Fault(name, "long_sentence", " ".join(sentence.split()[:6]))


def _unexplained(name: str, text: str, jargon: Jargon) -> Iterator[Fault]:
    low = text.lower()
    words = WORD.findall(low)
    for word, explaining in jargon.words.items():
        if any(each.startswith(word) for each in words) and not any(sign in low for sign in explaining):
            yield Fault(name, "jargon", word)
    for short in dict.fromkeys(ABBREVIATION.findall(text)):
        if short not in jargon.names and not any(sign in low for sign in jargon.abbreviations.get(short, ())):
            yield Fault(name, "abbreviation", short)
    small = (short for short in jargon.abbreviations if short.islower() and short in words)
    yield from (
        Fault(name, "abbreviation", short)
        for short in small
        if not any(sign in low for sign in jargon.abbreviations[short])
    )


def _figures(name: str, text: str) -> Iterator[Fault]:
    """A card that must be checked states no figure and no section of law as certain. Its question may name an age."""
    if not name.endswith(("title", "question")) and FIGURE.search(text):
        yield Fault(name, "unsure_figure", FIGURE.findall(text)[0])


def _claims(card: Card, jargon: Jargon) -> Iterator[Fault]:
    said = " ".join(text for _, text in texts_of(card)).lower()
    if card.topic not in (Topic.BENEFITS, Topic.MATTER):
        yield from (Fault("topic", "speaks_of_benefits", word) for word in jargon.benefits if word in said)
    if card.needs_review and not says_to_check(f"{card.answer} {card.ask_before}", jargon):
        yield Fault("answer", "does_not_say_check")
