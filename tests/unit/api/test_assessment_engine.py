"""The engine: what answers say, and which item comes next."""

import statistics
import time
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.assessment.files import library
from api.assessment.model.engine import NOTHING, Beforehand, Course, Item, Stop
from api.assessment.model.graded_response import ABILITIES, posteriors
from api.assessment.model.prior import Judgement, Note, after_telling, beforehand

STOP = Stop(at_least=4, at_most=12)
COMPETENCES = [f"c{number}" for number in range(9)]
ITEMS = [Item(f"{key}-{hard}", key, hard) for key in COMPETENCES for hard in (-0.5, 0.5)]
ANSWERS = st.dictionaries(st.sampled_from([item.key for item in ITEMS]), st.sampled_from([0, 1, 2, 3, None]))


def one(level: int | None, **more: int | None) -> Course:
    return Course(ITEMS, {"c0--0.5": level, **{key.replace("_", "-"): value for key, value in more.items()}})


def level_of(course: Course, key: str = "c0") -> float:
    return course.estimates()[key].level


def test_a_higher_answer_never_means_a_lower_level() -> None:
    levels = [level_of(one(level)) for level in range(4)]
    assert levels == sorted(levels)
    assert levels[0] < 0.5 < 2 < levels[3]


def test_an_answer_tells_a_little_of_the_other_competences_too_and_more_of_those_of_its_group() -> None:
    grouped = [Item("a", "a", 0.0, "field"), Item("b", "b", 0.0, "field"), Item("c", "c", 0.0)]
    nothing, told = Course(grouped, {}), Course(grouped, {"a": 3})
    gains = {key: level_of(told, key) - level_of(nothing, key) for key in ("b", "c")}
    assert gains["b"] > gains["c"] > 0


def test_of_how_able_one_is_three_tenths_go_for_anything_else_and_more_than_half_for_things_of_the_same_group() -> None:
    hard = [0.3 * place for place in range(12)]
    shapes = {"field": [(0.0, tuple((each, 2, 3) for each in hard)), (0.0, ())], "other": [(0.0, ())]}
    found = posteriors(shapes)

    def ability(group: str, place: int) -> float:
        return sum(map(mul, found[group, shapes[group][place]], ABILITIES))

    told = ability("field", 0)
    assert told > 1.5
    assert ability("other", 0) / told == pytest.approx(0.3, abs=0.05)
    assert ability("field", 1) / told == pytest.approx(0.55, abs=0.05)


def test_i_do_not_know_lowers_the_certainty_and_not_the_level() -> None:
    known = one(2).estimates()["c0"]
    unsure = Course(ITEMS, {"c0--0.5": 2, "c0-0.5": None}).estimates()["c0"]
    assert unsure.certainty < known.certainty
    alone, untouched = one(None).estimates()["c0"], Course(ITEMS, {}).estimates()["c0"]
    assert alone.level == pytest.approx(untouched.level)
    assert alone.unknown == 1


def test_answers_that_agree_are_surer_than_one_and_those_that_contradict_less_sure() -> None:
    alone = one(2).estimates()["c0"].certainty
    agree = Course(ITEMS, {"c0--0.5": 2, "c0-0.5": 2}).estimates()["c0"].certainty
    contradict = Course(ITEMS, {"c0--0.5": 0, "c0-0.5": 3}).estimates()["c0"].certainty
    assert contradict < alone < agree


@given(ANSWERS)
def test_no_item_is_asked_twice_and_asking_keeps_its_bounds(answers: dict[str, int | None]) -> None:
    item = Course(ITEMS, answers).next_item(STOP)
    if item is None:
        assert len(answers) >= STOP.at_least
    else:
        assert item.key not in answers
        assert len(answers) < STOP.at_most


@given(ANSWERS)
def test_levels_and_certainties_stay_on_their_scales(answers: dict[str, int | None]) -> None:
    for estimate in Course(ITEMS, answers).estimates().values():
        assert 0 <= estimate.level <= 3
        assert 0 <= estimate.certainty <= 1


def test_the_same_answers_in_any_order_ask_the_same() -> None:
    answers = {"c0--0.5": 3, "c1--0.5": 0, "c2-0.5": None, "c3-0.5": 2}
    turned = dict(reversed(answers.items()))
    assert Course(ITEMS, answers).next_item(STOP) == Course(ITEMS, turned).next_item(STOP)


@given(st.lists(st.sampled_from([0, 1, 2, 3, None]), max_size=8))
def test_who_stumbles_twice_is_asked_something_easier(before: list[int | None]) -> None:
    bank = [Item(f"{key}-{hard}", key, hard) for key in COMPETENCES for hard in (-1.5, -0.5, 0.5, 1.5)]
    answers: dict[str, int | None] = {}
    for level in [*before, 0, 0]:
        item = Course(bank, answers).next_item(Stop(36, 36))
        assert item is not None
        answers[item.key] = level
    hardness = {item.key: item.difficulty for item in bank}
    last = [hardness[key] for key in list(answers)[-2:]]
    following = Course(bank, answers).next_item(Stop(36, 36))
    left = [item.difficulty for item in bank if item.key not in answers]
    assert following is not None
    assert following.difficulty < min(last) or following.difficulty == min(left)


def test_asking_ends_when_it_would_only_discourage_but_not_before_the_least() -> None:
    answers: dict[str, int | None] = {}
    while (item := Course(ITEMS, answers).next_item(STOP)) is not None:
        answers[item.key] = 0
    assert len(answers) == STOP.at_least


def test_one_success_ends_the_stumbling_and_an_unknown_does_not() -> None:
    hard = {"c0-0.5": 0, "c1-0.5": 0}
    for told, is_eased in (({}, True), ({"c2-0.5": None}, True), ({"c2--0.5": 1}, False)):
        item = Course(ITEMS, {**hard, **told}).next_item(STOP)
        assert item is not None
        assert item.difficulty < 0.5 or not is_eased


def test_asking_ends_before_the_most_when_more_would_change_little() -> None:
    answers: dict[str, int | None] = {}
    few = [Item(f"{key}-{part}", key, 0.0) for key in COMPETENCES[:5] for part in range(3)]
    strong = dict(zip(COMPETENCES, (3, 3, 3, 0, 0), strict=False))
    while (item := Course(few, answers).next_item(STOP)) is not None:
        answers[item.key] = strong[item.competence]
    assert STOP.at_least <= len(answers) < STOP.at_most


def test_the_undecided_are_asked_about_rather_than_the_sure() -> None:
    levels = dict(zip(COMPETENCES, (3, 3, 2, 2, 0, 0, 0, 0, 0), strict=True))
    # The strongest last: who stumbles at the end is asked something easier.
    answers: dict[str, int | None] = {f"{key}--0.5": level for key, level in reversed(levels.items())}
    item = Course(ITEMS, answers).next_item(STOP)
    assert item is not None
    assert item.competence in ("c2", "c3")


def test_a_bank_of_three_items_and_one_of_thirty_both_work() -> None:
    three = [Item(str(number), f"c{number}", 0.0) for number in range(3)]
    thirty = [Item(str(number), f"c{number % 15}", 0.0) for number in range(30)]
    for bank in (three, thirty):
        answers: dict[str, int | None] = {}
        while (item := Course(bank, answers).next_item(STOP)) is not None:
            answers[item.key] = 2
        assert min(3, STOP.at_least) <= len(answers) <= STOP.at_most


def test_what_is_left_out_is_neither_asked_nor_told() -> None:
    course = Course(ITEMS, {}, Beforehand(left_out=frozenset({"c0"})))
    assert "c0" not in course.estimates()
    asked: dict[str, int | None] = {}
    while (item := Course(ITEMS, asked, course.beforehand).next_item(Stop(18, 18))) is not None:
        asked[item.key] = 1
    assert not [key for key in asked if key.startswith("c0")]


def test_what_was_told_is_believed_a_little_and_what_is_confirmed_more() -> None:
    def certainty(note: Note | None) -> float:
        known = beforehand([note]) if note else NOTHING
        return Course(ITEMS, {}, known).estimates()["c0"].certainty

    found = [certainty(note) for note in (None, Note("c0", "sanat"), Note("c0", "sanat", Judgement.RIGHT))]
    assert found == sorted(found)
    assert level_of(Course(ITEMS, {}, beforehand([Note("c0", None, Judgement.NOT_QUITE, 0)]))) < 1


def test_after_a_telling_its_field_is_asked_about_and_another_field_is_not() -> None:
    instruments, competences = library().instruments, library().competences
    items = [question.item for question in instruments["tyossa-tehtya"].items]
    notes = [Note("trukin-kaytto", "ajoin trukkia")]
    known = after_telling(beforehand(notes), notes, competences)
    answers: dict[str, int | None] = {}
    while (item := Course(items, answers, known).next_item(STOP)) is not None:
        if not answers:
            assert item.competence == "trukin-kaytto"
        answers[item.key] = 2
        assert competences[item.competence].group in ("logistiikka", "transferable")


def test_the_next_item_of_fifty_is_found_in_five_milliseconds() -> None:
    items = [question.item for question in library().instruments["tyossa-tehtya"].items]
    answers: dict[str, int | None] = {}
    times = []
    while True:
        begun = time.process_time()
        item = Course(items, answers).next_item(STOP)
        times.append(1000 * (time.process_time() - begun))
        if item is None:
            break
        answers[item.key] = len(answers) % 4
    assert statistics.median(times) <= 5
