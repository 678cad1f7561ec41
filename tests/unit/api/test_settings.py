"""Every setting can be found: it has a default and a help, and a row of the README."""

import re

from api.settings import ROOT, Settings


def rows() -> dict[str, str]:
    """The settings of the README's table, each with its default as it is written there."""
    found = re.findall(r"^\| `ASKEL_(\w+)` \| (.*?) ?\| ", (ROOT / "README.md").read_text(), re.MULTILINE)
    return {name.lower(): default for name, default in found}


def test_every_setting_has_a_default_a_help_and_a_row_of_the_readme() -> None:
    for name, field in Settings.model_fields.items():
        assert not field.is_required(), name
        assert field.description, name
    assert set(rows()) == set(Settings.model_fields)


def test_the_readme_tells_the_defaults_in_force() -> None:
    defaults = Settings(_env_file=None)
    for name, written in rows().items():
        value = getattr(defaults, name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            assert float(written) == value, name
        elif isinstance(value, str):
            assert written == value, name
