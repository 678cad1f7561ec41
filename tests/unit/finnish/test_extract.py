from datetime import date

import pytest

from finnish.dates import Span
from finnish.extract import Extractor, Length, Vocabulary, Wishes
from finnish.numbers import number_of
from finnish.words import Words

WORDS = Words()
TODAY = date(2026, 11, 25)  # a Wednesday
EXTRACTOR = Extractor(
    WORDS,
    Vocabulary(
        fields=("hoiva-ala", "kaupan ala", "sosiaali- ja terveysala", "rakennusala", "siivousala", "luontoala"),
        occupations=("lähihoitaja", "siivooja", "kokki", "varastotyöntekijä", "linja-auton kuljettaja"),
        places=("Tampere", "Nokia", "Ylöjärvi", "Pirkkala", "Kangasala", "Tesoma"),
    ),
)


def read(text: str) -> Wishes:
    return EXTRACTOR.read(text, TODAY)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("kurssi Nokialla", ("Nokia",)),
        ("jotain tampereelta tai ylojarvella", ("Tampere", "Ylöjärvi")),
        ("asun tesomalla", ("Tesoma",)),
        ("ei nokialla vaan kangasalla", ("Kangasala",)),
        ("onks teil mitää pirkkalas", ("Pirkkala",)),
        ("haluun oppia", ()),
    ],
)
def test_places_are_found_in_any_case_and_not_when_denied(text: str, places: tuple[str, ...]) -> None:
    assert read(text).places == places


@pytest.mark.parametrize(
    ("text", "occupations"),
    [
        ("haluisin lähihoitajaks", ("lähihoitaja",)),
        ("haluan lahihoitjaksi", ("lähihoitaja",)),
        ("siivoojan hommia tai kokiks", ("siivooja", "kokki")),
        ("kouluttautua linja-auton kuljettajaksi", ("linja-auton kuljettaja",)),
        ("varastotyöntekijäksi", ("varastotyöntekijä",)),
        ("en halua siivoojaksi", ()),
        ("olin siivoojana ja nyt haluan kokiksi", ("kokki",)),
    ],
)
def test_occupations_are_found_when_wished_for(text: str, occupations: tuple[str, ...]) -> None:
    assert read(text).occupations == occupations


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("hoiva-alalle", "hoiva-ala"),
        ("hoivatyö kiinnostaa", "hoiva-ala"),
        ("kaupan alan kurssi", "kaupan ala"),
        ("rakennusalan koulutus", "rakennusala"),
        ("siivousalalle jotain", "siivousala"),
        ("sosiaali- ja terveysalalla", "sosiaali- ja terveysala"),
    ],
)
def test_fields_are_found_by_name_and_by_what_they_are_of(text: str, field: str) -> None:
    assert field in read(text).fields


def test_a_new_name_is_understood_without_training() -> None:
    words = Vocabulary(occupations=("dronelentäjä",))
    assert Extractor(WORDS, words).read("haluun dronelentäjäks", TODAY).occupations == ("dronelentäjä",)


@pytest.mark.parametrize(
    ("text", "ways", "times"),
    [
        ("voiks tehdä etänä", ("distance",), ()),
        ("netissä illalla", ("distance",), ("evening",)),
        ("lähiopetuksena viikonloppuisin", ("contact",), ("weekend",)),
        ("työn ohessa", ("workplace",), ()),
        ("oppisopimuksella työpaikalla", ("workplace",), ()),
        ("ei etänä", (), ()),
        ("ei etänä vaan paikan päällä", ("contact",), ()),
        ("iltakurssi", (), ("evening",)),
        ("etsin jotain iltaisin netissä", ("distance",), ("evening",)),
        ("ettei tarvi joka päivä istua luokassa", (), ()),
    ],
)
def test_the_way_and_the_time_of_day_are_found(text: str, ways: tuple[str, ...], times: tuple[str, ...]) -> None:
    assert (read(text).ways, read(text).times) == (ways, times)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("alle kuukausi", Length(None, 30)),
        ("max 3 kk", Length(None, 90)),
        ("max 3kk", Length(None, 90)),
        ("enintään kaks viikkoo", Length(None, 14)),
        ("vähintään viisi päivää", Length(5, None)),
        ("pari viikkoa", Length(10, 17)),
        ("puoli vuotta", Length(136, 227)),
        ("kolme vuotta sitten", None),
        ("olen ollut työttömänä kaksi vuotta", None),
        ("57 vuotta", None),
    ],
)
def test_the_length_wished_for_is_bounded_in_days(text: str, length: Length | None) -> None:
    got = read(text).length
    assert got == length or (got and length and abs((got.at_most or 0) - (length.at_most or 0)) <= 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("tammikuussa", date(2027, 1, 1), date(2027, 1, 31)),
        ("marraskuussa", TODAY, date(2026, 11, 30)),
        ("heti", TODAY, date(2026, 12, 25)),
        ("ens viikolla", date(2026, 11, 30), date(2026, 12, 6)),
        ("tällä viikolla", TODAY, date(2026, 11, 29)),
        ("ensi kuussa", date(2026, 12, 1), date(2026, 12, 31)),
        ("ensi vuonna", date(2027, 1, 1), date(2027, 12, 31)),
        ("syksyllä", TODAY, date(2026, 11, 30)),
        ("keväällä", date(2027, 1, 1), date(2027, 5, 31)),
        ("talvella", date(2026, 12, 1), date(2027, 2, 28)),
        ("15.1.", date(2027, 1, 15), date(2027, 1, 15)),
        ("alkaa 15.12.2026", date(2026, 12, 15), date(2026, 12, 15)),
        ("toinen maaliskuuta", date(2027, 3, 2), date(2027, 3, 2)),
        ("ennen joulua", TODAY, date(2026, 12, 23)),
        ("kesän jälkeen", date(2027, 9, 1), date(2027, 10, 30)),
        ("kahden viikon päästä", date(2026, 12, 9), date(2026, 12, 16)),
        ("maanantaina", date(2026, 11, 30), date(2026, 11, 30)),
        ("huomenna", date(2026, 11, 26), date(2026, 11, 26)),
    ],
)
def test_the_start_is_a_span_of_days_seen_from_today(text: str, first: date, last: date) -> None:
    assert read(text).start == Span(first, last)


@pytest.mark.parametrize(
    "text", ["31.2.", "99.99.", "moi", "tammikuussa jäin työttömäksi", "viime keväänä", "3.5 kuukautta"]
)
def test_no_date_and_a_date_of_the_past_tense_are_no_start(text: str) -> None:
    assert read(text).start is None


def test_a_wish_for_what_is_free_is_told() -> None:
    assert read("onko ilmaista kurssia").free
    assert read("maksuton koulutus").free
    assert not read("onko kallista").free


@pytest.mark.parametrize(
    ("spoken", "value"),
    [
        ("kaksikytviis", 25),
        ("kakskyt", 20),
        ("kolkytviisvuotias", 35),
        ("viistoista", 15),
        ("kahdentoista", 12),
        ("kahdeksan", 8),
        ("sata", 100),
        ("kaksisataaviisikymmentä", 250),
        ("puolitoista", 1.5),
        ("12", 12),
    ],
)
def test_number_words_have_their_values(spoken: str, value: float) -> None:
    assert number_of(WORDS.tokens(spoken)[0]) == value


@pytest.mark.parametrize("word", ["", "kissa", "toissa", "9" * 50, "yksi" * 500])
def test_what_is_no_number_has_no_value(word: str) -> None:
    assert number_of(word) is None
