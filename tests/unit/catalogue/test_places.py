"""Distances between towns, and regions."""

import pytest
import yaml

from catalogue.places import FILE, is_in, kilometres, regions


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Tampere", "Nokia", 10, 18),
        ("tampere", "Helsinki", 150, 170),
        ("Orivesi", "Juupajoki", 10, 20),
        ("Oulu", "Kemi", 80, 100),
        ("Tampere", "Tampere", 0, 0),
    ],
)
def test_towns_are_about_so_far_from_each_other(one: str, other: str, least: float, most: float) -> None:
    away = kilometres(one, other)
    assert away is not None
    assert least <= away <= most
    assert kilometres(other, one) == pytest.approx(away)


def test_of_a_town_that_is_not_known_no_distance_is_told() -> None:
    assert kilometres("Tampere", "Verkko") is None
    assert kilometres(None, "Tampere") is None


def test_a_region_has_its_towns_in_whatever_letters() -> None:
    assert is_in("Nokia", "pirkanmaa")
    assert is_in("nokia", "Nokia")
    assert not is_in("Pori", "Pirkanmaa")
    assert not is_in("Verkko", "Pirkanmaa")


def test_every_point_and_town_of_a_region_is_a_municipality_of_finland() -> None:
    known = yaml.safe_load(FILE.read_text("utf-8"))
    municipalities = set(known["municipalities"])
    assert set(known["points"]) <= municipalities
    assert {town for towns in regions().values() for town in towns} <= municipalities
    assert set(regions()["Pirkanmaa"]) <= set(known["points"])
    assert all(59 < north < 71 and 19 < east < 32 for north, east in known["points"].values())
