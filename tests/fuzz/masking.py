"""Texts made of what must be masked and what must be kept: nothing leaks, nothing kept is masked, nothing costs much.

The cost is the processor time of all that a message goes through before it is understood: masking, its words and their
base forms, and its language, compared with as many plain letters.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from time import thread_time

from api.conversations.model import mask
from finnish.language import guess
from finnish.words import Words
from tests.fuzz.pieces import KEPT, KINDS

TEXTS, MOST_PIECES, SEED = 20_000, 12, 20270104
PLACEHOLDERS = {kind: f"<{kind}>" for kind in KINDS}
IDENTIFIERS = [(kind, piece) for kind, pieces in KINDS.items() for piece in pieces]
# What may stand between two pieces without making one of both, as a blank or a new line may: words, and signs that end
# a thought.
BETWEEN = (
    ", ",
    "; ",
    " ja\n",
    " ja ",
    " tai sitten ",
    " | ",
    " 👍 ",
    ". Sitten ",
    " – eli ",
    "\u00a0ja\u00a0",
    " (",
    ") ",
    "! ",
)
LETTERS = "mä oon ollu töissä ja haluun oppia jotain uutta mut en tiiä mistä alottaa ".split()
MARKS = str.maketrans("", "", "\u202a\u202c")
MOST_COST = 3.0


@dataclass(frozen=True)
class Made:
    """A text, what must be left of it, and the kinds that are masked."""

    text: str
    left: str
    kinds: frozenset[str]


def texts(count: int, seed: int = SEED) -> Iterator[Made]:
    """Texts of identifiers, look-alikes and words in any order; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        text, left, kinds = "", "", set()
        for _ in range(chance.randint(1, MOST_PIECES)):
            between = chance.choice(BETWEEN)
            kind, piece = chance.choice((chance.choice(IDENTIFIERS), ("", chance.choice(KEPT + tuple(LETTERS)))))
            kinds |= {kind} - {""}
            text, left = text + piece + between, left + PLACEHOLDERS.get(kind, piece) + between
        yield Made(text, left, frozenset(kinds))


def is_right(made: Made) -> bool:
    """Whether nothing leaks and nothing that must be kept is masked."""
    masked = mask(made.text, PLACEHOLDERS)
    return masked.text.translate(MARKS) == made.left and set(masked.kinds) == made.kinds


def plain_letters(length: int) -> str:
    """As many signs of plain words."""
    words = " ".join(LETTERS) + " "
    return (words * (length // len(words) + 1))[:length]


def cost(text: str, words: Words) -> float:
    """Seconds of processor time of masking and reading a text."""
    start = thread_time()
    mask(text, PLACEHOLDERS)
    words.lemmas(text)
    guess(text, words)
    return thread_time() - start


def seconds_of(measured: list[str], words: Words) -> float:
    return sum(cost(text, words) for text in measured)


def main() -> int:
    made = list(texts(TEXTS))
    wrong = [each for each in made if not is_right(each)]
    words = Words()
    together = [each.text for each in made]
    letters = [plain_letters(len(text)) for text in together]
    seconds_of(letters[:200] + together[:200], words)  # dictionaries are taken up
    ours, plain = seconds_of(together, words), seconds_of(letters, words)
    kinds = Counter(kind for each in made for kind in each.kinds)
    print(
        f"{TEXTS} texts, {sum(map(len, together))} signs; with {', '.join(f'{n} {kind}' for kind, n in kinds.items())}"
    )
    print(f"leaks or wrongly masked: {len(wrong)}")
    print(f"processor time: {ours:.1f} s, as many plain letters {plain:.1f} s, ratio {ours / plain:.2f}")
    for each in wrong[:5]:
        print(f"  {each.text!r}\n  {mask(each.text, PLACEHOLDERS).text!r}")
    return int(bool(wrong) or ours > MOST_COST * plain)


if __name__ == "__main__":
    sys.exit(main())
