"""Of which matter a question is, on the questions of a writer whose words were not learned from."""

from collections import Counter
from pathlib import Path

import pytest

from finnish.clauses import Mood, read
from finnish.matter_model import IN_GENERAL, NO_MATTER, matter_of, weights
from finnish.words import Words

ROOT = Path(__file__).parents[3]
LIKELY = -0.5


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip()]


HELD_OUT = rows(ROOT / "tests" / "nlu" / "named.tsv")
LEARNED = [row for path in sorted((ROOT / "data" / "facts" / "asked").glob("*.tsv")) for row in rows(path)]


def test_no_question_that_judges_is_learned_from() -> None:
    learned = {text.casefold() for _, text in LEARNED}
    assert not [text for _, text in HELD_OUT if text.casefold() in learned]


def test_every_card_that_is_learned_has_its_questions_in_the_model() -> None:
    cards = {each for each in weights().classes if not each.startswith(IN_GENERAL)}
    assert cards == {key for key, _ in LEARNED}


@pytest.fixture(scope="module")
def found(words: Words) -> Counter[str]:
    counts: Counter[str] = Counter()
    for key, text in HELD_OUT:
        asks = any(Mood.QUESTION in clause.mood for clause in read(text, words))
        matter = matter_of(text, words, LIKELY) if asks else None
        if key == NO_MATTER:
            counts["none taken for one" if matter else "none"] += 1
        else:
            counts["right" if matter == key else "wrong" if matter else "missed"] += 1
    return counts


def test_two_of_three_questions_find_their_card_and_few_another(found: Counter[str]) -> None:
    asked = found["right"] + found["wrong"] + found["missed"]
    assert found["right"] >= 0.67 * asked
    assert found["wrong"] <= 0.08 * asked


def test_who_only_tells_of_themselves_asks_of_hardly_anything(found: Counter[str]) -> None:
    assert found["none taken for one"] <= 0.15 * (found["none"] + found["none taken for one"])


@pytest.mark.parametrize(("text", "matter"), [
    ("saako firma kattoo onko mulla tuomioita", "criminal_record_at_work"),
    ("mulla on velkaa, viekö vouti koko palkan", "debt_enforcement"),
    ("ok kiitti", None),
    ("", None),
    ("a" * 4000, None),
])  # fmt: skip
def test_a_question_without_the_name_of_the_thing_finds_its_card(words: Words, text: str, matter: str | None) -> None:
    assert matter_of(text, words, LIKELY) == matter
