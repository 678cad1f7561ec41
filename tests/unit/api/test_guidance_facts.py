"""What stands in data/facts/ is whole, plain, and claims no more than is known."""

import re

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
from api.guidance.service.distress import OF_CRISIS, OF_VIOLENCE, filled, speaks_of_violence
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
    "demanding_support": "mistä saan erityistä tukea opiskeluun",
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


def test_distress_is_met_with_few_words_and_with_the_numbers() -> None:
    says = files.distress()
    for text, keys in ((says.message, OF_CRISIS), (says.violence, ("emergency", "nollalinja"))):
        assert all(CONTACTS[key].number in filled(text, CONTACTS) for key in keys)
        assert len(sentences(text)) <= 5
    for easy in (says.easy, says.violence_easy):
        assert max(len(sentence.split()) for sentence in sentences(easy)) <= 12
    assert set(OF_VIOLENCE) <= set(CONTACTS)
    for number in ("09 2525", "080 005"):
        assert number not in says.message + says.violence + says.easy + texts("chat")["crisis_numbers"]


@pytest.mark.parametrize(
    "text", ["mies hakkaa mua", "exä uhkailee tappaa mut", "pelkään väkivaltaa", "isa lyo", "se kävi käsiksi"]
)
def test_violence_is_heard(text: str) -> None:
    assert speaks_of_violence(text, files.violence_words())


@pytest.mark.parametrize("text", ["en jaksa enää elää", "haluan kuolla", "kaikki on turhaa", "olen ihan yksin"])
def test_other_distress_is_not_taken_for_violence(text: str) -> None:
    assert not speaks_of_violence(text, files.violence_words())


def test_the_report_tells_every_card_with_its_sources_and_days() -> None:
    written = report(list(CARDS.values()), list(CONTACTS.values()), files.distress())
    for card in CARDS.values():
        assert all(text in written for text in (card.title, card.worry, card.answer, *card.sources)), card.key
        assert f'id="{card.key}"' in written
    assert written == (ROOT / "docs" / "guidance.md").read_text("utf-8"), "run `make guidance-report`"
