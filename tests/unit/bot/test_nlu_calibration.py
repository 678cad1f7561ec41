import numpy as np
import pytest

from bot.nlu.calibration import best_temperature, expected_error, probabilities, reliability


def drawn(temperature: float, rows: int = 4000, columns: int = 5) -> tuple:
    """Margins, and answers drawn with the probabilities that the margins mean at a temperature."""
    chance = np.random.default_rng(1)
    margins = chance.normal(size=(rows, columns))
    found = probabilities(margins, temperature)
    return margins, np.array([chance.choice(columns, p=row) for row in found])


@pytest.mark.parametrize("temperature", [0.15, 0.5, 1.5])
def test_the_temperature_that_made_the_answers_is_found_again(temperature) -> None:
    assert best_temperature(*drawn(temperature)) == pytest.approx(temperature, rel=0.15)


def test_probabilities_are_shares_and_keep_the_order_of_margins() -> None:
    found = probabilities(np.array([[900.0, -900.0, 0.0]]), 0.1)
    assert found.sum() == pytest.approx(1.0)
    assert list(np.argsort(found[0])) == [1, 2, 0]


def test_a_confidence_that_is_kept_has_no_calibration_error_and_one_that_is_not_has_its_gap() -> None:
    right = np.array([True, True, True, False] * 50)
    assert expected_error(np.full(200, 0.75), right, bins=1) == pytest.approx(0.0)
    assert expected_error(np.full(200, 0.95), right, bins=1) == pytest.approx(0.2)


def test_every_message_is_in_one_bin_of_the_reliability_table_and_bins_rise() -> None:
    sure = np.random.default_rng(2).random(103)
    table = reliability(sure, sure > 0.5)
    assert sum(count for _, _, count in table) == 103
    assert [mean for mean, _, _ in table] == sorted(mean for mean, _, _ in table)
