"""`make personas`: the written people and what they are recommended, as a page."""

from collections import Counter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.settings import ROOT
from catalogue.recommend.wording import day
from tests.unit.catalogue.personas import (
    TODAY,
    Persona,
    advised,
    fitting,
    lost_by_field,
    must_nots,
    personas,
    upward,
)

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
    return ", ".join([*(f'"{text}"' for text in persona.tells), *said, *others]) or "–"


def figures() -> str:
    """How the suggestions hold, in a few lines."""
    people = personas()
    wrong = {persona.key: found for persona in people if (found := must_nots(persona))}
    fits = [(persona.key, fits) for persona in people for fits in fitting(persona)]
    skilled = [persona for persona in people if persona.expects.get("upward")]
    lost = sum((lost_by_field(persona) for persona in people), Counter())
    return "\n".join(
        [
            f"{len(people)} people; must-nots shown: {sum(map(len, wrong.values()))} {wrong or ''}",
            f"fitting among the first two: {sum(fit for _, fit in fits)} of {len(fits)}; "
            f"not: {', '.join(key for key, fit in fits if not fit) or '–'}",
            f"an upward way for the skilled: {sum(map(upward, skilled))} of {len(skilled)}; "
            f"not: {', '.join(each.key for each in skilled if not upward(each)) or '–'}",
            f"entries kept back, by field: {', '.join(f'{name} {count}' for name, count in lost.most_common())}",
        ]
    )


if __name__ == "__main__":
    print(figures())
    PAGE.write_text(page(), "utf-8")
    print(PAGE.relative_to(ROOT))
