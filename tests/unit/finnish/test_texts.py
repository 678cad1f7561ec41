"""A language is added as data: what it has is said, what it lacks is Finnish."""

from pathlib import Path

import pytest

from finnish import texts as door
from finnish.texts import texts, tree

FINNISH = {
    "talk.yml": "sayings:\n  greet: [{text: Hei}, {text: Moi}]\nmeanings: {a: yksi, b: kaksi}\n",
    "chat.yml": "hello: Hei {name}\nbye: Moi {name}\n",
}
SWEDISH = {
    "talk.yml": "sayings:\n  greet: [{text: Hej}]\nmeanings: {b: två}\n",
    "chat.yml": "hello: Hej {name}\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sv").mkdir()
    for name, text in FINNISH.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, text in SWEDISH.items():
        (tmp_path / "sv" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(door, "FOLDER", tmp_path)
    return tmp_path


def test_what_a_language_has_is_said_and_what_it_lacks_is_finnish() -> None:
    assert texts("chat", "sv") == {"hello": "Hej {name}", "bye": "Moi {name}"}
    assert texts("chat") == {"hello": "Hei {name}", "bye": "Moi {name}"}


def test_keys_within_keys_are_laid_over_too_and_a_list_as_one() -> None:
    said = tree("talk", "sv")
    assert said["meanings"] == {"a": "yksi", "b": "två"}
    assert said["sayings"]["greet"] == [{"text": "Hej"}]
    assert len(tree("talk")["sayings"]["greet"]) == 2


def test_a_file_that_a_language_has_not_is_finnish(folder: Path) -> None:
    (folder / "extra.yml").write_text("only: vain suomeksi\n", encoding="utf-8")
    assert texts("extra", "sv") == {"only": "vain suomeksi"}


@pytest.mark.parametrize("language", ["de", "", ".", "..", "../sv", "sv/../sv", "/etc", "SV\0"])
def test_a_language_that_there_is_not_is_finnish(language: str) -> None:
    assert texts("chat", language) == texts("chat")
