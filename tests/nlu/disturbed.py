"""The same messages as hurried hands and odd phones send them. Each disturbance gives the same result every time."""

from __future__ import annotations

import random
import re
from typing import Callable, Dict

EMOJI = "😀😂🙈👍🤔😢🙏💪"
TYPED_WRONG = 1 / 12  # share of letters: one slip in two words
_DOTS = str.maketrans("äöåÄÖÅ", "aoaAOA")


def without_dots(text: str) -> str:
    return text.translate(_DOTS)


def with_slips(text: str) -> str:
    """Letters swapped, dropped or doubled inside words."""
    chance = random.Random(text)
    return "".join(_slip(match.group(), chance) for match in re.finditer(r"\w+|\W+", text))


def upper_case(text: str) -> str:
    return text.upper()


def without_spaces_after_commas(text: str) -> str:
    """`no, en tiedä. ehkä` as `no,en tiedä.ehkä`."""
    return re.sub(r"([,.!?;:])\s+", r"\1", text)


def with_emoji(text: str) -> str:
    """One emoji after the first word and two at the end."""
    chance = random.Random(text)
    first, *rest = text.split(" ", 1)
    return f"{first}{chance.choice(EMOJI)} {' '.join(rest)} {''.join(chance.choices(EMOJI, k=2))}"


def _slip(piece: str, chance: random.Random) -> str:
    if not piece.isalpha() or len(piece) < 4 or chance.random() > len(piece) * TYPED_WRONG:
        return piece
    at = chance.randrange(1, len(piece) - 1)
    made = chance.choice((piece[at + 1] + piece[at], piece[at + 1], piece[at] * 2 + piece[at + 1]))
    return piece[:at] + made + piece[at + 2 :]


DISTURBANCES: Dict[str, Callable[[str], str]] = {
    "dots dropped": without_dots,
    "typing slips": with_slips,
    "upper case": upper_case,
    "no spaces after commas": without_spaces_after_commas,
    "emoji added": with_emoji,
}
