import numpy as np
import pytest

from tests.nlu.corpus import held_out
from tests.nlu.disturbed import DISTURBANCES
from tests.nlu.pipelines import cause, subset
from tests.nlu.scores import Readings, confusions, let_through, per_intent

TEXT = "Moi, onko työvoimakoulutusta tarjolla? Haluaisin aloittaa pian."


def readings(*rows: tuple) -> Readings:
    meant, read, sure = zip(*rows, strict=True)
    return Readings(np.array(meant), np.array(read), np.array(sure))


def test_the_fallback_is_not_a_reading_the_likeliest_real_intent_is() -> None:
    found = Readings.of(["thank"], [[["nlu_fallback", 0.7], ["thank", 0.3], ["greet", 0.2]]])
    assert (found.read[0], found.sure[0]) == ("thank", 0.3)


def test_macro_f1_counts_a_rare_intent_as_much_as_a_common_one() -> None:
    found = readings(*[("a", "a", 1.0)] * 9, ("b", "a", 1.0))
    assert found.accuracy == pytest.approx(0.9)
    assert found.macro_f1 == pytest.approx((2 * 0.9 / 1.9 + 0) / 2)


def test_off_topic_counts_as_taken_only_when_a_topic_was_read_with_confidence() -> None:
    off = [
        ("out_of_scope", "find_unit", 0.8),
        ("out_of_scope", "find_unit", 0.3),
        ("out_of_scope", "out_of_scope", 0.9),
    ]
    on = [("greet", "greet", 0.9), ("thank", "thank", 0.4), ("thank", "greet", 0.2)]
    assert let_through(readings(*off, *on), 0.5) == (pytest.approx(1 / 3), pytest.approx(1 / 2))


def test_confusions_are_counted_and_the_worst_intent_is_shown_first() -> None:
    found = readings(("a", "b", 1), ("a", "b", 1), ("b", "b", 1), ("c", "c", 1), ("c", "a", 1))
    assert confusions(found, 1) == [("a", "b", 2)]
    assert [row[0] for row in per_intent(found)] == ["a", "b", "c"]


def test_a_subset_is_spread_over_all_that_was_written_and_leaves_small_intents_whole() -> None:
    assert subset({"a": list("abcdefghij"), "b": ["x"]}, 5) == {"a": list("acegi"), "b": ["x"]}


def test_a_changed_sentence_or_setting_makes_another_baseline(tmp_path) -> None:
    config = tmp_path / "one.yml"
    config.write_text("epochs: 100")
    first = cause(config, {"a": ["x"]})
    assert cause(config, {"a": ["y"]}) != first
    config.write_text("epochs: 2")
    assert cause(config, {"a": ["x"]}) != first


@pytest.mark.parametrize("name", DISTURBANCES)
def test_a_disturbance_changes_the_text_and_always_the_same_way(name) -> None:
    disturbed = DISTURBANCES[name](TEXT)
    assert disturbed != TEXT
    assert disturbed == DISTURBANCES[name](TEXT)


def test_held_out_sentences_are_read_with_and_without_a_heading(tmp_path) -> None:
    path = tmp_path / "some.tsv"
    path.write_text("greet\tspoken\tmoro\n", "utf-8")
    bare = held_out(path)
    path.write_text("intent\tstyle\ttext\ngreet\tspoken\tmoro\n", "utf-8")
    assert held_out(path) == bare == [("greet", "spoken", "moro")]
    assert held_out(tmp_path / "missing.tsv") == []
