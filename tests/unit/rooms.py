"""`make rooms`: draws into README which rooms there are and which imports which, from the imports themselves.

What every room may import (`platform`, `settings`) is left out, and so is an arrow that follows from two others.
That there is no circle and that the drawing is allowed is import-linter's to say (pyproject.toml).
"""

from collections.abc import Iterable
from pathlib import Path

import grimp

README = Path(__file__).parents[2] / "README.md"
BEGINS, ENDS = "<!-- rooms: drawn by make rooms -->", "<!-- end of rooms -->"
PACKAGES = ("api", "catalogue", "actions", "bot", "finnish", "occupations")
FOR_ALL = ("api.platform", "api.settings")

Arrow = tuple[str, str]


def room_of(module: str) -> str:
    """The room that a module belongs to: a folder or file of `api`, or a package beside it."""
    package, *inner = module.split(".")
    return f"api.{inner[0]}" if package == "api" and inner else package


def arrows() -> set[Arrow]:
    """Which room imports which."""
    graph = grimp.build_graph(*PACKAGES)
    found = {
        (room_of(importer), room_of(imported))
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    }
    return {(above, below) for above, below in found if above != below and below not in FOR_ALL}


def needed(found: set[Arrow]) -> list[Arrow]:
    """Those arrows that do not follow from others."""
    return sorted(arrow for arrow in found if not _leads(found - {arrow}, *arrow))


def _leads(found: Iterable[Arrow], above: str, goal: str) -> bool:
    seen, ahead = set[str](), {above}
    while ahead:
        seen |= ahead
        ahead = {below for start, below in found if start in ahead} - seen
    return goal in seen


def drawing() -> str:
    """The rooms as a Mermaid graph, with their marks."""
    lines = [f"    {above} --> {below}" for above, below in needed(arrows())]
    return "\n".join([BEGINS, "```mermaid", "graph TD", *lines, "```", ENDS])


def with_drawing(readme: str) -> str:
    """README with the drawing as it is now."""
    before, _, rest = readme.partition(BEGINS)
    return before + drawing() + rest.partition(ENDS)[2]


if __name__ == "__main__":
    README.write_text(with_drawing(README.read_text(encoding="utf-8")), encoding="utf-8")
