import pytest

from finnish.fold import fold, tokens
from finnish.normalise import normalise
from finnish.places import places_in
from finnish.words import Words

WORDS = Words()


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("mä oon", "minä olen"),
        ("mää haluisin", "minä haluaisin"),
        ("onks", "onko"),
        ("löytyskö", "löytyisikö"),
        ("en oo tehny", "en ole tehnyt"),
        ("kaks vuotta ilman duunia", "kaksi vuotta ilman työtä"),
        ("Haluun puhua IHMISEN kaa!!", "haluan puhua ihmisen kanssa"),
        ("voisko", "voisiko"),
        ("hakee", "hakee"),
    ],
)
def test_spoken_forms_become_written(spoken: str, written: str) -> None:
    assert normalise(spoken, WORDS.known) == written


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("työttömyysturvan", "työttömyysturva"), ("vuotta", "vuosi"), ("koulun", "koulu"), ("hygieniasta", "hygienia")],
)
def test_the_likelier_base_form_comes_first(form: str, lemma: str) -> None:
    assert WORDS.lemma(form) == lemma


def test_a_compound_has_its_parts_and_a_simple_word_has_none() -> None:
    assert "turva" in WORDS.parts("työttömyysturvan")
    assert WORDS.parts("koulu") == ()


@pytest.mark.parametrize(
    "odd", ["", "🙂🙂", "a" * 2000, "\u200b", "' OR 1=1 --", "<b>", "привет", "مرحبا", "-", "ä" * 61]
)
def test_odd_text_breaks_nothing(odd: str) -> None:
    for word in WORDS.tokens(odd):
        assert WORDS.bases(word)


def test_folding_meets_words_typed_without_dots() -> None:
    assert fold("työtä") == fold("tyota")


def test_words_drop_what_cannot_be_seen_and_shorten_a_cry() -> None:
    assert tokens("Apu\u200baaaa") == ["apuaa"]
    assert tokens("moi,mitä kuuluu?👍") == ["moi", "mitä", "kuuluu"]


@pytest.mark.parametrize("text", ["kurssi Nokialla", "joku nokialta", "NOKIA"])
def test_a_place_is_found_in_any_case(text: str) -> None:
    assert places_in(text, WORDS, ["Tampere", "Nokia"]) == ["Nokia"]
