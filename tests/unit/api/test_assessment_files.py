"""Instruments as content people write them: what is there, and what is refused."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from api.assessment.files import COMPETENCES, INSTRUMENTS, BrokenInstrument, library, read_library
from api.assessment.model.field_check import key_of, questions_of
from api.assessment.model.instruments import InstrumentKind
from tests.support.entries import an_entry


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(INSTRUMENTS, tmp_path / "instruments")
    return tmp_path / "instruments"


def test_there_are_instruments_for_very_different_people() -> None:
    kinds = Counter(instrument.kind for instrument in library().instruments.values())
    assert kinds[InstrumentKind.ITEMS] >= 4
    assert kinds[InstrumentKind.TELLING] >= 1
    assert kinds[InstrumentKind.FIELD_CHECK] >= 1
    assert len(library().competences) >= 60
    assert library().readiness


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("arki.yml", "competence: kotityot", "competence: kotityo", "there is no competence kotityo"),
        ("arki.yml", "difficulty: -1.0", "difficulty: vaikea", "difficulty"),
        ("arki.yml", "difficulty: -1.0", "difficulty: 3", "difficulty"),
        ("arki.yml", "minutes: 5", "minutes: 5\nminutes: 6", "twice"),
        ("arki.yml", "minutes: 5", "minutes: [5", "expected"),
        ("arki.yml", "at_least: 4", "at_least: 14", "more than at_most"),
        ("arki.yml", "{level: 0,", "{level: 1,", "levels must be"),
        ("arki.yml", "key: arki-siisteys", "key: arki-ajoissa", "there already"),
        ("arki.yml", "key: arki-siisteys", "key: valmius-aloitan", "has an item"),
        ("arki.yml", "key: arki\n", "key: valmius\n", "another instrument"),
        ("arki.yml", "kind: items", "kind: telling", "telling"),
        ("ala.yml", "'Osaan: {competence}.'", "'Osaan.'", "{competence}"),
        ("choosing.yml", "next: mista-tyossa", "next: mista-ei", "there is no question"),
        ("choosing.yml", "instrument: tunnistaminen", "instrument: tunnistus", "there is no instrument"),
        ("choosing.yml", "instrument: tunnistaminen", "next: mista-aiemmin", "only the first"),
    ],
)
def test_a_broken_instrument_is_refused_by_file_line_and_reason(
    folder: Path, file: str, old: str, new: str, named: str
) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BrokenInstrument) as broken:
        read_library(folder)
    assert named in broken.value.reason
    assert broken.value.line >= 1
    assert str(broken.value).split(":")[0].endswith(".yml")


def test_the_line_is_that_of_the_fault(folder: Path) -> None:
    lines = (folder / "arki.yml").read_text("utf-8").splitlines()
    wrong = next(number for number, line in enumerate(lines, 1) if "competence: kotityot" in line)
    lines[wrong - 1] = "    competence: ei-ole"
    (folder / "arki.yml").write_text("\n".join(lines), "utf-8")
    with pytest.raises(BrokenInstrument) as broken:
        read_library(folder)
    assert broken.value.line == wrong


def test_an_empty_and_a_missing_file_are_refused(folder: Path) -> None:
    (folder / "arki.yml").write_text("", "utf-8")
    with pytest.raises(BrokenInstrument, match="empty"):
        read_library(folder)
    with pytest.raises(BrokenInstrument):
        read_library(INSTRUMENTS, COMPETENCES.with_name("ei-ole.yml"))


def test_a_field_check_asks_first_what_most_entries_teach_and_each_thing_once() -> None:
    frames = library().instruments["ala"].frames
    assert frames is not None
    entries = [
        an_entry(key="a", name="Yksi", competences_gained=["keräily", "trukki"], competences_useful=["tarkkuus"]),
        an_entry(key="b", name="Toinen", competences_gained=["Trukki"]),
    ]
    questions = questions_of(entries, frames)
    assert [question.name for question in questions] == ["trukki", "keräily", "tarkkuus"]
    assert questions[0].text == "Osaan tämän: trukki."
    assert "Yksi" in questions[0].explain
    assert len({question.key for question in questions}) == 3
    assert questions_of([], frames) == ()


def test_the_key_of_a_catalogue_competence_stays_and_odd_names_have_one() -> None:
    assert key_of("Keräily") == key_of("keräily") != key_of("keraily")
    assert key_of("—").startswith("ala-")
    assert len(key_of("ä" * 100)) <= 120
