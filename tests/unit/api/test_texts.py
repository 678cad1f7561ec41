from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import api.app  # every error is known by being imported  # noqa: F401
from api.assessment import wording as assessment
from api.coach_room import service as coaching
from api.dialogue import wording as talk
from api.insights import service as insights
from api.platform.errors import TYPES
from api.platform.problem import Problem
from api.platform.texts import say
from api.settings import ROOT, Settings
from api.suggestions import wording as courses
from catalogue.problem import CatalogueProblem
from catalogue.recommend import wording as reasons
from catalogue.texts import say as say_of_catalogue
from finnish import texts as door
from finnish.texts import texts


def test_every_error_has_a_finnish_title() -> None:
    assert TYPES.startswith("https://")
    named = [error for base in (Problem, CatalogueProblem) for error in below(base)]
    assert len(named) > 50
    for error in named:
        assert error.kind in texts("problems"), error
        assert 400 <= error.status < 600, error


def below(base: type) -> Iterator[type]:
    for error in base.__subclasses__():
        yield error
        yield from below(error)


def test_every_setting_has_a_help_and_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"ASKEL_{name.upper()}" in readme, name


TELL = [
    ("chat", say),
    ("assessment", assessment.tell),
    ("courses", courses.tell),
    ("catalogue", say_of_catalogue),
    ("recommend", reasons.tell),
]


@pytest.fixture
def swedish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The texts as they are, with a folder for Swedish beside them."""
    for path in door.FOLDER.glob("*.yml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "sv").mkdir()
    monkeypatch.setattr(door, "FOLDER", tmp_path)
    return tmp_path / "sv"


@pytest.mark.parametrize(("name", "tell"), TELL, ids=[name for name, _ in TELL])
def test_swedish_added_as_data_is_said_by_every_feature(name: str, tell: Callable[..., str], swedish: Path) -> None:
    plain = [key for key, text in texts(name).items() if "{" not in text]
    (swedish / f"{name}.yml").write_text(f"{plain[0]}: På svenska\n", encoding="utf-8")
    assert tell(plain[0], "sv") == "På svenska"
    assert tell(plain[1], "sv") == tell(plain[1]) != "På svenska"


def test_what_the_bot_says_of_itself_can_be_swedish(swedish: Path) -> None:
    (swedish / "talk.yml").write_text("sayings: {greet: [{text: Hej}]}\nmeanings: {neither: Annat}\n", "utf-8")
    assert talk.way_of("greet", 0, "a", "b", "sv").text == "Hej"
    assert talk.way_of("restart", 0, "a", "b", "sv") == talk.way_of("restart", 0, "a", "b")
    assert talk.neither("sv") == "Annat" != talk.neither()


def test_canned_replies_and_meanings_can_be_swedish(swedish: Path) -> None:
    (swedish / "canned.yml").write_text("hetki: {text: Ett ögonblick}\n", "utf-8")
    (swedish / "intents.yml").write_text("talking: {title: Tal, intents: {greet: hälsar}}\n", "utf-8")
    finnish = {each.key: each for each in coaching.all_canned()}
    said = {each.key: each for each in coaching.all_canned("sv")}
    assert said["hetki"] == replace(finnish["hetki"], text="Ett ögonblick")
    assert said["etuus"] == finnish["etuus"]
    assert insights.intents("sv")["Tal"] == {**insights.intents()["Puhuminen"], "greet": "hälsar"}
