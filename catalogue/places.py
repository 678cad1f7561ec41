"""Where towns are: how far from each other, and which region they are in; from `data/places/municipalities.yml`."""

from collections.abc import Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parent.parent / "data" / "places" / "municipalities.yml"
EARTH_KM = 6371.0


def kilometres(one: str | None, other: str | None) -> float | None:
    """The way as the crow flies between two towns, by the haversine formula; None when one of them is not known.

    Nothing is said of how long the way takes: that depends on what one goes by.
    """
    if not one or not other:
        return None
    points = _points()
    start, end = points.get(one.casefold()), points.get(other.casefold())
    if start is None or end is None:
        return None
    (north, east), (north_end, east_end) = start, end
    half = sin((north_end - north) / 2) ** 2 + cos(north) * cos(north_end) * sin((east_end - east) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def rough(km: float) -> int:
    """A distance as one tells it when the way is not known: to the nearest five kilometres, at least five."""
    return max(5, 5 * round(km / 5))


def is_in(place: str, wished: str) -> bool:
    """Whether a town is the one that is wished for, or in the region that is."""
    town, asked = place.casefold(), wished.casefold()
    return town == asked or town in _towns_of().get(asked, ())


def regions() -> Mapping[str, list[str]]:
    """The regions by their names, with their towns."""
    return _places()["regions"]  # type: ignore[no-any-return]


@cache
def _towns_of() -> dict[str, frozenset[str]]:
    return {region.casefold(): frozenset(map(str.casefold, towns)) for region, towns in regions().items()}


@cache
def _points() -> dict[str, tuple[float, float]]:
    """North and east of each town in radians."""
    return {name.casefold(): (radians(north), radians(east)) for name, (north, east) in _places()["points"].items()}


@cache
def _places() -> dict[str, Any]:
    return yaml.safe_load(FILE.read_text("utf-8"))  # type: ignore[no-any-return]
