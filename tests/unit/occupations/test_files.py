"""A broken file is refused by its name, the key of the trade and the reason."""

import shutil
from pathlib import Path

import pytest

from occupations.files import COMPETENCES, FOLDER, BrokenOccupations, read_occupations


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "occupations")
    return tmp_path / "occupations"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("isco: '5141'", "isco: '514'", "occupations.kampaaja.isco"),
        (
            "tasks: [hiusten-laitto, hiusten-pesu",
            "tasks: [hiusten-laito, hiusten-pesu",
            "there is no task hiusten-laito",
        ),
        ("neighbours: [parturi, ", "neighbours: [parturit, ", "there is no occupation parturit"),
        ("key: parturi\n", "key: kampaaja\n", "kampaaja is there already"),
        ("finnish: A2", "finnish: A9", "asks.finnish"),
        ("competence: hiusten-laitto}", "competence: hiusten-laito}", "there is no competence hiusten-laito"),
        ("    phrases: [", "    phrase: [", "phrase"),
        ("occupations:\n", "occupations: [\n", "kauneus.yml"),
    ],
)
def test_a_fault_is_told_with_its_file_and_key(folder: Path, old: str, new: str, named: str) -> None:
    path = folder / "kauneus.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BrokenOccupations, match=r"kauneus\.yml: ") as broken:
        read_occupations(folder)
    assert named in str(broken.value)


def test_a_neighbour_that_does_not_answer_is_refused(folder: Path) -> None:
    path = folder / "kauneus.yml"
    lines = path.read_text("utf-8").splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("    neighbours: [kampaaja]"))
    lines[at] = "    neighbours: [kampaaja, vartija]"
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(BrokenOccupations, match="vartija does not name it"):
        read_occupations(folder)


def test_missing_competences_are_told(folder: Path) -> None:
    with pytest.raises(BrokenOccupations, match=r"ei-ole\.yml"):
        read_occupations(folder, COMPETENCES.with_name("ei-ole.yml"))
