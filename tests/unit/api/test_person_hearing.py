"""What a message tells of who wrote it, in many voices; and which of it is named when it is to be forgotten."""

from collections.abc import Mapping
from datetime import date

import pytest

from api.person.model import Fact, FactKind, Status, Told
from api.person.model.hearing import Listener, ReadAs, corrected, names
from api.person.service import listener
from api.person.wording import label
from finnish.words import Words

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def hearer(words: Words) -> Listener:
    return listener(words)


def heard(hearer: Listener, text: str) -> set[tuple[str, object]]:
    """Each fact by its kind and value; of work its name and years."""
    return {(told.kind.value, in_short(told)) for told in hearer.hear(text, TODAY)}


def in_short(told: Told) -> object:
    if isinstance(told.value, Mapping):
        return told.value["occupation"], told.value["years"]
    return told.value


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("oon 34", {("age", 34)}),
        ("moi oon 19-vuotias ja etsin jotain", {("age", 19)}),
        ("Täytin juuri 25.", {("age", 25)}),
        ("oon nelkytkolme vuotta vanha", {("age", 43)}),
        ("terve, nimi on Pekka, ikää 63", {("age", 63)}),
        ("oon kakskytviis", {("age", 25)}),
        ("mä oon 52-vuotias ja työtön", {("age", 52), ("situation", "unemployed")}),
        ("oon 52v ja työtön", {("age", 52), ("situation", "unemployed")}),
        ("oon 52v ja töissä varastolla", {("age", 52), ("work", ("varastotyöntekijä", None))}),
        ("oon 5 vuotta ollu työtön", {("situation", "long_unemployed")}),
        ("nainen 38v, tampere", {("age", 38)}),
        ("oon ollu kokkina kuus vuotta", {("work", ("kokki", 6))}),
        ("Olin siivoojana kymmenen vuotta.", {("work", ("siivooja", 10))}),
        ("moro! hitsarina oltu parikyt vuotta", {("work", ("hitsaaja", 20))}),
        ("oon ammatiltani hitsaaja", {("work", ("hitsaaja", None))}),
        ("olin myyjänä 2010-2018", {("work", ("myyjä", 8))}),
        ("oon 52 ja lähihoitaja", {("age", 52), ("work", ("lähihoitaja", None))}),
        ("Asun Nokialla.", {("place", "Nokia")}),
        ("mä asun hervannassa", {("place", "Tampere")}),
        ("oon nokialta", {("place", "Nokia")}),
        ("asutaan perheen kans tampereella", {("place", "Tampere")}),
        ("mulla on trukkikortti", {("card", "trukkikortti")}),
        ("löytyy hygieniapassi ja tulityökortti", {("card", "hygieniapassi"), ("card", "tulityökortti")}),
        ("mulla on b-kortti ja tieturva", {("card", "B-ajokortti"), ("card", "tieturvakortti")}),
        ("osaan arabiaa ja vähän suomea", {("language", "arabia"), ("language", "suomi")}),
        ("tänne muutettiin Syyriasta, puhun arabiaa", {("language", "arabia")}),
        ("oon ollu työttömänä kolme vuotta", {("situation", "long_unemployed")}),
        ("jäin työttömäks viime kuussa", {("situation", "unemployed")}),
        ("en oo ikinä ollu töissä", {("situation", "never_worked")}),
        ("selkä on ihan paskana", {("limit", "ei nostamista")}),
        ("mulla on astma", {("limit", "ei pölyä")}),
        ("en voi nostaa mitään raskasta", {("limit", "ei nostamista")}),
        ("en pysty tekee yötöitä", {("limit", "ei yötöitä")}),
        ("lääkäri kielsi nostamisen", {("limit", "ei nostamista")}),
        (
            "oon 41 ja ollu siivoojana 12 vuotta, asun Tampereella",
            {("age", 41), ("work", ("siivooja", 12)), ("place", "Tampere")},
        ),
        ("mun poika on 17 mut mä oon 44", {("age", 44)}),
        ("44v", {("age", 44)}),
        ("moi, 38v", {("age", 38)}),
        ("61v työtön kokki", {("age", 61), ("work", ("kokki", None)), ("situation", "unemployed")}),
        ("55v mies", {("age", 55)}),
        ("oon syntynyt 1990", {("age", 36)}),
        ("mä synnyin vuonna 1971", {("age", 55)}),
        ("täytän kohta 15", {("age", 14)}),
        ("22v siivoojana", {("work", ("siivooja", 22))}),
        ("oon asunu Pirkkalassa 10 vuotta", {("place", "Pirkkala")}),
        ("pomo sanoi et oon hyvä kokki", set()),
        ("kaveri väittää että olen hyvä hitsari", set()),
        ("sanoinkin jo että oon kokki", {("work", ("kokki", None))}),
        ("en mä sanonu et oon kokki", set()),
        ("kuulun liittoon ja oon muslimi", set()),
        ("mulla on rikosrekisteri", set()),
        ("en oo työtön, oon töissä", {("situation", "employed")}),
        ("koti on Nokialla", {("place", "Nokia")}),
        ("kämppä on hervannassa", {("place", "Tampere")}),
        ("Pirkkalassa kotona", {("place", "Pirkkala")}),
        ("muutin just Ylöjärvelle", {("place", "Ylöjärvi")}),
        ("oon tamperelainen", {("place", "Tampere")}),
        ("39 vuotta on mittarissa", {("age", 39)}),
        ("äidinkieleni on somali", {("language", "somali")}),
        ("nostaa en saa enää", {("limit", "ei nostamista")}),
        ("lukeminen on mulle vaikeeta", {("limit", "lukeminen on raskasta")}),
        ("illalla en lähde mihinkään", {("limit", "ei iltatöitä")}),
        ("aikaa on noin 10 tuntia viikossa", {("limit", "aikaa opiskella 10 tuntia viikossa")}),
        ("tein kenkätehtaalla töitä 30 vuotta", {("work", ("tuotantotyöntekijä", 30))}),
        ("keittäjänä päiväkodissa 14 vuotta", {("work", ("suurtalouskokki", 14))}),
        ("teen töitä 20 tuntia viikossa", {("situation", "employed")}),
        ("lomautettuna raksalta", {("situation", "unemployed")}),
        ("mulla ei oo mitään työkokemusta", {("situation", "never_worked")}),
        ("en oo vielä ollu töissä", {("situation", "never_worked")}),
    ],
)
def test_what_is_told_of_oneself_is_heard(hearer: Listener, text: str, facts: set[tuple[str, object]]) -> None:
    assert heard(hearer, text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "mun poika on 17",
        "tyttö on 16 ja oon sen äiti",
        "vaimo on 45 ja lähihoitaja",
        "lapsi täyttää 18",
        "kaveri on kokki",
        "mun mies on rekkakuski",
        "mun sisko on työtön",
        "äiti asuu Turussa",
        "veljellä on ajokortti",
        "mun naapuri puhuu somalia",
        "äidillä on astma",
    ],
)
def test_what_is_told_of_somebody_else_is_not(hearer: Listener, text: str) -> None:
    assert not heard(hearer, text)


@pytest.mark.parametrize(
    "text",
    [
        "haluisin kokiksi",
        "Haaveilen sairaanhoitajan ammatista",
        "haluisin trukkikortin",
        "haluun oppia englantia",
        "muuttaisin mielelläni helsinkiin",
        "pelkään että jään työttömäksi",
        "jos olisin 30 nii lähtisin kouluun",
        "voinko opiskella 50-vuotiaana",
        "onks teillä jotain yli 25-vuotiaille",
        "saako siitä hygieniapassin",
        "mitä kokki tekee",
    ],
)
def test_a_wish_a_fear_and_a_question_tell_nothing(hearer: Listener, text: str) -> None:
    assert not heard(hearer, text)


@pytest.mark.parametrize(
    "text",
    [
        "en oo kokki",
        "äidin koti on nokialla",
        "kurssi on 20 tuntia viikossa",
        "orivedelle asti en aja",
        "en nyt tarvitse ihmistä",
        "siivoushommia en ota vastaan",
        "toimistotyön koulutus tampereella",
        "muutan kesällä turkuun",
        "oon hakenut nokialta kurssia",
        "kaveri on nokialta",
        "en asu tampereella",
        "asuin ennen turussa",
        "en osaa ruotsia",
        "mulla ei oo astmaa",
        "en oo 20 enää",
        "kurssi kestää 2 vuotta",
        "mulla on 5 lasta",
        "",
        "?!",
    ],
)
def test_what_is_denied_or_counts_something_else_tells_nothing(hearer: Listener, text: str) -> None:
    assert not heard(hearer, text)


def test_the_years_of_a_work_are_kept_with_its_first_and_last_one(hearer: Listener) -> None:
    (told,) = hearer.hear("olin myyjänä 2010-2018", TODAY)
    assert isinstance(told.value, Mapping)
    assert (told.value["from"], told.value["to"]) == (2010, 2018)


def test_the_words_are_those_of_the_clause_that_tells_it(hearer: Listener) -> None:
    told = {each.kind: each.words for each in hearer.hear("Moikka, oon 41, ja asun Tampereella! Mitä mulle?", TODAY)}
    assert told == {FactKind.AGE: "oon 41", FactKind.PLACE: "asun Tampereella"}


def test_facts_stand_in_the_order_in_which_they_were_told(hearer: Listener) -> None:
    told = hearer.hear("mulla on trukkikortti, asun nokialla, oon 33", TODAY)
    assert [each.kind for each in told] == [FactKind.CARD, FactKind.PLACE, FactKind.AGE]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("olin vankilassa kokkina kaksi vuotta", "kokkina kaksi vuotta"),
        ("olen muslimi ja kokki", "kokki"),
        ("vankilassa olin 3 vuotta kirvesmiehen hommissa", "olin 3 vuotta kirvesmiehen hommissa"),
    ],
)
def test_a_trade_is_kept_and_what_is_private_beside_it_is_not_quoted(hearer: Listener, text: str, quoted: str) -> None:
    (told,) = hearer.hear(text, TODAY)
    assert (told.kind, told.words) == (FactKind.WORK, quoted)


def test_what_one_denies_having_said_is_taken_back(hearer: Listener) -> None:
    assert hearer.taken_back("en mä sanonu et oon kokki") == "et oon kokki"
    assert hearer.taken_back("mä sanoin et oon kokki") == ""


WORK = {"occupation": "siivooja", "code": "9112", "years": 5, "from": None, "to": None, "paid": None, "tasks": []}


@pytest.mark.parametrize(
    ("said", "years"), [("eiku 15 vuotta", 15), ("siis kaks vuotta", 2), ("joo", None), ("15", None)]
)
def test_years_put_right_those_of_the_work_that_was_told_last(words: Words, said: str, years: int | None) -> None:
    told = corrected(said, Fact("1", FactKind.WORK, WORK, "siivosin 5 vuotta", 1, Status.TOLD), words)
    assert (told.value["years"] if told and isinstance(told.value, Mapping) else None) == years


def test_what_is_told_twice_is_one_fact(hearer: Listener) -> None:
    assert len(hearer.hear("oon 34. joo oon 34", TODAY)) == 1


CARD = Fact("1", FactKind.CARD, "trukkikortti", "mulla on trukkikortti", 1, Status.TOLD)
PLACE = Fact("2", FactKind.PLACE, "Tampere", "mä asun hervannassa", 2, Status.TOLD)
AGE = Fact("3", FactKind.AGE, 41, "oon 41", 3, Status.TOLD)
SITUATION = Fact("4", FactKind.SITUATION, "unemployed", "jäin työttömäks", 4, Status.TOLD)
FACTS = (CARD, PLACE, AGE, SITUATION)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("unohda se trukkikortti", CARD),
        ("unohda toi kortti", CARD),
        ("jätä Tampere pois mun tiedoista", PLACE),
        ("unohda et asun Hervannassa", PLACE),
        ("unohda missä mä asun", PLACE),
        ("poista mun ikä", AGE),
        ("Poistaisitteko ikäni, sillä ei ole merkitystä.", AGE),
        ("ota pois se että olen työtön", SITUATION),
    ],
)
def test_a_fact_is_named_by_its_label_or_by_the_words_that_told_it(words: Words, text: str, fact: Fact) -> None:
    assert [each for each in FACTS if names(each, label(each), text, words)] == [fact]


def test_words_that_say_nothing_of_a_fact_name_none(words: Words) -> None:
    assert not any(names(each, label(each), "unohda se", words) for each in FACTS)


@pytest.mark.parametrize(
    ("said", "kind", "age"),
    [
        ("siis 42, näppäilin väärin", FactKind.AGE, 42),
        ("piti olla 35", FactKind.AGE, 35),
        ("42", FactKind.AGE, None),
        ("siis oon siivooja", FactKind.AGE, None),
        ("siis 42, näppäilin väärin", FactKind.PLACE, None),
    ],
)
def test_a_number_puts_right_the_age_that_was_told_last(
    words: Words, said: str, kind: FactKind, age: int | None
) -> None:
    told = corrected(said, Fact("1", kind, 24, "oon 24", 1, Status.TOLD), words)
    assert (told.value if told else None) == age


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("24", ("age", 24)),
        ("tampere", ("place", "Tampere")),
        ("nokialla", ("place", "Nokia")),
        ("no ylöjärveltä", ("place", "Ylöjärvi")),
    ],
)
def test_a_town_or_an_age_alone_is_heard_unsurely(hearer: Listener, text: str, fact: tuple[str, object]) -> None:
    told = hearer.alone(text)
    assert told is not None
    assert (told.kind.value, told.value) == fact
    assert not told.sure


@pytest.mark.parametrize("text", ["entä nokialla", "3", "500", "siivous", "", "moi"])
def test_what_is_more_or_less_than_a_town_or_an_age_is_no_fact(hearer: Listener, text: str) -> None:
    assert hearer.alone(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("no siis 53", FactKind.AGE, 53),
        ("viiskytkuus mä oon", FactKind.AGE, 56),
        ("hervannas", FactKind.PLACE, "Tampere"),
        ("nekalasta", FactKind.PLACE, "Tampere"),
        ("ja Tesoman nurkilta", FactKind.PLACE, "Tampere"),
        ("ku asun lentävänniemes", FactKind.PLACE, "Tampere"),
        ("mänttä", FactKind.PLACE, "Mänttä-Vilppula"),
        ("b kortti on", FactKind.CARD, "B-ajokortti"),
        ("trukki ja työturva", FactKind.CARD, "trukkikortti"),
        ("tulityöt, tieturva 1", FactKind.CARD, "tulityökortti"),
        ("turkki, kurdi, suomi ok", FactKind.LANGUAGE, "turkki"),
        ("ranteet on nyt sökönä", FactKind.LIMIT, "ei tarkkaa käsityötä"),
        ("eikä polvia", FactKind.LIMIT, "ei pitkää seisomista"),
        ("neljä tuntia päivässä saan tehdä", FactKind.LIMIT, "vain muutama tunti päivässä"),
        ("no puolta päivää enempää en kestä", FactKind.LIMIT, "vain muutama tunti päivässä"),
    ],
)
def test_where_the_bot_read_a_fact_its_bare_name_tells_it(
    hearer: Listener, text: str, kind: FactKind, value: object
) -> None:
    assert value in {told.value for told in hearer.hear(text, TODAY, [ReadAs(kind, 0, len(text))]) if told.kind is kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("onko se tampereella", FactKind.PLACE),
        ("en asu tampereella", FactKind.PLACE),
        ("b-korttia ei ole", FactKind.CARD),
        ("mieheni on 53", FactKind.AGE),
        ("jos polvi ei kestä", FactKind.LIMIT),
        ("äiti puhuu venäjää", FactKind.LANGUAGE),
    ],
)
def test_what_is_asked_denied_or_anothers_is_no_fact_however_it_was_read(
    hearer: Listener, text: str, kind: FactKind
) -> None:
    assert not [told for told in hearer.hear(text, TODAY, [ReadAs(kind, 0, len(text))]) if told.kind is kind]


def test_only_the_part_that_was_read_so_is_heard_so(hearer: Listener) -> None:
    text = "46, ja mitä siellä nokialla on"
    assert [told.kind for told in hearer.hear(text, TODAY, [ReadAs(FactKind.AGE, 0, 2)])] == [FactKind.AGE]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("mulla ei oo ajokorttia", "ei ajokorttia"),
        ("eikä mulla oo autoa", "ei omaa autoa"),
        ("en kestä istua koko päivää", "ei pitkää istumista"),
        ("en kestä melua", "ei melua"),
    ],
)
def test_what_one_has_not_or_does_not_bear_is_a_limit(hearer: Listener, text: str, limit: str) -> None:
    assert ("limit", limit) in heard(hearer, text)
