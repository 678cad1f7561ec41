"""ESCO's download: matched by group and name, told row by row, and twice the same."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.launch.occupation_commands import cli
from occupations.esco import OCCUPATIONS, RELATIONS, SKILLS, BadDownload, Outcome, plan_import, write_links
from occupations.files import ESCO, FOLDER, Occupations, occupations, read_links, read_occupations

BASE = "http://data.europa.eu/esco"
KAMPAAJA, OUTO, HITSAAJA = (f"{BASE}/occupation/{each}" for each in ("k-1", "o-2", "h-3"))
LEIKATA, VARJATA = f"{BASE}/skill/s-1", f"{BASE}/skill/s-2"


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """Three small files of the download's shape, with more columns than are read."""
    _write(
        tmp_path / OCCUPATIONS,
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,description",
        f'Occupation,{KAMPAAJA},5141,parturi-kampaaja,"hiusstylisti\nkampaaja\nmyyjä",,released,"Leikkaa, pesee"',
        f"Occupation,{OUTO},9999,avaruuslentäjä,,,released,",
        f"Occupation,{HITSAAJA},7212,hitsaaja,robottihitsauksen tekijä,,released,",
    )
    _write(
        tmp_path / SKILLS,
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels",
        f"KnowledgeSkillCompetence,{LEIKATA},skill/competence,sector-specific,leikata hiuksia,",
        f"KnowledgeSkillCompetence,{VARJATA},skill/competence,sector-specific,värjätä hiuksia,",
    )
    _write(
        tmp_path / RELATIONS,
        "occupationUri,relationType,skillType,skillUri",
        f"{KAMPAAJA},optional,skill/competence,{VARJATA}",
        f"{KAMPAAJA},essential,skill/competence,{LEIKATA}",
    )
    return tmp_path


def _write(path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _add(path: Path, *lines: str) -> None:
    with path.open("a", encoding="utf-8") as opened:
        opened.writelines(line + "\n" for line in lines)


def _without_esco() -> Occupations:
    read = occupations()
    return Occupations(read.occupations, read.tasks, read.fields, {})


def test_a_trade_gets_its_address_new_names_and_skills(download: Path) -> None:
    plan = plan_import(download, _without_esco())
    link = plan.links["kampaaja"]
    assert link.uri == KAMPAAJA
    assert link.names == ("hiusstylisti",)  # what a trade of ours is called already stays where it is
    assert [(skill.label, skill.essential) for skill in link.skills] == [
        ("leikata hiuksia", True),
        ("värjätä hiuksia", False),
    ]
    assert plan.links["hitsaaja"].names == ("robottihitsauksen tekijä",)
    outcomes = {row.label: (row.outcome, row.reason) for row in plan.rows}
    assert outcomes["avaruuslentäjä"] == (Outcome.UNMATCHED, "no-trade")
    assert outcomes["hitsaaja"] == (Outcome.NEW, "")


def test_a_name_in_another_group_is_not_matched_but_told(download: Path) -> None:
    _add(download / OCCUPATIONS, f"Occupation,{BASE}/occupation/x,1111,muurari,,,released,")
    plan = plan_import(download, _without_esco())
    assert "muurari" not in plan.links
    assert [row.reason for row in plan.rows if row.label == "muurari"] == ["other-isco"]


def test_bad_rows_are_told_and_good_ones_kept(download: Path) -> None:
    _add(
        download / OCCUPATIONS,
        f"Occupation,{KAMPAAJA},5141,parturi,,,released,",
        "Occupation,http://example.org/x,5141,kampaaja,,,released,",
        f"Occupation,{BASE}/occupation/y,5141,,,,released,",
        f"Occupation,{BASE}/occupation/z,C514,parturi,,,released,",
    )
    _add(download / SKILLS, f"K,{LEIKATA},s,s,toinen nimi,", "K,ei-osoite,s,s,taito,", f"K,{BASE}/skill/s-9,s,s,,")
    _add(
        download / RELATIONS,
        f"{BASE}/occupation/missing,essential,s,{LEIKATA}",
        f"{KAMPAAJA},sometimes,s,{LEIKATA}",
        f"{KAMPAAJA},essential,s,{BASE}/skill/missing",
    )
    plan = plan_import(download, _without_esco())
    rejected = [(row.file, row.reason) for row in plan.rows if row.outcome is Outcome.REJECTED]
    assert rejected == [
        (OCCUPATIONS, "twice"),
        (OCCUPATIONS, "bad-uri-or-label"),
        (OCCUPATIONS, "no-label"),
        (OCCUPATIONS, "bad-isco"),
        (SKILLS, "twice"),
        (SKILLS, "bad-uri-or-label"),
        (SKILLS, "no-label"),
        (RELATIONS, "no-occupation"),
        (RELATIONS, "bad-relation"),
        (RELATIONS, "no-skill"),
    ]
    assert set(plan.links) == {"kampaaja", "hitsaaja"}
    assert len(plan.links["kampaaja"].skills) == 2


def test_the_number_of_a_row_is_that_of_its_last_line(download: Path) -> None:
    plan = plan_import(download, _without_esco())
    assert [row.number for row in plan.rows if row.label == "avaruuslentäjä"] == [5]


def test_of_two_rows_the_nearer_is_taken(download: Path) -> None:
    _add(download / OCCUPATIONS, f"Occupation,{BASE}/occupation/near,5141,kampaaja,,,released,")
    plan = plan_import(download, _without_esco())
    assert plan.links["kampaaja"].uri == f"{BASE}/occupation/near"


def test_twice_changes_nothing_and_what_people_wrote_is_spared(download: Path, tmp_path: Path) -> None:
    file = tmp_path / ESCO
    before = {path: path.read_bytes() for path in FOLDER.glob("*.yml")}
    assert write_links(plan_import(download, _without_esco()).links, file) is True
    first = file.read_bytes()
    read = occupations()
    again = plan_import(download, Occupations(read.occupations, read.tasks, read.fields, read_links(file)))
    assert again.count(Outcome.SAME) == 2
    assert again.count(Outcome.NEW) == again.count(Outcome.CHANGED) == 0
    assert write_links(again.links, file) is False
    assert file.read_bytes() == first
    assert before == {path: path.read_bytes() for path in FOLDER.glob("*.yml")}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        (SKILLS, None, "missing"),
        (OCCUPATIONS, "conceptUri;iscoGroup\n", "columns"),
        (RELATIONS, "", "columns"),
        (SKILLS, b"conceptUri,preferredLabel\n\xff\xfe,x\n", "unreadable"),
    ],
)
def test_a_file_that_is_no_download_is_refused_whole(
    download: Path, name: str, text: str | bytes | None, code: str
) -> None:
    path = download / name
    path.unlink()
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadDownload) as bad:
        plan_import(download, _without_esco())
    assert (bad.value.code, bad.value.name) == (code, name)


def test_the_command_tells_and_with_a_dry_run_only_tells(download: Path, tmp_path: Path) -> None:
    into = tmp_path / "trades"
    into.mkdir()
    for path in FOLDER.glob("*.yml"):
        (into / path.name).write_bytes(path.read_bytes())
    dry = CliRunner().invoke(cli, ["import", str(download), "--dry-run", "--into", str(into)])
    assert dry.exit_code == 0, dry.output
    assert "Mitään ei muutettu" in dry.output
    assert not (into / ESCO).exists()
    done = CliRunner().invoke(cli, ["import", str(download), "--into", str(into)])
    assert done.exit_code == 0, done.output
    assert read_occupations(into).esco["kampaaja"].uri == KAMPAAJA
    again = CliRunner().invoke(cli, ["import", str(download), "--into", str(into)])
    assert "Mikään ei muuttunut" in again.output
    refused = CliRunner().invoke(cli, ["import", str(into), "--into", str(into)])
    assert refused.exit_code == 1
    assert OCCUPATIONS in refused.output
