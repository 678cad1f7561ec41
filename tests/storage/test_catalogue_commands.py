from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.__main__ import cli
from api.settings import Settings

TABLE = "Nimi;Laji;Kuvaus\nKotihoito;tutkinnon osa;Opit auttamaan.\nHuono;kurssi;Laji on väärä.\n"


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ASKEL_VAR_DIR", str(settings.var_dir))
    monkeypatch.setenv("ASKEL_DATABASE_URL", settings.database)

    def run(*arguments: object) -> Result:
        return CliRunner(env={"COLUMNS": "200"}).invoke(cli, ["catalogue", *map(str, arguments)])

    return run


def test_a_dry_run_tells_each_outcome_and_a_run_after_it_does_the_same(run, tmp_path: Path) -> None:
    table = tmp_path / "kurssit.csv"
    table.write_text(TABLE, encoding="utf-8")
    dry = run("import", table, "--dry-run")
    assert dry.exit_code == 0
    assert "”kurssi” ei ole mikään" in dry.output
    assert "Mitään ei muutettu" in dry.output
    assert dry.output.count("uusi") == run("import", table).output.count("uusi") == 1
    assert "│ sama                       │ 1" in run("import", table).output


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("tyhja.csv", b"", "on tyhjä"),
        ("muu.json", b"{}", "ei ole ePerusteiden"),
        ("vanha.xls", b"\xd0\xcf\x11\xe0", "vanhaa Excel-muotoa"),
    ],
)
def test_a_bad_file_ends_with_one_sentence_and_an_exit_code(run, tmp_path: Path, name, data, sentence) -> None:
    (tmp_path / name).write_bytes(data)
    result = run("import", tmp_path / name)
    assert result.exit_code == 1
    assert sentence in result.output
    assert result.output.count("\n") == 1


def test_a_file_of_another_source_than_asked_for_is_refused(run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(TABLE, encoding="utf-8")
    result = run("import", tmp_path / "x.csv", "--source", "kouta")
    assert result.exit_code == 1
    assert "ei ole lähteen Opintopolku aineistoa" in result.output


@pytest.mark.parametrize("arguments", [("pohja.xlsx",), ("pohja.csv",), ("lomake.xlsx", "--employer")])
def test_a_template_is_written_and_holds_no_rows_yet(run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    path = tmp_path / arguments[0]
    assert run("template", path, *arguments[1:]).exit_code == 0
    assert "ei ole yhtään riviä" in run("import", path).output
    assert run("template", tmp_path / "pohja.pdf").exit_code == 1
