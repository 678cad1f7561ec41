"""What very different people are recommended: each rule is one of a good coach's."""

import pytest

from catalogue.recommend import Advice
from tests.unit.catalogue.personas import Persona, advised, personas

PEOPLE = personas()


@pytest.fixture(params=PEOPLE, ids=[persona.key for persona in PEOPLE])
def case(request: pytest.FixtureRequest) -> tuple[Persona, Advice]:
    return request.param, advised(request.param)


def keys(advice: Advice) -> list[str]:
    return [item.entry.key for item in advice.items]


def first(advice: Advice) -> str:
    return " ".join(advice.items[0].reasons) if advice.items else ""


def test_there_are_people_of_many_kinds() -> None:
    assert len(PEOPLE) >= 12
    assert len({persona.told["situation"] for persona in PEOPLE}) >= 9


def test_a_person_comes_first_when_a_person_is_needed(case) -> None:
    persona, advice = case
    if (expected := persona.expects.get("person_first")) is not None:
        assert advice.handover.advised is expected
        assert bool(advice.handover.why) is expected


def test_the_first_three_are_what_a_good_coach_would_suggest(case) -> None:
    persona, advice = case
    expects, three = persona.expects, keys(advice)[:3]
    if "first" in expects:
        assert three[0] in expects["first"], three
    assert set(expects.get("in_three", ())) <= set(three), three
    kinds = {str(item.entry.kind) for item in advice.items[:3]}
    if "kinds" in expects:
        assert kinds, "nothing was suggested"
        assert kinds <= set(expects["kinds"]), kinds
    assert not kinds & set(expects.get("not_kinds", ())), kinds


def test_what_a_good_coach_would_not_suggest_is_not_in_the_list(case) -> None:
    persona, advice = case
    assert not set(keys(advice)) & set(persona.expects.get("never", ())), keys(advice)
    assert len(advice.items) <= persona.expects.get("most", 10), keys(advice)


def test_reasons_and_hindrances_speak_of_the_persons_own_answers(case) -> None:
    persona, advice = case
    for words in persona.expects.get("says", ()):
        assert words in first(advice)
    for words in persona.expects.get("not_says", ()):
        assert words not in first(advice)
    for words in persona.expects.get("warns", ()):
        assert words in " ".join(advice.items[0].hindrances)


def test_the_path_goes_through_real_steps_in_order_or_says_what_is_missing(case) -> None:
    persona, advice = case
    steps = [step.entry.key for step in advice.path.steps]
    wanted = persona.expects.get("path", [])
    assert [key for key in steps if key in wanted] == wanted, steps
    for words in persona.expects.get("path_note", ()):
        assert words in (advice.path.note or "")


def test_what_is_odd_or_missing_is_said_and_asked(case) -> None:
    persona, advice = case
    if "asks" in persona.expects:
        assert advice.asks_next is not None
        assert advice.asks_next.key == persona.expects["asks"]
    for words in persona.expects.get("notes", ()):
        assert words in " ".join(advice.notes)


def test_no_sentence_has_a_percentage_or_a_promise(case) -> None:
    _, advice = case
    sentences = [text for item in advice.items for text in (*item.reasons, *item.hindrances, item.would_change)]
    sentences += [text for step in advice.path.steps for text in (step.why, step.by_then, step.helper)]
    for sentence in sentences:
        assert "%" not in sentence
        assert "prosent" not in sentence.replace("prosenttien laskeminen", "")
        assert "takaa" not in sentence
        assert sentence.endswith((".", "?"))
