"""What people tell of how they stand to work without having been asked."""

import pytest

from finnish.situations import SITUATIONS, situation_told
from finnish.words import Words

WORDS = Words()

TOLD = {
    "sick_leave": [
        "olen ollut saikulla syyskuusta",
        "kuntoutustuella nyt",
        "saan sairauspäivärahaa",
        "jäin sairauslomalle",
    ],
    "family_leave": ["oon kotihoidontuella", "oon vanhempainvapaalla vielä kesään", "olen kotona lasten kanssa"],
    "carer": ["jäin äidin omaishoitajaksi", "hoidan äitiä kotona", "oon omaishoitaja"],
    "student": ["oon opintovapaalla", "olen opiskelija"],
    "retired": ["oon jo eläkkeellä", "olen osatyökyvyttömyyseläkkeellä"],
    "long_unemployed": [
        "moi oon ollu työttömänä kolme vuotta enkä tiiä mitä tekis",
        "kaks vuotta työttömänä eikä mitään ideaa",
        "työttömänä nyt jo kaksi vuotta",
        "4 v työttömänä",
        "vuosikausia työttömänä",
        "olen pitkäaikaistyötön",
        "kolme vuotta ilman työtä",
        "viisi vuotta poissa töistä",
        "kauan poissa työelämästä",
        "oon ollu viis vuotta kotona lasten kanssa, mikä mulle sopis",
        "mää oon ollu kolme vuatta työttömänä",
        "oon ollu vuoden työttömänä",
        "oon ollu puoltoista vuotta työttömänä",
        "18 kk työttömänä",
        "parikymmentä vuotta poissa työelämästä",
        "työttömänä 2-3 vuotta",
        "mulla on 2 lasta enkä oo ollu töissä kolmeen vuoteen",
        "en ole ollut töissä viiteen vuoteen",
    ],
    "unemployed": [
        "jäin keväällä työttömäks eikä oo hajuakaan mihin lähtis",
        "jäin työttömäksi vuosi sitten",
        "jäin työttömäksi viime vuonna",
        "potkut tuli, mitä nyt",
        "20 v samassa paikassa ja sit tuli potkut",
        "lomautettiin viime viikolla",
        "firma meni nurin ja nyt pitäis keksiä jotain",
        "olin viis vuotta kaupassa ja nyt oon työtön",
        "olin viisi vuotta kaupassa nyt oon työttömänä",
        "oon työtön, haluaisin vuoden kestävän koulutuksen",
        "olen työtön, haluaisin opiskella kotona kaksi vuotta",
        "oon työtön enkä halua hoitoalalle",
        "oon työtön mitä mä tekisin",
        "työtön. mitä nyt",
        "oon ollu puoli vuotta työttömänä",
        "oon työtön kokki jolla on 15 vuoden kokemus",
    ],
    "employed": [
        "käyn töissä mut haluisin jotain muuta",
        "oon nyt töissä mut haluisin vaihtaa alaa",
        "olen töissä kaupassa mutta haluan vaihtaa alaa",
        "olen vakituisessa työssä",
    ],
    "never_worked": ["en oo koskaan ollu töissä, mitä mä voisin opiskella", "en ole ikinä käynyt töissä"],
}
NOT_TOLD = [
    "etsin vakituista puutarhatyötä",
    "haluaisin käydä töissä",
    "missä voisin käydä töissä",
    "haluan opiskella työn ohessa",
    "mitä mun kannattais opiskella ens vuonna",
    "kävin töissä kaupassa kymmenen vuotta",
    "oon käyny töissä 20 vuotta ja nyt kaikki loppui",
    "oon ollu töissä varastolla",
    "olin töissä tehtaassa nyt en tiedä mitä tekisin",
    "en ole koskaan ollut työttömänä",
    "en oo ikinä tehny toimistotyötä",
    "en ole koskaan viihtynyt työssäni",
    "mulla ei oo työkokemusta siivouksesta",
    "mieheni on työtön",
    "mulla on mies joka on työtön",
    "pelkään, että jään työttömäksi",
    "saako opiskella ja saada sama raha kuin työtön",
    "mun vaimo on ollu kolme vuotta työttömänä",
    "saako työttömänä opiskella",
    "onko kurssi ilmainen työttömälle",
    "pitääkö olla työtön että pääsee kurssille",
    "mitä jos firma menee konkurssiin",
    "oon vielä töissä mut potkut tulee kesällä ja sit oon työtön",
    "haluaisin opiskella kotona vuoden verran",
    "en halua jäädä työttömäksi",
    "en oo työtön",
    "en käy töissä",
    "en oo koskaan ollut töissä kaupassa",
    "en ole ikinä tehnyt töitä hoitoalalla",
    "olen tehnyt etätöitä kotona kolme vuotta",
    "poikaystäväni on ollut kaksi vuotta työttömänä",
    "pelkään että jään työttömäksi",
    "mitä tapahtuu kun jään työttömäksi",
    "kuinka pitkään työttömänä",
    "olin vuoden työttömänä 2010, nyt yrittäjä",
    "suosittele jotain",
    "",
]


@pytest.mark.parametrize(("situation", "text"), [(name, text) for name, texts in TOLD.items() for text in texts])
def test_what_is_told_of_oneself_as_a_fact_is_heard(situation: str, text: str) -> None:
    assert situation_told(text, WORDS) == situation


MARKS = [
    ", ",
    ",",
    ". ",
    " - ",
    " – ",
    "– ",
    "... ",
    "… ",
    "\n",
    "\n\n",
    " 😊 ",
    "👍",
    " :) ",
    "; ",
    " ja ",
    " mutta ",
    " mut ",
]
MARKS += [" eiku ", " ei kun ", " vaan ", " niin ", " koska ", " "]


@pytest.mark.parametrize("mark", MARKS)
def test_with_any_mark_what_is_denied_is_not_told_and_what_is_so_is(mark: str) -> None:
    assert situation_told(f"en oo työtön{mark}oon töissä", WORDS) == "employed"
    assert situation_told(f"en käy töissä{mark}oon työtön", WORDS) == "unemployed"
    assert situation_told(f"en oo työtön{mark}haluan hitsata", WORDS) is None


@pytest.mark.parametrize("text", NOT_TOLD)
def test_a_wish_a_question_a_past_and_another_person_are_no_situation(text: str) -> None:
    assert situation_told(text, WORDS) is None


def test_every_situation_is_told_in_some_way() -> None:
    assert set(TOLD) == set(SITUATIONS)
