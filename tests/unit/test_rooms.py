"""The drawing of the rooms in README is that of today."""

from tests.unit import rooms


def test_the_drawing_in_readme_shows_the_imports_that_there_are() -> None:
    readme = rooms.README.read_text(encoding="utf-8")
    assert rooms.BEGINS in readme
    assert readme == rooms.with_drawing(readme), "draw it again: make rooms"


def test_an_arrow_that_follows_from_two_others_is_left_out() -> None:
    assert rooms.needed({("a", "b"), ("b", "c"), ("a", "c")}) == [("a", "b"), ("b", "c")]
