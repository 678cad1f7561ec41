"""`make personas`: the written people and what they are recommended, as a page."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.settings import ROOT
from catalogue.recommend.wording import day
from tests.unit.catalogue.personas import TODAY, Persona, advised, personas

PAGE = ROOT / "docs" / "personas.md"


def page() -> str:
    """The page, in Markdown."""
    folder = FileSystemLoader(Path(__file__).parent)
    template = Environment(loader=folder, undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)
    cases = [(persona, advised(persona)) for persona in personas()]
    return template.get_template("personas.md.j2").render(cases=cases, day=day(TODAY.isoformat()), told=_told)


def _told(persona: Persona) -> str:
    said = [f"{one['text']} ({one['level']})" for one in persona.told.get("competences", [])]
    others = [f"{name}: {value}" for name, value in persona.told.items() if name not in ("competences", "situation")]
    return ", ".join([*said, *others]) or "–"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(PAGE.relative_to(ROOT))
