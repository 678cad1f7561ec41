from datetime import date

import pytest

from catalogue.model import EntryKind, Way
from catalogue.search.query import read
from catalogue.search.ranking import Found, page, page_or_nearest
from catalogue.search.wishes import Wish
from finnish.words import Words
from tests.unit.catalogue.test_index import built, entry

TODAY = date(2026, 12, 1)
PLACES = {"Tampere", "Nokia", "Ylöjärvi"}
ENTRIES = [
    entry("siivous-1", "Siivous", code="1", starts=["2027-01-11"], fee_eur=0, length_weeks=2),
    entry("siivous-2", "Siivous", code="1", place="Nokia", way="distance"),
    entry("siivous-3", "Siivous", code="1", continuous=True, language="sv"),
    entry("pesu", "Ikkunoiden pesu", code="2", summary="Siivous kuuluu työhön.", kind="badge"),
    entry("vanha", "Siivous", code="3", valid_until="2026-11-30"),
    entry("hitsaus", "Hitsaus", code="4", starts=["2027-03-01", "2027-08-16"], fee_eur=90, length_weeks=20),
]


@pytest.fixture(scope="module")
def index(words: Words):
    return built(words, ENTRIES)


def keys(found: Found) -> list[str]:
    return [each.key for each in found.items]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(place="nokia"), {"siivous-2"}),
        (Wish(way=Way.DISTANCE), {"siivous-2"}),
        (Wish(kind=EntryKind.BADGE), {"pesu"}),
        (Wish(free=True), {"siivous-1"}),
        (Wish(language="sv"), {"siivous-3"}),
        (Wish(longest_weeks=8), {"siivous-1"}),
    ],
)
def test_a_wish_narrows(index, wish: Wish, expected: set[str]) -> None:
    assert set(keys(page(index, wish, TODAY, 10))) == expected


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(starts_from="2027-03-01"), {"siivous-3", "hitsaus"}),
        (Wish(starts_by="2027-01-11"), {"siivous-1", "siivous-3"}),
        (Wish(starts_from="2027-04-01", starts_by="2027-08-15"), {"siivous-3"}),
    ],
)
def test_what_begins_in_time_comes_first_and_what_tells_no_start_after_it(
    index, wish: Wish, expected: set[str]
) -> None:
    found = keys(page(index, wish, TODAY, 10))
    assert set(found[: len(expected)]) == expected
    assert set(found[len(expected) :]) == {"siivous-2", "pesu"}


def test_a_start_that_is_gone_is_none_that_is_told(words: Words) -> None:
    index = built(
        words, [entry("mennyt", "Hitsaus", starts=["2026-09-01"]), entry("tuleva", "Hitsaus", starts=["2027-01-05"])]
    )
    assert keys(page(index, Wish("hitsaus", starts_by="2027-02-01"), TODAY, 10)) == ["tuleva", "mennyt"]


def test_a_start_is_let_go_when_nothing_tells_one_in_time(words: Words) -> None:
    index = built(words, [entry("myohemmin", "Hitsaus", starts=["2027-09-01"]), entry("kertomatta", "Hitsaus")])
    found = asked(index, words, "hitsausta ennen 1.2.2027")
    assert found.let_go == ("start",)
    assert set(keys(found)) == {"myohemmin", "kertomatta"}


def test_what_is_no_longer_valid_is_not_shown(index) -> None:
    assert "vanha" not in keys(page(index, Wish("siivous"), TODAY, 10))


def test_ties_are_broken_by_name_and_key(index) -> None:
    assert keys(page(index, Wish(), TODAY, 10)) == ["hitsaus", "pesu", "siivous-1", "siivous-2", "siivous-3"]


def test_copies_of_a_unit_do_not_fill_the_first_page(words: Words) -> None:
    copies = [entry(f"a{number}", "Auton korjaus", code="1", place=f"P{number}") for number in range(9)]
    index = built(words, [*copies, entry("b", "Auton korjaus ja huolto", code="2")])
    assert keys(page(index, Wish("auton korjaus"), TODAY, 3)) == ["a0", "b", "a1"]


def test_what_is_near_comes_first_and_leaves_nothing_out(index) -> None:
    plain, near = (keys(page(index, Wish("siivous", near=place), TODAY, 10)) for place in (None, "nokia"))
    assert plain[0] == "siivous-1"
    assert near[0] == "siivous-2"
    assert set(near) == set(plain)
    assert keys(page(index, Wish(near="Nokia"), TODAY, 10))[0] == "siivous-2"
    assert keys(page(index, Wish("siivous", near="Muualla"), TODAY, 10)) == plain


def test_a_place_that_is_wished_for_goes_before_what_is_near(index) -> None:
    assert keys(page(index, Wish("siivous", place="Nokia", near="Tampere"), TODAY, 10)) == ["siivous-2"]
    let_go = page_or_nearest(index, Wish("hitsaus", place="Nokia", near="Tampere"), TODAY, 10)
    assert (let_go.let_go, keys(let_go)) == (("place",), ["hitsaus"])


def test_when_a_place_is_let_go_the_nearest_comes_first_and_online_needs_no_travel(words: Words) -> None:
    towns = ["Ylöjärvi", "Orivesi", "Kangasala", "Utopia"]
    entries = [entry(str(number), "Hitsaus", code=town, place=town) for number, town in enumerate(towns)]
    online = entry("verkossa", "Hitsaus", code="v", place="Verkko", way="distance")
    found = page_or_nearest(built(words, [*entries, online]), Wish("hitsaus", place="Juupajoki"), TODAY, 5)
    assert (keys(found), found.let_go) == (["verkossa", "1", "2", "0", "3"], ("place",))


def test_the_nearest_is_looked_for_among_what_was_asked_for(words: Words) -> None:
    far, near = entry("hitsaus", "Hitsaus", place="Nokia"), entry("pesu", "Pesu", summary="Hitsaus.", place="Orivesi")
    found = page_or_nearest(built(words, [far, near]), Wish("hitsaus", place="Juupajoki"), TODAY, 5)
    assert keys(found) == ["hitsaus", "pesu"]


def test_a_region_holds_its_towns(words: Words) -> None:
    index = built(
        words, [entry("a", "Hitsaus", code="a", place="Nokia"), entry("b", "Hitsaus", code="b", place="Pori")]
    )
    wish = read("hitsausta, pirkanmaa käy", None, words, {"Nokia", "Pori"}, TODAY)
    assert wish.place == "Pirkanmaa"
    assert keys(page(index, wish, TODAY, 5)) == ["a"]


@pytest.mark.parametrize(
    "said", ["hoivatyötä bussilla", "hoivatyötä, ei oo autoa", "hoivatyötä ilman autoa", "kuljen junalla hoivatyötä"]
)
def test_who_goes_without_a_car_is_heard_and_the_car_is_no_subject(words: Words, said: str) -> None:
    wish = read(said, None, words, PLACES, TODAY)
    assert (wish.without_car, wish.text, wish.unwanted) == (True, "hoivatyötä", "")


@pytest.mark.parametrize("said", ["bussikuskiksi", "autojen korjausta", "en halua autoalaa, haluan hoivatyötä"])
def test_a_car_or_a_bus_that_one_works_with_is_no_way_to_travel(words: Words, said: str) -> None:
    assert not read(said, None, words, PLACES, TODAY).without_car


def test_what_asks_for_a_car_of_ones_own_comes_last_to_who_has_none_and_is_not_hidden(words: Words) -> None:
    entries = [entry(key, "Hoivatyö", code=key, asks={"own_car": asked}) for key, asked in (("a", True), ("b", None))]
    index = built(words, entries)
    assert keys(page(index, Wish("hoivatyö"), TODAY, 5)) == ["a", "b"]
    assert keys(page(index, Wish("hoivatyö", without_car=True), TODAY, 5)) == ["b", "a"]


def test_what_is_for_the_skilled_comes_after_what_anybody_may_begin(words: Words) -> None:
    entries = [
        entry(key, "Hoiva", code=key, asks={"experience": asked}) for key, asked in (("a", "much"), ("b", "none"))
    ]
    assert keys(page(built(words, entries), Wish("hoiva"), TODAY, 5)) == ["b", "a"]


def test_what_is_near_does_not_come_before_a_better_answer(words: Words) -> None:
    index = built(words, [entry("muualla", "Hitsaus"), entry("nokialla", "Sorvaus", place="Nokia", summary="Hitsaus.")])
    assert keys(page(index, Wish("hitsaus", near="Nokia"), TODAY, 10))[0] == "muualla"


def test_what_is_shown_next_goes_on_where_the_first_ended(index) -> None:
    whole = keys(page(index, Wish(), TODAY, 10))
    assert whole == [key for skip in range(0, 6, 2) for key in keys(page(index, Wish(), TODAY, 2, skip))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("haluaisin opiskella siivousta Nokialla", Wish("siivousta", place="Nokia")),
        ("siivousta ylojarvella", Wish("siivousta", place="Ylöjärvi")),
        ("löytyykö siivouskurssia etänä", Wish("siivouskurssia", way=Way.DISTANCE)),
        ("onks mitään ilmaista", Wish("", free=True)),
        ("siivous ruotsiksi", Wish("siivous", language="sv")),
        ("keväällä alkava hitsaus", Wish("hitsaus", starts_from="2027-01-01", starts_by="2027-05-31")),
        ("hitsaus joulukuussa", Wish("hitsaus", starts_from="2026-12-01", starts_by="2026-12-31")),
        ("hitsausta heti", Wish("hitsausta", starts_from="2026-12-01", starts_by="2027-01-26")),
        ("lyhyt siivouskurssi", Wish("siivouskurssi", longest_weeks=8.0)),
        ("enintään kolme viikkoa siivousta", Wish("siivousta", longest_weeks=3.0)),
        ("siivous 2 kk", Wish("siivous", longest_weeks=8.7)),
        ("kahden kuukauden siivouskurssi", Wish("siivouskurssi", longest_weeks=8.7)),
        (
            "siivouskurssi parin viikon päästä",
            Wish("siivouskurssi", starts_from="2026-12-15", starts_by="2026-12-22"),
        ),
        ("hitsaus joka alkaa ennen 1.2.2027", Wish("hitsaus", starts_from="2026-12-01", starts_by="2027-01-31")),
        (
            "tammikuussa alkavat siivouskurssit",
            Wish("siivouskurssit", starts_from="2027-01-01", starts_by="2027-01-31"),
        ),
        ("alkaako mikään kuukauden sisällä", Wish(starts_from="2026-12-01", starts_by="2027-01-01")),
        ("siivousta joulun jälkeen", Wish("siivousta", starts_from="2026-12-27")),
        ("siivousta kesällä tai syksyllä", Wish("siivousta", starts_from="2027-06-01", starts_by="2027-11-30")),
        ("siivousta, mutta en pääse ennen helmikuuta", Wish("siivousta", starts_from="2027-02-01")),
        ("siivousta klo 9–15, 20 tuntia viikossa", Wish("siivousta", most_hours=20)),
        ("oon 57 ja etsin siivouskurssia", Wish("siivouskurssia")),
        ("siivosin 12 vuotta, nyt haluun hitsausta", Wish("hitsausta")),
        ("siivouskurssi alle 100 e", Wish("siivouskurssi")),
        ("en jaksa kolmen vuoden koulutusta, siivousta", Wish("siivousta")),
        ("verkkokauppa kiinnostaa", Wish("verkkokauppa")),
        ("siivousta Oulussa", Wish("siivousta", place="Oulu")),
        ("siivousta mutta ei etänä", Wish("siivousta")),
        ("maksuton siivouskurssi", Wish("siivouskurssi", free=True)),
        ("en osaa hitsata, voisko oppia", Wish("hitsata")),
        ("en halua siivousta vaan hitsausta", Wish("hitsausta", unwanted="siivousta")),
        ("en halua siivota haluan hitsata", Wish("hitsata", unwanted="siivota")),
        ("en tykkää toimistohommista", Wish(unwanted="toimistohommista")),
        ("toimistohommat ei kiinnosta", Wish(unwanted="toimistohommat")),
        ("ei siivousta", Wish(unwanted="siivousta")),
        ("en halua hoitoalalle enkä siivoamaan", Wish(unwanted="hoitoalalle siivoamaan")),
        ("ei siivousta – hitsausta", Wish("hitsausta", unwanted="siivousta")),
        ("en halua siivota\nhaluan hitsata", Wish("hitsata", unwanted="siivota")),
        ("en halua siivota 😊 haluan hitsata", Wish("hitsata", unwanted="siivota")),
        ("en halua muuta kuin hitsausta", Wish("hitsausta")),
        ("haluan hitsausta ja maalausta", Wish("hitsausta maalausta")),
        ("en haluu enää siivota, jotain muuta", Wish(unwanted="siivota")),
        ("haluun pois hoitoalalta", Wish(unwanted="hoitoalalta")),
        ("en ole siivonnut", Wish("siivonnut")),
        ("olin kymmenen vuotta siivoojana, nyt hitsausta", Wish("hitsausta")),
        ("oon haaveillut hitsauksesta", Wish("hitsauksesta")),
        ("selkä on paskana ja lääkäri sanoi, että pitäisi vaihtaa alaa", Wish()),
        ("haluan lääkäriksi", Wish("lääkäriksi")),
        ("siivousta jouluksi", Wish("siivousta", starts_from="2026-12-01", starts_by="2026-12-26")),
        ("siivousta hiihtoloman jälkeen", Wish("siivousta", starts_from="2027-03-15")),
        ("siivousta aikaisintaan 1.3.", Wish("siivousta", starts_from="2027-03-01")),
        ("siivousta ilatisin", Wish("siivousta", time="evening")),
        ("siivousta verkosa", Wish("siivousta", way=Way.DISTANCE)),
        ("en ota siivoushommia", Wish(unwanted="siivoushommia")),
        ("kunhan ei siivousta", Wish("kunhan", unwanted="siivousta")),
    ],
)
def test_wishes_are_read_from_a_sentence(words: Words, text: str, expected: Wish) -> None:
    assert read(text, None, words, PLACES, TODAY) == expected


def test_what_has_been_done_is_a_wish_when_the_person_points_back_to_it(words: Words) -> None:
    told = read("oon siivonnu kymmenen vuotta, haluan siihen todistuksen", None, words, PLACES, TODAY)
    assert "siivonnut" in told.text.split()


def test_a_past_trade_and_a_bad_back_leave_no_subject(words: Words) -> None:
    text = (
        "oon tehny melkein koko ikäni rakennuksilla kirvesmiehenä mut nyt selkä on paskana ettei pysty enää nostelee "
        "ja lääkäri sano että pitäis vaihtaa alaa, voisko mulle olla joku mitä vois oppia"
    )
    assert read(text, None, words, PLACES, TODAY).text == ""


def asked(index, words: Words, text: str, kind: EntryKind | None = None) -> Found:
    return page_or_nearest(index, index.with_subject(read(text, kind, words, PLACES, TODAY)), TODAY, 10)


@pytest.mark.parametrize(
    ("text", "first", "let_go"),
    [
        ("siivousta Nokialla", "siivous-2", ()),
        ("hitsausta Nokialla", "hitsaus", ("place",)),
        ("hitsausta Nokialla maaliskuussa", "hitsaus", ("place",)),
        ("ilmaista hitsausta Nokialla heti", "hitsaus", ("start", "fee", "place")),
        ("lyhyt siivouskurssi Nokialla", "siivous-2", ("length",)),
        ("homma Nokialla", "siivous-2", ()),
    ],
)
def test_as_little_as_possible_is_let_go_and_told(index, words: Words, text: str, first: str, let_go: tuple) -> None:
    found = asked(index, words, text)
    assert (keys(found)[0], found.let_go) == (first, let_go)


def test_the_kind_is_let_go_before_the_subject(index, words: Words) -> None:
    assert asked(index, words, "hitsausta", EntryKind.BADGE).let_go == ("kind",)


def test_words_that_nothing_answers_are_told(index, words: Words) -> None:
    found = asked(index, words, "haluaisin astronautiksi Nokialle")
    assert (found.total, found.unknown, found.let_go) == (0, "astronautiksi", ())
    assert asked(index, words, "hitsausta").unknown == ""


def test_a_kind_that_is_asked_for_and_named_too_is_one_kind(words) -> None:
    wish = read("mistä saa oppisopimuspaikan", EntryKind.APPRENTICESHIP, words, (), date(2026, 11, 30))
    assert wish.kind is EntryKind.APPRENTICESHIP
