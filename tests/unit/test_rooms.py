"""What README says of the rooms is so today."""

import re

from tests.unit import rooms

README = rooms.README.read_text(encoding="utf-8")
ROOT = rooms.README.parent


def test_the_drawing_in_readme_shows_the_imports_that_there_are() -> None:
    assert rooms.BEGINS in README
    assert rooms.with_drawing(README) == README, "draw it again: make rooms"


def test_an_arrow_that_follows_from_two_others_is_left_out() -> None:
    assert rooms.needed({("a", "b"), ("b", "c"), ("a", "c")}) == [("a", "b"), ("b", "c")]


def test_every_room_of_api_is_in_the_table_and_every_place_of_a_change_is_there() -> None:
    table = README[README.index("## The rooms") : README.index("## Staff\n")]
    for folder in (ROOT / "api").iterdir():
        assert not (folder / "__init__.py").exists() or f"`api/{folder.name}/`" in table, folder.name
    named = re.findall(r"`((?:api|catalogue|bot|finnish|data|actions)/[^` ]*)`", table)
    assert len(named) > 40
    assert [path for path in named if not (ROOT / path).exists()] == []
