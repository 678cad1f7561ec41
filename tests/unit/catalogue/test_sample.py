"""The sample catalogue: every field has an entrance, a middle and a way upward, found by whom it is for."""

import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from catalogue.model import Competence, Entry, EntryKind, Load
from catalogue.recommend import Situation, Wanted, recommend
from tests.unit.catalogue.personas import TODAY, sample

# A field, the work that one wishes for by its name, and what one who has done it for years can do.
FIELDS = {
    "hoiva-ala": ("hoivatyö", ["perushoito", "avustaminen arjessa"]),
    "kasvatusala": ("lasten ohjaaminen", ["lasten hoito ja kasvun tukeminen", "koulunkäynnin tukeminen"]),
    "kaupan ala": ("myyjä", ["myyntityö", "kassatyö"]),
    "toimistoala": ("toimistotyö", ["toimistotyö ja asiakirjat", "ajanvarausten hoito"]),
    "taloushallinto": ("kirjanpito", ["kirjanpito", "palkanlaskenta"]),
    "tietotekniikka": ("it-tuki", ["it-tuki", "tietokoneiden asennus"]),
    "puutarha-ala": ("puutarhatyö", ["kasvien hoito", "istuttaminen"]),
    "metsäala": ("metsätyö", ["metsätyö ja moottorisahan käyttö"]),
    "rakennusala": ("rakennustyö", ["rakennustyö", "rungon pystytys"]),
    "puuala": ("puuseppä", ["puun työstäminen", "puutyökoneiden käyttö"]),
    "kiinteistöala": ("kiinteistönhoito", ["kiinteistönhoito", "huoltopyyntöihin vastaaminen"]),
    "sähköala": ("sähköasentaja", ["sähköasennukset", "sähkökeskusten kytkeminen"]),
    "metalliala": ("hitsaaja", ["hitsaus", "levy- ja metallityöt"]),
    "teollisuus": ("tehdastyö", ["tuotantokoneiden käyttö", "tuotantolinjan valvonta"]),
    "ravintola-ala": ("kokki", ["ruuan valmistus", "keittiön perustyöt"]),
    "puhdistusala": ("siivous", ["ylläpitosiivous", "siivousaineet, menetelmät ja koneet"]),
    "varastoala": ("varastotyö", ["keräily ja pakkaus", "trukin käyttö"]),
    "kuljetusala": ("kuljettaja", ["kuorma-auton ajaminen", "kuorman sitominen"]),
    "autoala": ("autonasentaja", ["ajoneuvon huolto", "jarrujen korjaus"]),
    "turvallisuusala": ("vartija", ["vartiointi ja valvonta", "järjestyksenvalvonta"]),
    "hius- ja kauneusala": ("kampaaja", ["hiusten ja kauneuden hoito", "hiusten värjäys"]),
}
ENTRIES = list(sample()[0].entries.values())


def step(entry: Entry) -> str:
    """Where in its field an entry stands."""
    experience = entry.asks.experience if entry.asks else None
    if experience is Load.MUCH:
        return "upward"
    return "entrance" if experience is Load.NONE and not entry.competences_useful else "middle"


def of_field(field: str, where: str) -> list[Entry]:
    return [entry for entry in ENTRIES if field in entry.fields and step(entry) == where]


def suggested(work: str, competences: list[str], situation: Situation = Situation.UNEMPLOYED) -> list[Entry]:
    can = tuple(Competence(text, 3) for text in competences)
    advice = recommend(*sample(), Wanted(wants=work, competences=can, situation=situation), [], TODAY)
    return [item.entry for item in advice.items]


def test_there_are_at_least_140_entries_and_no_name_stands_twice_for_one_kind() -> None:
    assert len(ENTRIES) >= 140
    assert max(Counter((entry.kind, entry.name) for entry in ENTRIES).values()) == 1


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_an_entrance_a_middle_and_a_way_upward(field: str) -> None:
    assert [where for where in ("entrance", "middle", "upward") if not of_field(field, where)] == []


@pytest.mark.parametrize("field", FIELDS)
def test_a_way_upward_is_found_by_who_has_the_trade_and_not_by_who_has_not(field: str) -> None:
    work, can = FIELDS[field]
    upward = set(of_field(field, "upward"))
    assert upward & set(suggested(work, can)[:5])
    assert not upward & set(suggested(work, []))
    assert suggested(work, []), "who begins finds something"


def test_what_is_for_the_skilled_tells_what_it_builds_on_and_what_it_asks_before() -> None:
    for entry in ENTRIES:
        if step(entry) == "upward":
            assert entry.competences_useful, entry.key
            assert not entry.entry_needs[0].startswith("Ei vaadi"), entry.key


def test_there_are_qualifications_recognition_leading_teaching_and_business_for_the_skilled() -> None:
    ways: defaultdict[str, int] = defaultdict(int)
    for entry in ENTRIES:
        if step(entry) != "entrance":
            ways["specialist"] += bool(re.search(r"\berikoisammattitutkinto$", entry.qualification or ""))
            ways["vocational"] += bool(re.search(r"\bammattitutkinto$", entry.qualification or ""))
            ways["recognition"] += entry.kind is EntryKind.RECOGNITION
            for field in ("johtaminen", "opetusala", "yrittäjyys"):
                ways[field] += field in entry.fields
    assert {way: count for way, count in ways.items() if count < 2} == {}


def test_most_tell_what_they_ask_and_no_date_is_past() -> None:
    telling = [entry for entry in ENTRIES if entry.asks and entry.asks.lifting]
    assert len(telling) >= 0.9 * len(ENTRIES)
    assert all(entry.continuous or entry.next_start(date(2026, 11, 30)) for entry in ENTRIES if entry.provider)
