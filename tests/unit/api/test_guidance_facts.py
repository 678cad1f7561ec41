"""What stands in data/facts/ is whole, plain, and claims no more than is known."""

import re
from dataclasses import replace

import pytest
import yaml

from api.guidance import files
from api.guidance.model import (
    ALWAYS_SHOWN,
    OFFERS,
    Card,
    CardKind,
    Contact,
    Variant,
    language_faults,
    offers_of,
    sentences,
)
from api.guidance.report import report
from api.guidance.service.distress import filled
from api.settings import ROOT
from finnish.texts import texts

CARDS = {card.key: card for card in files.read_cards()}
NAMED = {key for key, card in CARDS.items() if card.said}
CONTACTS = {contact.key: contact for contact in files.read_contacts()}
MATTERS = {"work_ability_unknown", "money_worry", "complaint", "ask_work_rights"}
# Offices and benefits that are no more: sources/facts say when they ended.
GONE = ("te-toimisto", "te-palvelut", "valvira", "työmarkkinatu", "peruspäivärah", "aluehallintovirasto", "ely-keskus")
UNKIND = ("virheluulo", "väärä käsitys", "väärin luulet", "luulet väärin", "harhaluulo", "belief")
HEALTH_QUESTIONS = re.compile(r"(sairau|diagnoo|lääkity|rikos|rikok|henkilötunnu)[^.?]*\?", re.IGNORECASE)


# A sentence may say that an office or a benefit is no more.
SAYS_GONE = re.compile(r"[^.]*(?:ei enää|korvasi|entinen|entisen)[^.]*\.?", re.IGNORECASE)


def everything(card: Card) -> str:
    """All that is said of the card; what it is called by is what people say."""
    return " ".join(str(value) for name, value in vars(card).items() if name != "said").lower()


def test_every_worry_question_and_matter_of_the_bot_has_its_card() -> None:
    domain = yaml.safe_load((ROOT / "bot" / "domain.yml").read_text("utf-8"))
    asked = {intent for intent in domain["intents"] if intent.startswith(("myth_", "info_"))}
    assert len(asked) == 30
    assert set(CARDS) - NAMED == asked | MATTERS
    assert not NAMED & (asked | MATTERS)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_is_plain_and_claims_nothing_unsure(card: Card) -> None:
    assert language_faults(card, files.jargon()) == []


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_an_answer_has_two_to_four_sentences(card: Card) -> None:
    options = card.asks_first.options if card.asks_first else ()
    answers = [card.answer, card.another_way, *(option.answer for option in options)]
    assert [2 <= len(sentences(answer)) <= 4 for answer in answers] == [True] * len(answers)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_nobody_is_told_that_they_believe_wrong_or_asked_of_health_or_crime(card: Card) -> None:
    assert not [word for word in UNKIND if word in everything(card)]
    assert not HEALTH_QUESTIONS.search(" ".join((card.answer, card.another_way, card.easy, card.next_step)))


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_no_card_names_an_office_or_a_benefit_that_is_no_more(card: Card) -> None:
    said = " ".join((card.answer, card.another_way, card.easy, card.next_step, card.decides, card.ask_before)).lower()
    assert not [word for word in GONE if word in SAYS_GONE.sub("", said)]


# Own sentences, in other words than the phrases of the cards: each is asked of that card, and of no other.
ASKED_BY_NAME = {
    "short_studies": "saanko työttömänä tehdä puolen vuoden opinnot vai viekö lyhyt kurssi päivärahan",
    "own_choice_studies": "mites se omaehtoinen oikein haetaan",
    "part_time_studies": "meneekö tuki jos käyn iltakurssin espanjaa",
    "quitting_job": "jos irtisanoudun että pääsen opiskeleen niin mitä siitä seuraa",
    "dropping_out": "mitä sit jos keskeytän koulutuksen kesken kaiken, vaikuttaako se tukiin",
    "duty_to_seek_work": "onko hakuvelvollisuus voimassa vaikka oon koulussa",
    "open_university": "avoimessa yliopistossa ois yks kurssi, voiko työtön",
    "general_support": "paljonko se yleistuki on kuussa",
    "student_aid": "saako nelikymppinen enää opintotukea",
    "study_leave": "miten pitkä se opintovapaa voi olla",
    "adult_education_allowance": "kuulin että aikuiskoulutustuki loppu, mitä sen tilalle",
    "expense_allowance": "korvataanko matkat kun käyn kurssilla tampereella",
    "wage_subsidy": "mikä juttu se palkkatuki on, pomo kysyi",
    "labour_training": "pääseekö työvoimakoulutukseen kuka vaan",
    "recruiting_training": "takaako rekrykoulutus sit varmasti duunin",
    "training_agreement": "maksetaanko koulutussopimuksesta mitään",
    "entrepreneur_apprenticeship": "voiko yrittäjä tehdä oppisopimuksen ittensä kanssa",
    "study_plan_and_demonstration": "opo puhu jostain hoksista, mikä se on",
    "further_qualifications": "mitä eroa on ammattitutkinnolla ja perustutkinnolla",
    "suitability_fields": "näkyykö rikosrekisteri jos haen hoiva-alalle",
    "foreign_care_degree": "oon sairaanhoitaja ulkomailta, kuka laillistaa",
    "integration_training": "mistä pääsee kotoutumiskoulutukseen",
    "vocational_rehabilitation": "kuka maksaa ammatillisen kuntoutuksen",
    "employment_office": "missä se te-toimisto nykyään on",
    "earnings_related_days": "kuluuko ne ansiosidonnaisen päivät samalla kun opiskelen",
    "apprenticeship_place": "hankkiiko oppilaitos mulle sen oppisopimuspaikan vai etsinkö itse",
    "demanding_support": "mistä saan erityistä tukea opiskeluun",
    "criminal_record_at_work": "saako työnantaja nähdä mun rikosrekisterin",
    "security_clearance": "tarkistetaanko mun tausta ku haen lentokentälle",
    "debt_enforcement": "kannattaako mennä töihin jos on ulosotossa",
    "payment_default": "katsooko työnantaja luottotiedot",
    "who_sees_talk": "kelle valmentaja kertoo mun asiat",
    "sick_leave_who": "kuuluuko sairausloma kelaan vai työterveyteen",
    "partial_sickness": "voisko olla puolikkaalla sairauslomalla",
    "work_ability_coordinator": "mistä osatyökykyinen saa apua",
    "lighter_work_same_employer": "voiko oma työnantaja antaa kevyempää työtä",
    "burnout": "kannattaako vaihtaa työtä kun on uupunut",
    "addiction_recovery": "oon ollut kuivilla vuoden, pitääkö siitä kertoa",
    "caring_for_relative": "hoidan äitiä kotona, mistä saan apua",
    "daycare_while_studying": "miten saan lapset hoitoon kurssin ajaksi",
    "pregnancy_and_study": "raskaana voinko hakea töitä",
    "home_care_allowance_and_work": "voiko kotihoidontuella opiskella",
    "pension_ways": "kuinka kauan pitää jaksaa eläkkeeseen",
    "change_security": "mut irtisanottiin, mitä apua saan",
    "homeless_or_no_phone": "mulla ei oo puhelinta miten asioin",
    "neurodiversity_at_work": "mistä hiljaista työtä autistille",
    "electrician_licence": "tarviiko sähköasentaja luvan",
    "yki_test": "kelpaako YKI kolmonen kouluun",
    "finnish_courses": "voinko opiskella suomea kun olen töissä",
    "coach_languages": "osaako omavalmentaja englantia",
    "residence_permit_work": "saanko tehdä työtä tällä oleskeluluvalla",
    "foreign_driving_licence": "miten vaihdan ajokortin suomalaiseen",
    "teacher_qualification": "kelpaako mun opettajan tutkinto täällä",
    "driver_licence_cost": "maksaako työkkäri ajokortin",
    "hygiene_pass_how": "mite hygieniapassi hankitaan",
    "forklift_card_how": "saako trukkia ajaa ilman korttia",
    "safety_card_how": "miten tulityökortti saadaan",
    "registering_as_jobseeker": "mites mä ilmottaudun työnhakijaksi",
    "contacting_employment_services": "mistä tavoitan mun omavalmentajan",
    "contacting_kela": "mikä on kelan puhelinnumero",
    "library_and_computers": "mul ei oo tulostinta mis voin tulostaa cv:n",
    "how_chat_person_writes": "soittaako se mulle vai kirjottaako",
    "interpreter_when_studying": "saako koulussa tulkin",
    "volunteer_work": "viekö vapaaehtoistyö tuen",
    "school_certificate_lost": "mun todistus on kadonnut, mistä saan uuden",
    "pay_at_work": "paljonko siivoojalle maksetaan palkkaa",
    "part_time_work": "mistä löytyis osa-aikasta työtä",
    "gig_work": "kannattaako nollatuntisoppari",
    "work_trial": "maksetaanko työkokeilusta palkkaa",
    "telling_employer_of_health": "pitääkö mun kertoa työnantajalle sairaudesta",
    "cv_gap": "mitä mä sanon kun kysytään missä oot ollu",
    "age_at_work": "ottaako kukaan enää 58-vuotiasta töihin",
    "employer_asks": "saako työnantaja kysyä raskaudesta",
    "work_certificate": "mistä saan työtodistuksen",
    "starting_business": "voiko olla kevytyrittäjä työttömänä",
    "finding_hidden_jobs": "en löydä mistään työpaikkoja",
    "remote_work": "mistä löytyy etätöitä",
    "tax_card": "pitääkö verokortti vaihtaa",
    "moving_for_work": "onko pakko ottaa työ kaukaa",
    "shift_wishes": "saako työvuorot valita",
    "trial_period": "kauanko koeaika kestää",
    "nervous_at_interview": "en uskalla soittaa työnantajalle",
}


@pytest.mark.parametrize(("key", "text"), ASKED_BY_NAME.items())
def test_what_is_asked_by_its_name_has_its_card(key: str, text: str, words) -> None:
    found = files.listener(words).named(CARDS.values(), text)
    assert found is not None
    assert found.key == key


def test_every_named_card_is_asked_of() -> None:
    assert set(ASKED_BY_NAME) == NAMED


@pytest.mark.parametrize(
    "text",
    ["etsin siivouskurssia nokialta", "lähteekö tuet jos opiskelen", "oon 52 ja työtön", "paljonko kurssi maksaa",
     "haluan oppisopimuksella kokiksi", "mulla on lukihäiriö", "voiko töissä opiskella", "löytyiskö ammattitutkintoja"],
)  # fmt: skip
def test_what_names_nothing_is_left_to_the_general_cards(text: str, words) -> None:
    assert files.listener(words).named(CARDS.values(), text) is None


def test_benefits_cards_say_who_decides_and_what_to_ask_and_are_reviewed_each_quarter() -> None:
    benefits = [card for card in CARDS.values() if card.topic == "benefits"]
    assert {"myth_benefits", "money_worry"} <= {card.key for card in benefits}
    for card in benefits:
        assert "kysy" in card.ask_before.lower(), card.key
        assert (card.review_by - card.reviewed_on).days <= 92, card.key


def test_unknown_work_ability_is_met_with_a_person_and_no_course() -> None:
    card = CARDS["work_ability_unknown"]
    assert offers_of(card, Variant.FULL, ()) == ["request_human", "info_rehabilitative_work", "info_learning_from_work"]


def test_the_numbers_that_cards_name_are_there_and_shown() -> None:
    named = {key for card in CARDS.values() for key in card.contacts}
    assert named
    assert all(CONTACTS[key].shown for key in named)


def test_matters_are_matters() -> None:
    assert {card.key for card in CARDS.values() if card.kind is CardKind.MATTER} == MATTERS


def test_every_offer_has_its_button_and_every_fault_its_sentence() -> None:
    phrases = texts("guidance")
    assert {f"offer_{offer}" for offer in OFFERS} <= set(phrases)
    code = "".join(path.read_text() for path in (ROOT / "api" / "guidance" / "model").glob("*.py"))
    named = set(re.findall(r'Fault\([^,]+(?:\([^)]*\))?, "(\w+)"', code))
    assert len(named) > 20
    assert {f"fault_{name}" for name in named} <= set(phrases)


@pytest.mark.parametrize("contact", CONTACTS.values(), ids=CONTACTS)
def test_what_is_not_sure_of_a_number_is_not_shown(contact: Contact) -> None:
    assert contact.checked_on
    assert contact.source
    assert contact.certainty != "unsure" or not contact.shown


def test_the_numbers_of_a_crisis_are_those_that_were_checked() -> None:
    assert {key: CONTACTS[key].number for key in ALWAYS_SHOWN} == {
        "emergency": "112",
        "mieli": "09 2525 0111",
        "nollalinja": "080 005 005",
    }


def ways() -> list[tuple[str, dict]]:
    says = files.distress()
    told = [(kind, way) for kind, each in says["act"].items() for way in each["ways"]]
    return [*told, *(("life", way) for way in says["friend"]["ways"])]


@pytest.mark.parametrize(("kind", "way"), ways())
def test_danger_is_met_with_few_words_that_take_their_numbers_from_the_contacts(kind: str, way: dict) -> None:
    assert "112" in filled(way["text"], CONTACTS, kind) or kind == "need"
    assert len(sentences(way["text"])) <= 6
    assert max(len(sentence.split()) for sentence in sentences(filled(way["easy"], CONTACTS, kind))) <= 12
    assert not re.search(r"\d{3}", way["text"] + way["easy"])


def test_each_danger_names_numbers_that_are_there_the_gravest_first_and_has_two_ways_at_least() -> None:
    for kind, each in files.distress()["act"].items():
        assert {"emergency", "mieli", "nollalinja", "pirha_crisis", "child_protection"} >= set(each["numbers"]), kind
        assert len(each["ways"]) >= 2
        first = filled(each["ways"][0]["text"], CONTACTS, kind)
        assert re.search(r"\d{3}", first)


def test_a_childs_matter_goes_to_the_citys_child_protection_where_its_number_is_known() -> None:
    known = {**CONTACTS, "child_protection": replace(CONTACTS["mieli"], key="child_protection", number="03 111 2222")}
    text = files.distress()["act"]["child"]["ways"][0]["text"]
    assert "050 062 5990" in filled(text, CONTACTS, "child")
    assert "lastensuojelu" not in filled(text, CONTACTS, "child")
    assert "lastensuojelu 03 111 2222" in filled(text, known, "child")


def test_each_language_of_the_abroad_has_all_its_texts() -> None:
    for language, told in files.distress()["abroad"].items():
        assert set(told) == {"text", "friend", "ask", "calm"}, language
        assert "112" in filled(told["text"], CONTACTS)
        assert "09 2525 0111" in filled(told["text"], CONTACTS)


def test_the_report_tells_every_card_with_its_sources_and_days() -> None:
    written = report(list(CARDS.values()), list(CONTACTS.values()), files.distress())
    for card in CARDS.values():
        assert all(text in written for text in (card.title, card.worry, card.answer, *card.sources)), card.key
        assert f'id="{card.key}"' in written
    assert written == (ROOT / "docs" / "guidance.md").read_text("utf-8"), "run `make guidance-report`"
