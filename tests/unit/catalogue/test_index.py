import pytest

from catalogue.index import Index
from catalogue.model import BadEntry, Entry, entry_from
from finnish.words import Words


def entry(key: str, name_: str, **more: object) -> Entry:
    raw = {
        "key": key, "kind": "unit", "name": name_, "summary": "Näyte.", "way": "contact", "status": "published",
        "provider": "Malliopisto", "place": "Tampere", **more,
    }  # fmt: skip
    return entry_from(raw)


@pytest.fixture(scope="module")
def index(words: Words) -> Index:
    entries = [
        entry("hygienia", "Elintarvikehygienia", keywords=["hygieniapassi"]),
        entry("siivous", "Ylläpitosiivouspalvelut", keywords=["siivooja"]),
        entry("trukki", "Varastopalveluissa toimiminen", keywords=["trukkikortti"]),
        entry("kauppa", "Asiakaspalvelu kaupassa", summary="Opit siivoamaan myymälän."),
    ]
    return Index(words, entries)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("hygieniasta", "hygienia"),
        ("hygienia", "hygienia"),
        ("hygienapassi", "hygienia"),
        ("siivoushommii", "siivous"),
        ("trukkia", "trukki"),
        ("varastossa", "trukki"),
        ("asiakaspalvelua", "kauppa"),
    ],
)
def test_a_word_is_found_in_any_form_part_or_slip(index: Index, query: str, first: str) -> None:
    found = index.search(query)
    assert found, query
    assert found[0][0].key == first


def test_a_name_ranks_above_a_text(index: Index) -> None:
    assert next(found.key for found, _ in index.search("siivous")) == "siivous"


@pytest.mark.parametrize("query", ["", "xyzzy qwert", "🙂", "a" * 2000])
def test_what_is_not_there_is_not_found(index: Index, query: str) -> None:
    assert index.search(query) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "course"),
        ("name", ""),
        ("size_osp", -5),
        ("apply_by", "31.12.2026"),
        ("colour", "red"),
        ("evenings", "kyllä"),
    ],
)
def test_a_bad_entry_is_refused_with_the_field_named(field: str, value: object) -> None:
    with pytest.raises(BadEntry) as caught:
        entry("x", "Nimi", **{field: value})
    assert caught.value.field == field
