import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from catalogue.importers import read_files, tabular
from catalogue.importers.common import requirements
from catalogue.model import BadEntry, BadRow, EntryKind, Row, Way, entry_from, known
from catalogue.texts import say_fault

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
real = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the real data is not there: {SHARED}")


def fields_of(name: str, data: bytes) -> list[dict[str, Any]]:
    (incoming,) = read_files([(name, data)])
    return [dict(read.fields) for read in incoming.reads if isinstance(read, Row)]


def a_qualification(**more: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "nimi": {"fi": "Mallialan perustutkinto"},
        "koulutukset": [{"koulutuskoodiArvo": "999999"}],
        "voimassaoloLoppuu": 3032984400000,
        "suoritustavat": [
            {"suoritustapakoodi": "naytto", "laajuusYksikko": "OSAAMISPISTE",
             "tutkinnonOsaViitteet": [{"_tutkinnonOsa": "7"}, {"_tutkinnonOsa": "8", "laajuus": 99}]},
            {"suoritustapakoodi": "ops", "laajuusYksikko": "OSAAMISPISTE",
             "tutkinnonOsaViitteet": [{"_tutkinnonOsa": "7", "laajuus": 15}, {"_tutkinnonOsa": "8", "laajuus": 30.5}]},
        ],
        "tutkinnonOsat": [
            {"id": 7, "koodiArvo": "100001", "nimi": {"fi": "Ensimmäinen\u00ad osa ", "sv": "Första delen"},
             "ammattitaitovaatimukset": {"fi": "<p>Opiskelija osaa</p><ul><li>tehdä &auml;&nbsp;työt.</li></ul>"}},
            {"id": 8, "koodiArvo": "100002", "nimi": {"fi": "Toinen osa"}, "ammattitaitovaatimukset": None,
             "osaAlueet": [{"osaamistavoitteet": [
                 {"pakollinen": True, "tavoitteet": {"fi": "<ul><li>osaa laskea</li></ul>"}},
                 {"pakollinen": False, "tavoitteet": {"fi": "<ul><li>osaa laulaa</li></ul>"}}]}]},
        ],
        **more,
    }  # fmt: skip


def test_a_units_size_is_found_in_the_references_of_the_newest_way_that_has_one() -> None:
    first, second = fields_of("x.json", json.dumps(a_qualification()).encode())
    assert (first["size_osp"], second["size_osp"]) == (15, 30.5)
    assert "30,5 osaamispistettä" in second["summary"]


def test_names_are_cleaned_codes_kept_and_far_dates_read() -> None:
    first, _ = fields_of("x.json.gz", gzip.compress(json.dumps(a_qualification()).encode()))
    assert (first["name"], first["name_sv"]) == ("Ensimmäinen osa", "Första delen")
    assert (first["key"], first["code"]) == ("eperusteet-999999-100001", "100001")
    assert (first["qualification_code"], first["valid_until"]) == ("999999", "2066-02-10")


def test_a_common_unit_has_the_compulsory_aims_of_its_parts_as_competences() -> None:
    _, second = fields_of("x.json", json.dumps(a_qualification()).encode())
    assert second["competences_gained"] == ["laskea"]


def test_a_unit_of_an_odd_shape_is_told_and_does_not_stop_the_others() -> None:
    units = [*a_qualification()["tutkinnonOsat"], "ei olio", {"nimi": 5}, None]
    (incoming,) = read_files([("x.json", json.dumps(a_qualification(tutkinnonOsat=units)).encode())])
    assert [type(read) for read in incoming.reads] == [Row, Row, BadRow, BadRow, BadRow]


@pytest.mark.parametrize(
    ("html", "items"),
    [
        ("<p>Opiskelija osaa</p><ul><li>a&ouml;, bc.</li>\n<li>de&shy;f;</li></ul>", ["aö, bc", "def"]),
        ("<ul><li>huolehtia <ul><li>hygieniapassi</li></ul></li><li>siivota</li></ul>",
         ["huolehtia", "hygieniapassi", "siivota"]),
        ("<p>\x8a\x8a Opiskelija tai tutkinnon suorittaja osaa</p><p>• osaa keittää</p><p>• paistaa</p>",
         ["keittää", "paistaa"]),
        ("<p>Opiskelija osaa</p><p>hoitaa porot</p>", ["hoitaa porot"]),
        ("osaa tiskata", ["tiskata"]),
        ("<ul><li>osaa...</li><li> </li></ul>", []),
        ("<li>auki <b>jää", ["auki jää"]),
        ("", []),
    ],
)  # fmt: skip
def test_requirement_lists_become_separate_competences(html: str, items: list[str]) -> None:
    assert requirements(html) == items


def an_offering(**more: Any) -> dict[str, Any]:
    return {
        "oid": "1.2.3", "koulutusOid": "1.2.2", "koulutustyyppi": "amm-tutkinnon-osa", "tila": "julkaistu",
        "nimi": {"fi": "Kotihoito", "sv": "Hemvård"},
        "tarjoajat": [
            {"oid": "9.1", "nimi": {"fi": "Malliopisto"}, "paikkakunta": {"nimi": {"fi": "Tampere"}}},
            {"oid": "9.2", "nimi": {"fi": "Toinen opisto"}, "paikkakunta": {"nimi": {"fi": "Nokia"}}},
        ],
        "metadata": {
            "yhteyshenkilot": [{"nimi": {"fi": "Mallikas Henkilö"}}],
            "opetus": {
                "opetustapa": [{"koodiUri": "opetuspaikkakk_1#1"}, {"koodiUri": "opetuspaikkakk_3#1"}],
                "opetusaika": [{"nimi": {"fi": "Iltaopetus"}}], "opetuskieli": [],
                "maksullisuustyyppi": "maksuton", "suunniteltuKestoKuukaudet": 3,
                "koulutuksenAlkamiskausi": {"koulutuksenAlkamispaivamaara": "2027-01-11T00:00"},
            },
        },
        "hakutiedot": [{"hakukohteet": [{"tila": "julkaistu", "hakuajat": [{"paattyy": "2026-12-20T15:00"}]}]}],
        **more,
    }  # fmt: skip


A_COURSE = {
    "oid": "1.2.2", "koulutustyyppi": "amm-tutkinnon-osa", "tila": "julkaistu", "nimi": {"fi": "Kotihoito"},
    "toteutukset": [{"oid": "1.2.3"}],
    "koulutukset": [{"koodiUri": "koulutus_371101#12", "nimi": {"fi": "Sosiaali- ja terveysalan perustutkinto"}}],
    "metadata": {"tutkinnonOsat": [{
        "opintojenLaajuusNumero": 20, "opintojenLaajuusyksikko": {"koodiUri": "opintojenlaajuusyksikko_6#1"},
        "tutkinnonOsat": {"koodiUri": "tutkinnonosat_101067#2"}}]},
}  # fmt: skip


def lines(*documents: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps({"_source": document}) for document in documents).encode()


def test_an_offering_gets_its_codes_from_its_course_and_is_a_row_for_each_place() -> None:
    first, second = (
        dict(read.fields)
        for incoming in read_files([("k.ndjson", lines(A_COURSE)), ("t.ndjson", lines(an_offering()))])
        for read in incoming.reads
        if isinstance(read, Row)
    )
    assert (first["place"], second["place"]) == ("Tampere", "Nokia")
    assert (first["code"], first["size_osp"], first["qualification_code"]) == ("101067", 20, "371101")
    assert (first["way"], first["evenings"], first["fee_eur"]) == (Way.HYBRID, True, 0)
    assert (first["starts"], first["apply_by"], first["length_weeks"]) == (["2027-01-11"], "2026-12-20", 13)
    assert "Mallikas" not in str(first)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"tila": "tallennettu"}, "not-public-at-source"),
        ({"koulutustyyppi": "amm"}, "whole-qualification"),
        ({"koulutustyyppi": "yo"}, "other-level"),
        ({"tarjoajat": []}, "no-provider"),
        ({"hakutiedot": 5}, "unreadable"),
    ],
)
def test_an_offering_that_does_not_belong_here_is_told_why(change: dict[str, Any], code: str) -> None:
    (incoming,) = read_files([("t.ndjson", lines(an_offering(**change)))])
    (read,) = incoming.reads
    assert isinstance(read, BadRow)
    assert read.faults[0].code == code


def test_a_broken_line_does_not_stop_the_others() -> None:
    data = lines(an_offering()) + b"\n{rikki\n\n" + lines(an_offering(oid="1.2.4"))
    (incoming,) = read_files([("t.ndjson", data)])
    assert [type(read) for read in incoming.reads].count(Row) == 4
    assert [read.number for read in incoming.reads if isinstance(read, BadRow)] == [2]


HEADINGS = "Nimi;Laji;Kuvaus;Järjestäjä;Paikkakunta;Opiskelutapa;Osaamispisteet;Alkamispäivät;Iltaisin;Mitä oppii"
LINE = "Kotihoito;Tutkinnon osa;Opit auttamaan.;Malliopisto;Jyväskylä;monimuoto;12,5 osp;11.1.2027; 1.3.2027;kyllä;a"


def a_table(encoding: str, delimiter: str = ";") -> bytes:
    line = LINE.replace("11.1.2027; 1.3.2027", '"11.1.2027; 1.3.2027"').replace(";a", ';"a; b"')
    return f"{HEADINGS}\r\n{line}\r\n".replace(";", delimiter if delimiter != ";" else ";").encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_a_table_is_read_in_any_usual_encoding_and_it_is_told_which(encoding: str) -> None:
    (incoming,) = read_files([("t.csv", a_table(encoding))])
    (read,) = incoming.reads
    assert isinstance(read, Row)
    assert read.fields["place"] == "Jyväskylä"
    assert (read.fields["kind"], read.fields["way"]) == (EntryKind.UNIT, Way.HYBRID)
    assert (read.fields["size_osp"], read.fields["evenings"]) == ("12.5", True)
    assert read.fields["starts"] == ["2027-01-11", "2027-03-01"]
    assert read.fields["competences_gained"] == ["a", "b"]
    told = {note.code: note.values for note in incoming.notes}
    assert told["encoding"]["encoding"] == encoding.removesuffix("-sig").replace("utf", "UTF").replace("win", "Win")


@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_the_delimiter_is_found_from_the_headings(delimiter: str) -> None:
    data = delimiter.join(["Nimi", "Laji", "Kuvaus"]) + "\n" + delimiter.join(["Piha", "työpaja", "Opit; teet."])
    (read,) = read_files([("t.csv", data.encode())])[0].reads
    assert isinstance(read, Row)
    assert (read.fields["kind"], read.fields["summary"]) == (EntryKind.WORKSHOP, "Opit; teet.")


def test_an_unknown_column_is_told_and_a_row_that_is_too_wide_is_rejected() -> None:
    (incoming,) = read_files([("t.csv", b"Nimi;Laji;Kuvaus;Outo\nA;unit;B;c\nA;unit;B;c;d\n")])
    assert incoming.notes[-1].values["column"] == "Outo"
    assert [type(read) for read in incoming.reads] == [Row, BadRow]


@pytest.mark.parametrize("columns", [tabular.template(), tabular.employer_template()])
def test_a_template_that_is_filled_in_reads_back(columns: tuple[tabular.Column, ...], tmp_path: Path) -> None:
    path = tmp_path / "pohja.xlsx"
    path.write_bytes(tabular.as_xlsx(columns))
    book = load_workbook(path)
    filled = {"name": "Polku", "summary": "Opit työssä.", "kind": "työpaja", "employer_must_have": "suomi; kiire"}
    for number, column in enumerate(columns, start=1):
        book.worksheets[0].cell(2, number, filled.get(column.name))
    book.save(path)
    (fields,) = fields_of("pohja.xlsx", path.read_bytes())
    assert fields["employer"]["must_have"] == ["suomi", "kiire"]
    assert fields["kind"] == (EntryKind.WORKSHOP if columns == tabular.template() else EntryKind.EMPLOYER_PATH)


def test_what_an_entry_asks_is_read_from_columns_and_an_empty_cell_is_unknown() -> None:
    heads = "Nimi;Laji;Kuvaus;Nostaminen;Yövuorot;Oma auto;Ajokortti;Suomen taito;Alin ikä vuosina;Pöly"
    (fields,) = fields_of("t.csv", f"{heads}\nA;työpaja;B;Paljon;ei yhtään;ei;ce;a2;18;\n".encode())
    asked = {"lifting": "much", "nights": "none", "own_car": False, "licence": "CE", "finnish": "A2", "least_age": 18}
    assert known(entry_from({**fields, "status": "draft"}).asks) == asked


def test_an_empty_csv_template_has_the_same_headings_as_the_workbook() -> None:
    headings = tabular.as_csv(tabular.template()).decode("utf-8-sig").strip().split(";")
    assert headings == [column.heading for column in tabular.template()]
    assert len(set(headings)) == len(headings)


def test_of_two_copies_of_a_unit_the_one_with_a_size_is_taken_and_the_other_told() -> None:
    first, second = a_qualification()["tutkinnonOsat"]
    copy = {**first, "id": 70}
    (incoming,) = read_files([("x.json", json.dumps(a_qualification(tutkinnonOsat=[copy, first, second])).encode())])
    (told, *kept) = incoming.reads
    assert isinstance(told, BadRow)
    assert told.faults[0].code == "twice-in-source"
    assert [read.number for read in kept] == [2, 3]


def column(name: str) -> tabular.Column:
    return next(each for each in tabular.template() if each.name == name)


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("starts", "3.–7.2.2027", ["2027-02-03"]),
        ("starts", "15.1.27", ["2027-01-15"]),
        ("starts", "ma 15.1.2027 klo 9–15; 1.3.2027", ["2027-01-15", "2027-03-01"]),
        ("starts", "11.1.2027 ja 1.3.2027", ["2027-01-11", "2027-03-01"]),
        ("starts", "2027-01-15", ["2027-01-15"]),
        ("starts", "20.12.2026–10.1.2027", ["2026-12-20"]),
        ("starts", "jatkuva haku", []),
        ("starts", "syksy 2027", ["syksy 2027"]),
        ("starts", "15.1.", ["15.1."]),
        ("starts", "31.2.2027", ["31.2.2027"]),
        ("apply_by", "1.2.2027", "2027-02-01"),
        ("apply_by", "Jatkuva haku", None),
        ("apply_by", "ennen 1.2.2027", "ennen 1.2.2027"),
        ("length_weeks", "12", "12"),
        ("length_weeks", "2,5", "2.5"),
        ("length_weeks", "3 kk", "13.05"),
        ("length_weeks", "2 pv", "0.4"),
        ("length_weeks", "n. 10 vk", "10"),
        ("length_weeks", "8–10 viikkoa", "10"),
        ("length_weeks", "puoli vuotta", "26"),
        ("length_weeks", "2 vuotta", "104"),
        ("length_weeks", "alle 3 kk", "alle 3 kk"),
        ("length_weeks", "sovitaan", "sovitaan"),
        ("weekly_hours", "20", "20"),
        ("weekly_hours", "20 h", "20"),
        ("weekly_hours", "10–12 h/vko", "12"),
        ("fee_eur", "120,00 €", "120"),
        ("fee_eur", "1 200 €", "1200"),
        ("fee_eur", "120", "120"),
        ("fee_eur", "Maksuton", "0"),
        ("fee_eur", "50–100 euroa", "100"),
        ("fee_eur", "kysy", "kysy"),
    ],
)
def test_a_cell_of_days_lengths_hours_and_sums_is_read_as_people_write_it(name: str, cell: str, value: Any) -> None:
    assert tabular.read_cell(column(name), cell) == value


def a_row(**cells: str) -> dict[str, Any]:
    named = {"Nimi": "Piha", "Laji": "työpaja", "Kuvaus": "Opit.", **cells}
    (read,) = fields_of("t.csv", f"{'|'.join(named)}\n{'|'.join(named.values())}\n".encode())
    return read


def test_a_continuous_intake_may_be_told_in_the_place_of_the_dates() -> None:
    read = a_row(Alkamispäivät="jatkuva haku")
    assert (read["continuous"], read["starts"]) == (True, [])
    both = a_row(**{"Jatkuva haku": "ei", "Hae viimeistään": "jatkuva", "Alkamispäivät": "1.3.2027"})
    assert (both["continuous"], both["apply_by"], both["starts"]) == (True, None, ["2027-03-01"])


@pytest.mark.parametrize(
    ("heading", "cell", "fault"),
    [
        ("Alkamispäivät", "syksy 2027", "Alkamispäivät: ”syksy 2027” ei ole päivä"),
        ("Hae viimeistään", "31.2.2027", "Hae viimeistään: ”31.2.2027” ei ole päivä"),
        ("Kesto viikkoina", "sovitaan", "Kesto viikkoina: ”sovitaan” ei ole luku"),
        ("Maksu euroina", "kysy hintaa", "Maksu euroina: ”kysy hintaa” ei ole luku"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_in_finnish(heading: str, cell: str, fault: str) -> None:
    with pytest.raises(BadEntry) as error:
        entry_from({**a_row(**{heading: cell}), "status": "draft"})
    assert say_fault(error.value.faults[0]).startswith(fault)


@real
@pytest.mark.parametrize(
    ("name", "whole", "copies"),
    [("autoalan", 46, 0), ("liiketalouden", 38, 0), ("luonto-ja-ymparistoalan", 50, 0), ("puuteollisuuden", 43, 0),
     ("sosiaali-ja-terveysalan", 29, 1)],
)  # fmt: skip
def test_every_real_unit_has_a_name_a_size_and_competences(name: str, whole: int, copies: int) -> None:
    path = SHARED / "eperusteet" / f"{name}-perustutkinto.json.gz"
    (incoming,) = read_files([(path.name, path.read_bytes())])
    units = [read.fields for read in incoming.reads if isinstance(read, Row)]
    assert (len(units), len(incoming.reads) - len(units)) == (whole, copies)
    assert all(unit["name"] and unit["size_osp"] and unit["competences_gained"] for unit in units)


@real
def test_real_competences_hold_no_marks_of_html_and_no_lead_ins() -> None:
    for path in (SHARED / "eperusteet").glob("*perustutkinto.json.gz"):
        for unit in fields_of(path.name, path.read_bytes()):
            for text in unit["competences_gained"]:
                assert not set("<>\x8a\u00ad\n") & set(text), text
                assert "opiskelija osaa" not in text.lower(), text


@real
def test_every_real_row_of_opintopolku_is_read_or_told_why() -> None:
    paths = sorted((SHARED / "kouta").glob("*.ndjson"))
    (incoming,) = read_files([(path.name, path.read_bytes()) for path in paths])
    assert sum(isinstance(read, Row) for read in incoming.reads) == 5
    codes = [fault.code for read in incoming.reads if isinstance(read, BadRow) for fault in read.faults]
    assert set(codes) == {"has-offerings", "whole-qualification", "not-public-at-source", "other-level"}
