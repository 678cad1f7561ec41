from api.platform.errors import TABLE, TYPES
from api.platform.texts import texts
from api.settings import ROOT, Settings


def test_every_error_has_a_finnish_title() -> None:
    assert TYPES.startswith("https://")
    assert {kind for _, kind in TABLE.values()} <= set(texts("problems"))


def test_every_setting_has_a_help_and_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"ASKEL_{name.upper()}" in readme, name
