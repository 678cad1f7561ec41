from collections.abc import Iterator

import api.app  # every error is known by being imported  # noqa: F401
from api.platform.errors import TYPES
from api.platform.problem import Problem
from api.platform.texts import texts
from api.settings import ROOT, Settings
from catalogue.problem import CatalogueProblem


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
