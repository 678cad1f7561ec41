import gzip
import io
import json
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from catalogue.importers import read_files, read_paths, tabular
from catalogue.importers.common import LARGEST
from catalogue.model import BadFile
from catalogue.texts import say_bad_file


def a_zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("_", "/", 1).replace("_", "."), data)
    return out.getvalue()


BOMB = a_zip(xl_workbook_xml=b"<workbook/>", xl_sheet_xml=b"0" * 60_000_000)
NOT_A_BOOK = a_zip(word_document_xml=b"<document/>")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("tyhja.csv", b"", "empty"),
        ("tyhja.csv", b" \r\n ", "empty"),
        ("tyhja.json.gz", gzip.compress(b""), "empty"),
        ("kuva.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "unknown-kind"),
        ("kirje.docx", NOT_A_BOOK, "unknown-kind"),
        ("vanha.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-excel"),
        ("pommi.xlsx", BOMB, "unpacks-too-large"),
        ("rikki.xlsx", b"PK\x03\x04rikki", "broken-workbook"),
        ("rikki.xlsx", a_zip(xl_workbook_xml=b"<workbook"), "broken-workbook"),
        ("rikki.json.gz", b"\x1f\x8brikki", "broken-gzip"),
        ("katki.json.gz", gzip.compress(b"[" * 999)[:-9], "broken-gzip"),
        ("pommi.json.gz", gzip.compress(b"0" * (LARGEST + 1), 1), "unpacks-too-large"),
        ("rikki.json", b'{"tutkinnonOsat": [', "broken-json"),
        ("syva.json", b"[" * 100_000, "broken-json"),
        ("muu.json", b'{"moi": 1}', "other-json"),
        ("muu.json", b"[]", "other-json"),
        ("muu.json", b'{"tutkinnonOsat": 5, "suoritustavat": 5, "koulutukset": 5}', "other-json"),
        ("merkit.csv", "Nimi;Laji;Kuvaus\nHyvä;unit;Työ".encode().decode("cp1252").encode(), "wrong-encoding"),
        ("merkit.csv", b"Nimi;Laji;Kuvaus\n\x81\x8d;unit;a", "wrong-encoding"),
        ("sivu.html", b"<html><body>Moi</body></html>", "columns-missing"),
        ("vajaa.csv", b"Nimi;Kuvaus\nA;B\n", "columns-missing"),
        ("otsikot.csv", tabular.as_csv(tabular.template()), "no-rows"),
        ("otsikot.xlsx", tabular.as_xlsx(tabular.template()), "no-rows"),
        ("pitka.csv", b"Nimi;Laji;Kuvaus\n" + b"a;b;c\n" * 20_001, "too-many-rows"),
        ("leveä.csv", b"Nimi;Laji;Kuvaus\n" + b"a" * 200_000, "broken-table"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_told_in_one_finnish_sentence(name: str, data: bytes, code: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_files([(name, data)])
    assert caught.value.code == code
    assert name in say_bad_file(caught.value)


def test_a_bomb_is_not_unpacked() -> None:
    tracemalloc.start()
    with pytest.raises(BadFile):
        read_files([("pommi.xlsx", BOMB)])
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_a_file_over_a_hundred_megabytes_is_not_opened(tmp_path) -> None:
    path = tmp_path / "iso.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    for paths, code in (([path], "too-large"), ([tmp_path / "poissa.csv"], "not-found")):
        with pytest.raises(BadFile) as caught:
            read_paths(paths)
        assert caught.value.code == code


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "oid koulutusOid koulutustyyppi tila nimi fi metadata opetus tarjoajat tutkinnonOsat suoritustavat "
                "tutkinnonOsaViitteet laajuus id koodiArvo osaamistavoitteet hakutiedot _source koulutukset".split()
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


def read_or_refuse(name: str, data: bytes) -> None:
    """Only a named refusal that has a sentence may come of any bytes."""
    try:
        read_files([(name, data)])
    except BadFile as error:
        say_bad_file(error)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_no_json_crashes_an_importer(document: object) -> None:
    read_or_refuse("x.json", json.dumps(document).encode())


@settings(max_examples=200, deadline=None)
@given(st.lists(JSON, max_size=5))
def test_no_documents_of_opintopolku_crash_the_importer(documents: list[object]) -> None:
    rows = [{"oid": "1", "koulutustyyppi": "tuva", "tila": "julkaistu", "metadata": each} for each in documents]
    read_or_refuse("x.ndjson", "\n".join(json.dumps(row) for row in rows).encode())


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_no_qualification_crashes_the_importer(document: object) -> None:
    whole = {"tutkinnonOsat": [document], "suoritustavat": [document], "nimi": document}
    read_or_refuse("x.json", json.dumps(whole).encode())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "ignore")))
def test_no_bytes_crash_an_importer(data: bytes) -> None:
    for start in (b"", b"Nimi;Laji;Kuvaus\n", b"PK\x03\x04", b"\x1f\x8b", b"\xff\xfe", b"{"):
        read_or_refuse("x", start + data)


def a_book_of_one_long_text(cells: int) -> bytes:
    """A workbook that is small, packed and unpacked, and whose every cell is the same text of 32,000 signs."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    row = [HEADING] * 100
    for _ in range(cells // 100):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEADING = "a\u0301" * 16_000


def test_a_text_that_a_workbook_keeps_once_and_shows_everywhere_is_bounded() -> None:
    data = a_book_of_one_long_text(100_000)
    assert len(data) < 10_000_000, "far below every limit of a file"
    began = time.process_time()
    with pytest.raises(BadFile, match="unpacks-too-large"):
        read_files([("pitka.xlsx", data)])
    assert time.process_time() - began < 5
