"""Two worries in one message."""

from typing import List, Tuple

from bot.nlu.clauses import also_meant, clauses
from finnish.words import Words

WORDS = Words()


def rank(text: str) -> List[Tuple[str, float]]:
    for word, name in (("maksaa", "myth_cost"), ("töissä", "myth_work_and_study"), ("moi", "greet")):
        if word in text:
            return [(name, 0.9)]
    return [("myth_family", 0.2)]


def test_the_second_worry_is_found_in_its_own_clause() -> None:
    text = "Opiskelu maksaa liikaa enkä mä voi ku käyn töissä."
    assert also_meant(text, "myth_cost", rank, WORDS) == ["myth_work_and_study"]
    assert also_meant(text, "myth_work_and_study", rank, WORDS) == ["myth_cost"]


def test_one_worry_is_one_also_in_two_clauses() -> None:
    assert also_meant("se maksaa paljon, ihan liikaa maksaa", "myth_cost", rank, WORDS) == []


def test_a_greeting_beside_a_worry_and_an_unsure_clause_are_not_answered() -> None:
    assert also_meant("moi siellä, opiskelu maksaa liikaa", "myth_cost", rank, WORDS) == []
    assert also_meant("opiskelu maksaa liikaa, jotain ihan muuta", "myth_cost", rank, WORDS) == []


def test_beside_anything_but_a_worry_nothing_is_looked_for() -> None:
    assert also_meant("etsi kurssi, opiskelu maksaa liikaa", "find_unit", rank, WORDS) == []


def test_a_wall_of_text_is_read_in_few_parts() -> None:
    asked: List[str] = []

    def counting(text: str) -> List[Tuple[str, float]]:
        asked.append(text)
        return rank(text)

    also_meant("yksi kaksi, " * 300, "myth_cost", counting, WORDS)
    assert len(asked) <= 6
    assert clauses("", WORDS) == []
