"""What the bot is given to say of worries, and what editors do with the cards."""

from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import delete, func, select

from api.conversations.model import Author
from api.conversations.service import Draft
from api.dialogue.tables import DialogueRow
from api.guidance import service as guidance
from api.guidance.model import (
    BadCard,
    EditedMeanwhile,
    Helped,
    NothingToApprove,
    OwnApproval,
    UnknownCard,
    UnknownRevision,
    WorryState,
    card_from,
    contact_from,
)
from api.guidance.tables import FactCardRow, FactRevisionRow, MeetingRow
from api.launch import run as launch
from api.platform import clock
from api.platform.replies import TextMessage
from tests.support.guidance import QUESTION, card, raw_card
from tests.support.talk import Talk, assert_problem
from tests.support.turns import INTERNAL, Dialogue, button, labels, meanings, texts_of, turn_of

# What is said does not hang on the database.
pytestmark = pytest.mark.sqlite_only

HELPED = "Auttoiko tämä?"
BENEFITS = {"topic": "benefits", "ask_before": "Kysy ennen kuin aloitat."}


class Guide(Dialogue):
    """One who has a worry."""

    async def meet(self, *intents: str, text: str = "", option: str | None = None) -> list[dict]:
        """A worry told in words, or a button with an answer to the card's own question."""
        if option is not None:
            return await self.press(button(intents[0], option=option))
        return await self.say(text or "huolettaa", *intents)

    async def hear(self, text: str, intent: str = "out_of_scope") -> list[dict]:
        """Words that may answer what a card asked, whatever they sound like."""
        return await self.say(text, intent)

    async def helped(self, card: str, answer: str) -> list[dict]:
        return await self.press(button("hear_whether_it_helped", card=card, answer=answer))

    async def again(self) -> list[dict]:
        return await self.say("siis mitä", "ask_repeat")

    async def go_on(self) -> None:
        """The talk goes on from what was said."""
        for _ in range(4):
            await self.store(
                Draft(TextMessage(text="muuta asiaa"), Author.JOBSEEKER),
                Draft(TextMessage(text="selvä"), Author.BOT),
            )


@pytest.fixture
async def guide(talk: Talk, app: FastAPI, client: httpx.AsyncClient) -> Guide:
    """One who has a worry, with two plain cards and one that asks first in the place of the real ones."""
    cards = [
        card("myth_cost", title="Hinta huolettaa"),
        card("myth_too_old", answer="Ikä ei estä.", another_way="Vuosista on hyötyäkin."),
        card("myth_benefits", **BENEFITS, asks_first=QUESTION),
        card("info_unit", kind="info", ask_helped=False),
        card(
            "work_ability_unknown",
            kind="matter",
            ask_helped=False,
            offers=["request_human", "info_rehabilitative_work", "info_learning_from_work"],
        ),
    ]
    async with app.state.database.write() as session:
        await guidance.load_seed(session, cards, [], clock.now())
    return Guide(app, client, talk)


async def test_a_worry_is_answered_with_what_it_stands_on_and_it_is_asked_whether_that_helped(guide: Guide) -> None:
    said = await guide.meet("myth_cost")
    answer, question = said
    assert answer["text"] == "Ensin kuulen. Opetus on yleensä maksutonta.\n\nKatso opintoja."
    assert answer["easy"] == "Opetus ei yleensä maksa."
    assert answer["source"] == {
        "decides": "Oppilaitos",
        "sources": ["esimerkki.fi, 1.1.2026"],
        "reviewed_on": "2026-11-24",
    }
    assert (question["text"], labels(question)) == (HELPED, ["Kyllä", "Vähän", "Ei"])
    assert meanings(question)[0] == {
        "intent": "hear_whether_it_helped",
        "entities": {"card": "myth_cost", "answer": "yes"},
    }
    assert guide.open_question == {"kind": "helped", "card": "myth_cost"}


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback", "myth_cost"])
async def test_what_is_asked_by_its_name_is_answered_however_it_was_read(guide: Guide, intent: str) -> None:
    (answer,) = await guide.hear("hei mikä se palkkatuki oikein on", intent)
    assert answer["text"].startswith("Palkkatuki maksetaan työnantajalle")
    assert answer["source"]["decides"].startswith("Työllisyysalue")


async def test_a_matter_that_needs_a_person_comes_before_what_is_named(guide: Guide) -> None:
    first, second = await guide.meet("work_ability_unknown", text="mikä on palkkatuki, en tiedä pystynkö töihin")
    assert first["text"].startswith("Ensin kuulen.")
    assert "Palkkatuki" in second["text"]
    assert labels(second)[0] == "Pyydä ihminen mukaan"


async def test_a_turn_that_is_sent_twice_says_the_same_and_counts_once(guide: Guide, app: FastAPI) -> None:
    turn = {"message_id": f"{guide.talk.id}:1", **turn_of("maksaa liikaa", "myth_cost")}
    first = (await guide.call(turn)).json()
    assert first["replies"]
    assert (await guide.call(turn)).json() == first
    async with app.state.database.read() as session:
        meeting = await session.get(MeetingRow, (guide.talk.id, "myth_cost"))
        assert meeting is not None
        assert meeting.times == 1


async def test_met_again_it_is_said_another_way_and_not_asked_again_and_then_a_person_is_offered(guide: Guide) -> None:
    await guide.meet("myth_cost")
    again = await guide.meet("myth_cost")
    assert [reply["text"] for reply in again] == ["Sitten kuulen. Opetuksesta ei yleensä makseta.\n\nKatso opintoja."]
    assert labels(again[0]) == ["Näytä lyhyitä opintoja", "Pyydä ihminen mukaan"]
    third = await guide.meet("myth_cost")
    assert "Pyydänkö" in third[0]["text"] or "Haluatko" in third[0]["text"]
    assert labels(third[0])[0] == "Pyydä ihminen mukaan"
    assert guide.open_question == {"kind": "person"}


async def test_when_it_helped_a_next_step_is_offered(guide: Guide) -> None:
    await guide.meet("myth_cost")
    said = await guide.helped("myth_cost", "yes")
    assert labels(said[0]) == ["Näytä lyhyitä opintoja", "Pyydä ihminen mukaan"]
    assert guide.open_question is None


async def test_when_it_helped_a_little_it_is_said_another_way(guide: Guide) -> None:
    await guide.meet("myth_cost")
    said = await guide.helped("myth_cost", "little")
    assert "Opetuksesta ei yleensä makseta." in said[0]["text"]
    assert labels(said[0]) == ["Näytä lyhyitä opintoja", "Pyydä ihminen mukaan"]


async def test_when_it_did_not_help_nobody_is_persuaded_and_a_person_is_offered(guide: Guide) -> None:
    await guide.meet("myth_cost")
    said = await guide.helped("myth_cost", "no")
    assert "maksu" not in said[0]["text"]
    assert labels(said[0])[0] == "Pyydä ihminen mukaan"
    assert guide.open_question == {"kind": "person"}


async def test_it_is_not_asked_in_two_turns_in_a_row_whether_it_helped(guide: Guide) -> None:
    await guide.meet("myth_cost")
    other = await guide.meet("myth_too_old")
    assert HELPED not in [reply["text"] for reply in other]


async def test_two_worries_in_one_message_are_both_answered_with_one_question_at_the_end(guide: Guide) -> None:
    said = await guide.meet("myth_cost", "myth_too_old")
    first, second, question = (reply["text"] for reply in said)
    assert first.startswith("Ensin kuulen. Opetus on yleensä maksutonta.")
    assert second == "Otit esiin myös toisen asian. Ikä ei estä."
    assert question == HELPED
    assert guide.open_question == {"kind": "helped", "card": "myth_cost"}


async def test_beside_an_open_item_the_worry_is_answered_and_nothing_of_its_own_is_asked(guide: Guide) -> None:
    (*_, item) = await guide.press(button("choose_instrument", instrument="arki"))
    opened = {"kind": "item", "instrument": "arki", "item": item["item"]["id"]}
    said = await guide.meet("myth_benefits")
    assert said[1:] == [item]
    assert said[0]["text"].startswith("Ensin kuulen. Opetus on yleensä maksutonta.")
    assert guide.open_question == opened
    await guide.helped("myth_benefits", "yes")
    assert guide.open_question == opened


async def test_a_card_that_depends_on_the_person_asks_and_then_answers_the_button(guide: Guide) -> None:
    asked = await guide.meet("myth_benefits")
    assert asked[0]["text"] == "Ensin kuulen. Kumpi sopii sinuun?"
    assert labels(asked[0]) == ["Olen alle 25", "Olen 25 tai yli", "En halua sanoa"]
    assert meanings(asked[0])[0] == {"intent": "myth_benefits", "entities": {"option": "alle-25"}}
    own = await guide.meet("myth_benefits", option="alle-25")
    assert own[0]["text"] == "Nuorelle on omat reitit.\n\nKysy ennen kuin aloitat.\n\nKatso opintoja."
    assert guide.open_question == {"kind": "helped", "card": "myth_benefits"}


@pytest.mark.parametrize("text", ["alle 25", "kakskytkaks", "oon 22"])
async def test_an_answer_in_own_words_gives_what_the_button_gives(guide: Guide, text: str) -> None:
    await guide.meet("myth_benefits")
    assert guide.open_question == {"kind": "card", "card": "myth_benefits"}
    own = await guide.hear(text)
    assert own[0]["text"] == "Nuorelle on omat reitit.\n\nKysy ennen kuin aloitat.\n\nKatso opintoja."
    assert guide.open_question == {"kind": "helped", "card": "myth_benefits"}


async def test_who_writes_that_they_do_not_say_gets_the_general_answer(guide: Guide) -> None:
    await guide.meet("myth_benefits")
    assert "Opetus on yleensä maksutonta." in (await guide.hear("en haluu sanoo"))[0]["text"]


@pytest.mark.parametrize("text", ["liian vanha oon", "mitä tarkoittaa osp", "ihminen tänne"])
async def test_what_is_no_answer_is_left_to_others_and_the_question_stays(guide: Guide, text: str) -> None:
    await guide.meet("myth_benefits")
    (reply,) = await guide.hear(text)
    assert reply["text"] in texts_of("out_of_scope")
    assert guide.open_question == {"kind": "card", "card": "myth_benefits"}


async def test_an_answer_is_heard_after_the_question_was_said_again(guide: Guide) -> None:
    await guide.meet("myth_benefits")
    await guide.again()
    assert guide.open_question == {"kind": "card", "card": "myth_benefits"}
    assert "Reittejä on monta." in (await guide.hear("oon 34"))[0]["text"]


async def test_nothing_is_heard_of_a_card_that_asked_nothing_or_is_gone(guide: Guide, app: FastAPI) -> None:
    await guide.meet("myth_cost")
    assert (await guide.hear("keneltä mä kysyn"))[0]["text"] in texts_of("out_of_scope")
    for kind in ("card", "told", "helped"):
        question = {"kind": kind, "card": "nothing"}
        async with app.state.database.write() as session:
            row = await session.get(DialogueRow, guide.talk.id)
            row.asked = question
        assert (await guide.hear("sininen"))[0]["text"] in texts_of("out_of_scope")
        assert guide.open_question == question


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("meneekö mult kuntoutustuki jos alan opiskella", "työeläkelaitokselta"),
        ("menetänkö asumistuen", "Kelalta"),
    ],
)
async def test_of_another_benefit_it_is_said_whom_to_ask_and_no_age_is_asked(
    guide: Guide, text: str, whom: str
) -> None:
    said = await guide.meet("myth_benefits", text=text)
    (reply,) = said
    assert reply["text"].startswith("Ensin kuulen. Tästä etuudesta en tiedä sääntöjä. Kysy ")
    assert whom in reply["text"]
    assert "Olen alle 25" not in labels(reply)
    assert reply["source"]["sources"] == []
    on = await guide.hear("keneltä mä kysyn")
    assert "Kela" in on[0]["text"]
    assert "työttömyyskassa" not in on[0]["text"]


async def test_another_benefit_in_place_of_an_age_is_met_as_that_and_said_again_as_that(guide: Guide) -> None:
    await guide.meet("myth_benefits")
    assert "en tiedä sääntöjä" in (await guide.hear("oon kuntoutustuella"))[0]["text"]
    again = [(await guide.again())[0]["text"] for _ in range(3)]
    assert again[0].startswith("Tästä etuudesta en tiedä sääntöjä.")
    assert again[1].startswith("En tiedä tämän etuuden sääntöjä.")
    assert again[2].endswith("?")


async def test_a_second_worry_beside_another_benefit_is_answered_in_short(guide: Guide) -> None:
    said = await guide.meet("myth_benefits", "myth_too_old", text="meneekö kuntoutustuki ja oonko liian vanha")
    assert [reply["text"].split(".")[1].strip() for reply in said] == [
        "Tästä etuudesta en tiedä sääntöjä",
        "Ikä ei estä",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("keneltä mä kysyn", "Kysy siis siltä, joka tuen sinulle maksaa."),
        ("pitääks mun ilmottaa siitä jonnekin", "Tämä keskustelu ei ole ilmoitus kenellekään."),
        ("mitä jos mä en ilmota", "maksamaan takaisin"),
    ],
)
async def test_what_is_asked_right_after_an_answer_on_benefits_is_answered(guide: Guide, text: str, told: str) -> None:
    await guide.meet("myth_benefits", option="skip")
    for _ in range(2):
        said = await guide.hear(text)
        assert told in said[0]["text"]
        assert labels(said[0])
        assert guide.open_question == {"kind": "told", "card": "myth_benefits"}


async def test_a_question_beside_the_age_is_answered_and_the_age_can_still_be_told(guide: Guide) -> None:
    await guide.meet("myth_benefits")
    await guide.hear("keneltä mä kysyn")
    assert guide.open_question == {"kind": "card", "card": "myth_benefits"}
    assert "Reittejä on monta." in (await guide.hear("34"))[0]["text"]


async def test_when_the_talk_has_gone_on_such_a_question_is_not_taken_for_one_on_benefits(guide: Guide) -> None:
    await guide.meet("myth_benefits", option="skip")
    await guide.go_on()
    assert (await guide.hear("keneltä mä kysyn"))[0]["text"] in texts_of("out_of_scope")


async def test_who_is_out_of_work_is_not_called_working_and_is_led_on(
    app: FastAPI, client: httpx.AsyncClient, talk: Talk
) -> None:
    guide = Guide(app, client, talk)
    (reply,) = await guide.meet("myth_employed", text="jäin työttömäks")
    assert "työssä käyvä" not in reply["text"]
    assert "Tämä keskustelu on myös sinulle." in reply["text"]
    assert labels(reply) == ["Kartoitetaan, mitä osaan", "Näytä lyhyitä opintoja", "Mitä tuelleni tapahtuu?"]


async def test_the_question_of_how_one_stands_to_work_has_a_button_for_who_is_out_of_it(
    app: FastAPI, client: httpx.AsyncClient, talk: Talk
) -> None:
    guide = Guide(app, client, talk)
    (asked,) = await guide.meet("myth_employed", text="onks tää vaan työttömille")
    assert "Olen työtön" in labels(asked)
    assert "Ohjaajana voi olla toinen yrittäjä." in (await guide.hear("oon yrittäjä"))[0]["text"]


@pytest.mark.parametrize("option", ["skip", "an-old-button"])
async def test_who_does_not_say_gets_the_general_answer(guide: Guide, option: str) -> None:
    await guide.meet("myth_benefits")
    said = await guide.meet("myth_benefits", option=option)
    assert "Opetus on yleensä maksutonta." in said[0]["text"]


async def test_who_says_it_again_in_place_of_a_button_is_not_asked_again(guide: Guide) -> None:
    await guide.meet("myth_benefits")
    assert "Opetus on yleensä maksutonta." in (await guide.meet("myth_benefits"))[0]["text"]


async def test_said_again_on_asking_it_is_in_other_words_then_easier_then_a_person_is_offered(guide: Guide) -> None:
    await guide.meet("myth_cost")
    ways = [(await guide.again())[0]["text"] for _ in range(3)]
    assert "Opetuksesta ei yleensä makseta." in ways[0]
    assert ways[1] == "Opetus ei yleensä maksa."
    assert ways[2].endswith("?")


async def test_nothing_is_said_again_when_the_talk_has_gone_on_or_nothing_has_come_up(guide: Guide) -> None:
    assert (await guide.again())[0]["text"] in texts_of("repeat")
    await guide.meet("myth_cost")
    await guide.go_on()
    assert (await guide.again())[0]["text"] in texts_of("repeat")


async def test_who_cannot_pay_for_living_is_given_numbers_that_help_now_and_a_person(guide: Guide) -> None:
    (reply,) = await guide.meet("money_worry")
    assert [each["number"] for each in reply["numbers"]] == ["050 062 5990", "0800 9 8009"]
    assert "050 062 5990" in reply["text"]
    assert labels(reply)[0] == "Pyydä ihminen mukaan"


async def test_what_has_no_card_is_not_guessed_at(guide: Guide, app: FastAPI) -> None:
    async with app.state.database.write() as session:
        await session.execute(delete(FactRevisionRow).where(FactRevisionRow.card_key == "myth_digital"))
        await session.execute(delete(FactCardRow).where(FactCardRow.key == "myth_digital"))
    for said in (await guide.meet("myth_digital"), await guide.helped("nothing", "yes")):
        assert "arvata" in said[0]["text"]
        assert labels(said[0]) == ["Pyydä ihminen mukaan"]


async def test_unknown_work_ability_offers_a_person_at_one_press_and_pushes_no_course_afterwards(guide: Guide) -> None:
    said = await guide.meet("work_ability_unknown")
    assert meanings(said[0])[0] == {"intent": "request_human", "entities": {"reason": "work_ability"}}
    assert [each["intent"] for each in meanings(said[0])[1:]] == [
        "info_rehabilitative_work",
        "info_learning_from_work",
    ]
    info = await guide.meet("info_unit")
    assert labels(info[0]) == ["Pyydä ihminen mukaan"]


async def test_after_danger_nobody_is_asked_whether_a_card_helped(guide: Guide) -> None:
    await guide.talk.post(client_id="danger", text="en jaksa enää elää")
    assert HELPED not in [each["text"] for each in (await guide.meet("myth_cost"))]


async def test_a_number_that_an_editor_changes_is_what_is_said_everywhere(guide: Guide, app: FastAPI) -> None:
    database, now = app.state.database, clock.now()
    async with database.write() as session:
        row = next(each for each in await guidance.contacts(session) if each.key == "mieli")
        changed = {**row.content, "number": "09 111 222", "checked_on": "2026-12-01"}
        await guidance.save_contact(session, "mieli", changed, row.revision, "eeva", now)
        await guidance.approve_contact(session, "mieli", row.revision, "olli", now)
    await guide.talk.post(client_id="danger", text="haluan kuolla")
    said = [each["body"]["text"] for each in (await guide.talk.read())["messages"] if each["author"] != "jobseeker"]
    assert len(said) == 2
    assert all("09 111 222" in text for text in said)


async def test_of_two_who_change_a_number_the_later_sees_both(app: FastAPI) -> None:
    async with app.state.database.write() as session:
        row = next(each for each in await guidance.contacts(session) if each.key == "mieli")
        began = row.revision
        eevas, ollis = ({**row.content, "number": number} for number in ("09 111", "09 222"))
        await guidance.save_contact(session, "mieli", eevas, began, "eeva", clock.now())
        with pytest.raises(EditedMeanwhile):
            await guidance.save_contact(session, "mieli", ollis, began, "olli", clock.now())
        with pytest.raises(UnknownCard):
            await guidance.save_contact(session, "muu", {**row.content, "key": "muu"}, began, "olli", clock.now())


async def test_an_edit_is_what_the_bot_says_next(guide: Guide, app: FastAPI) -> None:
    async with app.state.database.write() as session:
        row = await guidance.card(session, "myth_cost")
        await guidance.save(session, "myth_cost", raw_card(answer="Uusi tieto."), row.revision, "eeva", clock.now())
    assert "Uusi tieto." in (await guide.meet("myth_cost"))[0]["text"]


async def test_a_benefits_card_waits_for_a_second_editor_and_the_old_one_is_said_meanwhile(
    guide: Guide, app: FastAPI
) -> None:
    new = raw_card("myth_benefits", **BENEFITS, answer="Uusi tieto.")
    database, now = app.state.database, clock.now()
    async with database.write() as session:
        began = (await guidance.card(session, "myth_benefits")).revision
        saved = await guidance.save(session, "myth_benefits", new, began, "eeva", now)
        assert saved.status == "pending"
        assert [row.key for row in (await guidance.due(session, date(2026, 12, 1))).pending] == ["myth_benefits"]
        assert (await guidance.newest(session, "myth_benefits")).content["answer"] == "Uusi tieto."
        with pytest.raises(OwnApproval):
            await guidance.approve(session, "myth_benefits", saved.revision, "eeva", now)
        with pytest.raises(EditedMeanwhile):
            await guidance.approve(session, "myth_benefits", began, "olli", now)
    said = await guide.meet("myth_benefits", option="skip")
    assert "Opetus on yleensä maksutonta." in said[0]["text"]
    async with database.write() as session:
        approved = await guidance.approve(session, "myth_benefits", began + 1, "olli", now)
        assert (approved.status, approved.approved_by) == ("published", "olli")
        with pytest.raises(NothingToApprove):
            await guidance.approve(session, "myth_benefits", began + 1, "olli", now)
    async with database.read() as session:
        assert (await guidance.card(session, "myth_benefits")).content["answer"] == "Uusi tieto."


async def test_of_two_editors_at_once_the_later_sees_both_versions(guide: Guide, app: FastAPI) -> None:
    async with app.state.database.write() as session:
        began = (await guidance.card(session, "myth_cost")).revision
        await guidance.save(session, "myth_cost", raw_card(answer="Eevan tieto."), began, "eeva", clock.now())
        with pytest.raises(EditedMeanwhile) as caught:
            await guidance.save(session, "myth_cost", raw_card(answer="Ollin tieto."), began, "olli", clock.now())
        same = await guidance.save(session, "myth_cost", raw_card(answer="Eevan tieto."), began, "olli", clock.now())
        assert same.revision == began + 1
    both = caught.value
    assert (both.mine["answer"], both.theirs["answer"], both.saved_by) == ("Ollin tieto.", "Eevan tieto.", "eeva")
    assert [change.field for change in both.differences] == ["answer"]


async def test_revisions_can_be_compared_and_brought_back(guide: Guide, app: FastAPI) -> None:
    async with app.state.database.write() as session:
        began = (await guidance.card(session, "myth_cost")).revision
        await guidance.save(session, "myth_cost", raw_card(title="Raha huolettaa"), began, "eeva", clock.now())
        (change,) = await guidance.compare(session, "myth_cost", began, began + 1)
        assert (change.field, change.before, change.after) == ("title", "Hinta huolettaa", "Raha huolettaa")
        back = await guidance.bring_back(session, "myth_cost", began, began + 1, "eeva", clock.now())
        assert (back.content["title"], back.revision) == ("Hinta huolettaa", began + 2)
        numbers = [row.number for row in await guidance.revisions(session, "myth_cost")]
        assert numbers == sorted(numbers, reverse=True)
        assert numbers[0] == began + 2
        with pytest.raises(UnknownRevision):
            await guidance.bring_back(session, "myth_cost", 99, began + 2, "eeva", clock.now())


@pytest.mark.parametrize(
    ("key", "changes", "error"),
    [
        ("myth_cost", {"sources": []}, BadCard),
        ("myth_cost", {"key": "myth_other"}, BadCard),
        ("myth_other", {"key": "myth_other"}, UnknownCard),
    ],
)
async def test_a_bad_save_is_refused_and_changes_nothing(
    guide: Guide, app: FastAPI, key: str, changes: dict, error: type[Exception]
) -> None:
    with pytest.raises(error):
        async with app.state.database.write() as session:
            await guidance.save(session, key, raw_card(**changes), 2, "eeva", clock.now())
    async with app.state.database.read() as session:
        assert (await guidance.card(session, "myth_cost")).content == {
            **raw_card("myth_cost"),
            "ask_before": "",
            "contacts": [],
            "said": [],
        }


async def test_a_new_seed_spares_what_an_editor_has_touched(guide: Guide, app: FastAPI) -> None:
    async with app.state.database.write() as session:
        began = (await guidance.card(session, "myth_cost")).revision
        await guidance.save(session, "myth_cost", raw_card(answer="Eevan tieto."), began, "eeva", clock.now())
        new = [card("myth_cost", answer="Siemen."), card("myth_too_old", answer="Siemen.")]
        assert await guidance.load_seed(session, new, [], clock.now()) == 1
        assert await guidance.load_seed(session, new, [], clock.now()) == 0
        answers = [(await guidance.card(session, each.key)).content["answer"] for each in new]
    assert answers == ["Eevan tieto.", "Siemen."]


async def test_the_first_content_is_whole_and_loading_it_again_adds_no_revision(app: FastAPI) -> None:
    async with app.state.database.read() as session:
        rows = await guidance.cards(session)
        assert len(rows) == 116
        assert all(card_from(row.content).key == row.key for row in rows)
        assert {contact_from(row.content).key for row in await guidance.contacts(session)} >= {"emergency", "mieli"}
        assert await session.scalar(select(func.count()).select_from(FactRevisionRow)) == 116


async def test_what_is_due_is_told(guide: Guide, app: FastAPI) -> None:
    async with app.state.database.read() as session:
        now = await guidance.due(session, date(2026, 12, 1))
        assert (now.overdue, now.contacts) == ([], [])
        later = await guidance.due(session, date(2026, 12, 1) + timedelta(days=400))
        assert len(later.overdue) == len(await guidance.cards(session))
        assert "mieli" in [row.key for row in later.contacts]


async def test_an_editor_is_warned_of_hard_language_and_may_save_all_the_same(app: FastAPI) -> None:
    hard = raw_card(answer="Sinulle tehdään HOKS. " + "sana " * 25)
    looks = guidance.look(hard, date(2026, 12, 1))
    assert {fault.code for fault in looks.warnings} == {"abbreviation", "long_sentence"}
    assert looks.spoken is not None
    assert guidance.look({"key": "x"}, date(2026, 12, 1)).spoken is None


async def test_the_coach_reads_which_worries_came_up_and_which_remain(guide: Guide, app: FastAPI) -> None:
    await guide.meet("myth_cost")
    await guide.helped("myth_cost", "yes")
    await guide.meet("myth_too_old")
    await guide.helped("myth_too_old", "no")
    await guide.meet("info_unit")
    await guide.meet("work_ability_unknown")
    async with app.state.database.read() as session:
        told = await guidance.remembered(session, guide.talk.id)
    assert [(each.card, each.standing) for each in told] == [
        ("myth_cost", WorryState.HELPED),
        ("myth_too_old", WorryState.REMAINS),
        ("work_ability_unknown", WorryState.CAME_UP),
    ]
    await guide.meet("myth_cost")
    async with app.state.database.read() as session:
        assert (await guidance.remembered(session, guide.talk.id))[0].standing is WorryState.REMAINS


async def test_cards_that_do_not_help_are_told_from_five_answers_on(
    guide: Guide, app: FastAPI, client: httpx.AsyncClient
) -> None:
    for number in range(5):
        async with app.state.database.read() as session:
            assert await guidance.cards_that_do_not_help(session) == []
        other = Guide(app, client, Talk(client, (await client.post("/api/conversations")).json()))
        await other.helped("myth_cost", "no" if number else "yes")
    async with app.state.database.read() as session:
        (told,) = await guidance.cards_that_do_not_help(session)
    assert (told.card, told.title, told.share_of_no) == ("myth_cost", "Hinta huolettaa", 0.8)
    assert told.answers[Helped.YES] == 1


async def test_only_the_bot_may_call(talk: Talk) -> None:
    turn = {"message_id": "m", **turn_of("maksaa liikaa", "myth_cost")}
    path = f"/internal/conversations/{talk.id}/turn"
    assert_problem(await talk.client.post(path, json=turn), 403, "forbidden")
    gone = f"/internal/conversations/{'0' * 8}/turn"
    assert_problem(await talk.client.post(gone, json=turn, headers=INTERNAL), 404, "unknown-conversation")


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_broken_file_of_facts_stops_the_start_with_its_name(
    settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "raha.yml").write_text("- {key: myth_cost}\n")
    monkeypatch.setattr("api.guidance.files.read_cards.__defaults__", (tmp_path,))
    assert launch.run(settings) == 1
    assert "raha.yml: myth_cost: " in capsys.readouterr().out
