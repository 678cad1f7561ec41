"""What was said to the person last, by kind."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from api.assessment.model.open_questions import ItemAsked
from api.dialogue.model.last_said import LastSaid, what_was_said
from api.platform.replies import Asked
from api.suggestions.model import WishAsked, WorkAsked


@dataclass(frozen=True)
class Line:
    author: str
    body: dict[str, Any] = field(default_factory=dict)


HERS, BOT, CARDS = Line("jobseeker"), Line("bot", {"text": "hei"}), Line("bot", {"cards": [{}]})
ITEM = ItemAsked("arki", "raha")


@pytest.mark.parametrize(
    ("asked", "answered", "before", "said"),
    [
        (None, None, [], LastSaid.START),
        (None, None, [HERS], LastSaid.START),
        (None, "greet", [BOT, HERS], LastSaid.ASKED_WISH),
        (None, "find_unit", [CARDS, HERS], LastSaid.CARDS),
        (None, "find_unit", [HERS, CARDS, HERS], LastSaid.CARDS),
        (WishAsked(), "find_unit", [CARDS, HERS], LastSaid.CARDS),
        (WishAsked(), "ask_recommendation", [BOT, HERS], LastSaid.ASKED_WISH),
        (WorkAsked(), "seek_work", [BOT, HERS], LastSaid.ASKED_WORK),
        (None, "seek_work", [BOT, HERS], LastSaid.TRADES),
        (None, "myth_too_old", [BOT, HERS], LastSaid.FACT),
        (ITEM, "myth_cost", [CARDS, HERS], LastSaid.ITEM),
        (None, "request_human", [Line("system", {"choices": [{}]}), HERS], LastSaid.WAITING),
        (None, "request_human", [Line("system", {"text": "peruttu"}), HERS], LastSaid.ASKED_WISH),
        (None, "nlu_fallback", [BOT, HERS], LastSaid.UNCLEAR),
        (None, "ask_privacy", [BOT, HERS], LastSaid.OTHER),
    ],
)
def test_it_is_told_by_the_question_the_answer_and_what_was_shown(
    asked: Asked | None, answered: str | None, before: list[Line], said: LastSaid
) -> None:
    assert what_was_said(asked, answered, before) is said
