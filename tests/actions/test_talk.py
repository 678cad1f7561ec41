"""What actions ask of the service, and how they choose."""

import json
from typing import Any, Dict, List

import httpx
import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import service
from actions.assessment import Assess, ComeBack
from actions.courses import RefuseEntry, ShowCourses, ShowMore, TellDetails
from actions.people import MeetDistress, RequestHuman, TellOpeningHours
from actions.talk import Affirm, AskWhich, Deny, MeetAnger, Repeat, SayOutOfScope, SpeakLanguage
from actions.worries import AnswerWorry

DOMAIN: Dict[str, Any] = {
    "responses": {
        "utter_meaning_neither": [{"text": "Ei kumpikaan"}],
        "utter_meaning_myth_cost": [{"text": "Hinta huolettaa"}],
        "utter_meaning_find_unit": [{"text": "Etsin opintoa"}],
        "utter_meaning_myth_benefits": [{"text": "Tuki huolettaa"}],
    }
}


class Tracker:
    sender_id = "c1"

    def __init__(
        self, text: str = "", intent: str = "find_unit", question: str = "", events=(), **more: object
    ) -> None:
        self.latest_message = {"text": text, "intent": {"name": intent}, "entities": [], "message_id": "c1:7", **more}
        self.events = list(events)
        self._question = question

    def get_slot(self, name: str) -> object:
        assert name == "open_question"
        return self._question or None


def pressed(intent: str, **carried: object) -> Tracker:
    entities = [{"entity": name, "value": value} for name, value in carried.items()]
    return Tracker("Nappi", intent, chosen=True, entities=entities)


class Service:
    """The service, played at its HTTP edge."""

    def __init__(self) -> None:
        self.requests: List[httpx.Request] = []
        self.status = 200
        self.replies = [{"kind": "text", "text": "hei", "easy": "moi"}]

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.status, json={"replies": self.replies, "open_question": "helped:myth_cost"})

    @property
    def calls(self) -> List[str]:
        return [request.url.path.split("/c1/")[1] for request in self.requests]

    def body(self) -> Dict[str, Any]:
        return json.loads(self.requests[-1].content)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Service:
    played = Service()
    client = httpx.AsyncClient(transport=httpx.MockTransport(played.answer), base_url="http://service")
    monkeypatch.setattr(service, "_client", client)
    return played


async def run(action: Any, tracker: Tracker) -> "tuple[List[Dict[str, Any]], List[Dict[str, Any]]]":
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, tracker, DOMAIN)
    return dispatcher.messages, events


async def test_what_the_service_says_is_said_and_its_question_kept(asked: Service) -> None:
    messages, events = await run(ShowCourses(), Tracker("kurssi hygieniasta"))
    assert (messages[0]["text"], messages[0]["custom"]) == ("hei", {"kind": "text", "easy": "moi"})
    assert events[0]["value"] == "helped:myth_cost"


async def test_a_button_looks_for_its_subject_and_not_for_its_label(asked: Service) -> None:
    await run(ShowCourses(), pressed("find_unit", subject="siivous"))
    assert asked.body() == {"text": "siivous", "kind": None}
    await run(ShowCourses(), pressed("find_badge"))
    assert asked.body() == {"text": "", "kind": "badge"}


async def test_a_card_is_asked_about_and_refused_by_its_entry(asked: Service) -> None:
    await run(TellDetails(), pressed("ask_details", entry="x"))
    await run(RefuseEntry(), pressed("refuse_entry", entry="x", why="place"))
    assert asked.calls == ["suggestions/details", "suggestions/refuse"]
    assert asked.body() == {"entry": "x", "why": "place"}


@pytest.mark.parametrize(
    "action", [ShowCourses(), ShowMore(), RequestHuman(), MeetDistress(), TellOpeningHours(), AnswerWorry()]
)
async def test_a_call_that_fails_raises_so_that_the_turn_is_put_off(asked: Service, action: Any) -> None:
    asked.status = 503
    with pytest.raises(httpx.HTTPStatusError):
        await run(action, Tracker("x"))


async def test_hours_are_asked_of_the_service_and_leave_an_open_question_open(asked: Service) -> None:
    said, events = await run(TellOpeningHours(), Tracker("milloin ootte auki", question="item:arki:budjetti"))
    assert asked.calls == ["handover/hours"]
    assert [each["text"] for each in said] == ["hei"]
    assert events == []


async def test_a_call_carries_the_same_key_at_every_try(asked: Service) -> None:
    for _ in range(2):
        await run(RequestHuman(), Tracker("ihminen"))
    assert [request.headers["idempotency-key"] for request in asked.requests] == ["c1:7:handover"] * 2


async def test_two_worries_of_one_message_are_answered_together(asked: Service) -> None:
    await run(AnswerWorry(), Tracker("maksaa ja vie vuosia", "myth_cost", also=["myth_takes_years"]))
    assert asked.body()["intents"] == ["myth_cost", "myth_takes_years"]


async def test_unsure_it_asks_which_of_the_two_likeliest_and_carries_the_own_words(asked: Service) -> None:
    asked.replies = []
    names = ("nlu_fallback", "greet", "myth_cost", "find_unit", "myth_benefits")
    ranking = [{"name": name} for name in names]
    messages, _ = await run(AskWhich(), Tracker("raha", "nlu_fallback", intent_ranking=ranking))
    buttons = messages[0]["buttons"]
    assert [button["title"] for button in buttons] == ["Hinta huolettaa", "Etsin opintoa", "Ei kumpikaan"]
    assert buttons[1]["payload"] == {"intent": "find_unit", "entities": {"subject": "raha"}}


async def test_unsure_for_the_second_time_in_a_row_it_offers_a_person(asked: Service) -> None:
    user, unsure = {"event": "user"}, {"event": "action", "name": "action_ask_which"}
    messages, events = await run(AskWhich(), Tracker("hm", "nlu_fallback", events=[user, unsure, user]))
    assert messages[0]["response"] == "utter_offer_person_after_misunderstanding"
    assert events[0]["value"] == "offer:person"
    understood = [user, unsure, user, {"event": "action", "name": "utter_help"}, user]
    messages, _ = await run(AskWhich(), Tracker("hm", "nlu_fallback", events=understood))
    assert messages[0]["response"] == "utter_unsure"


@pytest.mark.parametrize(
    ("action", "question", "call", "answer"),
    [
        (Affirm(), "helped:myth_cost", "guidance/helped", "yes"),
        (Deny(), "helped:myth_cost", "guidance/helped", "no"),
        (Affirm(), "item:arki:x", "assessment/answer", None),
        (Deny(), "item:arki:x", "assessment/answer", None),
        (Affirm(), "offer:person", "handover", None),
    ],
)
async def test_yes_and_no_answer_what_was_asked(
    asked: Service, action: Any, question: str, call: str, answer: "str | None"
) -> None:
    await run(action, Tracker("joo", "affirm" if isinstance(action, Affirm) else "deny", question))
    assert asked.calls == [call]
    assert asked.body().get("answer") == answer


@pytest.mark.parametrize(("action", "said"), [(Affirm(), "utter_affirm"), (Deny(), "utter_deny")])
async def test_yes_and_no_to_nothing_are_met_without_the_service(asked: Service, action: Any, said: str) -> None:
    messages, _ = await run(action, Tracker("joo"))
    assert messages[0]["response"] == said
    assert asked.requests == []


async def test_the_open_item_comes_back_after_a_question_and_nothing_else_does(asked: Service) -> None:
    await run(ComeBack(), Tracker("maksaako", question="helped:x"))
    assert asked.requests == []
    await run(ComeBack(), Tracker("maksaako", question="item:arki:x"))
    assert asked.calls == ["assessment/again"]


async def test_what_has_no_other_words_is_repeated_with_ways_on(asked: Service) -> None:
    asked.replies = []
    messages, _ = await run(Repeat(), Tracker("siis mitä"))
    assert messages[0]["response"] == "utter_repeat"


async def test_anger_is_met_otherwise_the_second_time(asked: Service) -> None:
    user, angry = {"event": "user"}, {"event": "action", "name": "action_meet_anger"}
    for events, said in (([user], "utter_frustrated"), ([user, angry, user], "utter_frustrated_again")):
        messages, left_open = await run(MeetAnger(), Tracker("ihan paska", "frustrated", events=events))
        assert messages[0]["response"] == said
        assert left_open[0]["value"] == "offer:person"


async def test_an_answer_in_the_language_of_the_message_or_in_all(asked: Service) -> None:
    english = [{"entity": "language", "value": "en"}]
    messages, _ = await run(SpeakLanguage(), Tracker("hello", "change_language", entities=english))
    assert messages[0]["response"] == "utter_language_en"
    messages, _ = await run(SpeakLanguage(), Tracker("muu kieli", "change_language"))
    assert messages[0]["response"] == "utter_language_any"


CARDS = {"event": "bot", "data": {"custom": {"kind": "course_cards", "cards": [{"id": "x"}]}}}
NEAR = [{"name": "out_of_scope"}, {"name": "myth_cost"}, {"name": "ask_details"}]


@pytest.mark.parametrize("action", [SayOutOfScope(), AskWhich()])
async def test_with_a_card_in_view_a_near_question_is_about_the_card(asked: Service, action: Any) -> None:
    events = [{"event": "user"}, CARDS, {"event": "user"}]
    await run(action, Tracker("paljonko se maksaa", "out_of_scope", events=events, intent_ranking=NEAR))
    assert asked.calls == ["suggestions/details"]


async def test_without_a_card_in_view_it_is_not(asked: Service) -> None:
    old = [CARDS, *[{"event": "user"}] * 5]
    for events in ([{"event": "user"}], old):
        messages, _ = await run(
            SayOutOfScope(), Tracker("paljonko se maksaa", "out_of_scope", events=events, intent_ranking=NEAR)
        )
        assert messages[0]["response"] == "utter_out_of_scope"
    assert asked.calls == []


async def test_a_worry_about_money_stays_a_worry_beside_a_card(asked: Service) -> None:
    events = [{"event": "user"}, CARDS, {"event": "user"}]
    ranking = [{"name": "myth_cost"}, {"name": "money_worry"}, {"name": "ask_details"}]
    await run(AnswerWorry(), Tracker("ei oo rahaa", "myth_cost", events=events, intent_ranking=ranking))
    assert asked.calls == ["guidance/meet"]


@pytest.mark.parametrize("action", [ShowCourses(), SayOutOfScope(), AskWhich()])
@pytest.mark.parametrize("question", ["telling:tyossa-tehtya", "field:ala"])
async def test_what_was_asked_to_be_told_is_taken_for_that(asked: Service, action: Any, question: str) -> None:
    await run(action, Tracker("varastolla ja trukilla", question=question))
    assert asked.calls == ["assessment/tell"]
    assert asked.body()["text"] == "varastolla ja trukilla"


@pytest.mark.parametrize("action", [SayOutOfScope(), AskWhich()])
async def test_a_trade_that_was_never_trained_on_is_looked_for_in_the_catalogue(asked: Service, action: Any) -> None:
    ranking = [{"name": "out_of_scope"}, {"name": "find_unit"}]
    messages, _ = await run(action, Tracker("etsi letunpaistajan koulutusta", "out_of_scope", intent_ranking=ranking))
    assert asked.calls == ["suggestions/look"]
    assert [message["text"] for message in messages] == ["hei"]


async def test_what_the_catalogue_does_not_know_either_is_out_of_scope(asked: Service) -> None:
    asked.replies = []
    ranking = [{"name": "out_of_scope"}, {"name": "find_unit"}]
    messages, _ = await run(SayOutOfScope(), Tracker("osta maitoa", "out_of_scope", intent_ranking=ranking))
    assert messages[0]["response"] == "utter_out_of_scope"


@pytest.mark.parametrize(
    ("action", "intent"),
    [
        (AskWhich(), "nlu_fallback"),
        (SayOutOfScope(), "out_of_scope"),
        (ShowCourses(), "find_unit"),
        (AnswerWorry(), "myth_cost"),
        (Deny(), "deny"),
        (Assess(), "tell_experience"),
    ],
)
async def test_a_choosing_question_takes_what_is_written_whatever_it_sounds_like(
    asked: Service, action: Any, intent: str
) -> None:
    messages, events = await run(action, Tracker("kauan pois töistä", intent, question="choose:tilanne"))
    assert asked.calls == ["assessment/choose"]
    assert asked.body() == {"text": "kauan pois töistä", "carried": {"question": "tilanne"}}
    assert [message["text"] for message in messages] == ["hei"]
    assert events[0]["value"] == "helped:myth_cost"


@pytest.mark.parametrize(
    ("action", "intent"),
    [
        (AskWhich(), "nlu_fallback"),
        (SayOutOfScope(), "out_of_scope"),
        (ShowCourses(), "find_unit"),
        (AnswerWorry(), "myth_too_old"),
        (Deny(), "deny"),
        (Assess(), "skip_item"),
        (TellDetails(), "ask_details"),
    ],
)
async def test_a_cards_own_question_takes_what_is_written_whatever_it_sounds_like(
    asked: Service, action: Any, intent: str
) -> None:
    question = "worry:myth_benefits:asked"
    await run(action, Tracker("oon 34", intent, question=question))
    assert asked.calls == ["guidance/hear"]
    assert asked.body() == {"text": "oon 34", "open_question": question}


async def test_what_fits_no_option_is_taken_for_what_it_is(asked: Service) -> None:
    asked.replies = []
    await run(AnswerWorry(), Tracker("maksaako tämä", "myth_cost", question="choose:tilanne"))
    assert asked.calls == ["assessment/choose", "guidance/meet"]


async def test_a_button_answers_no_choosing_question_by_its_label(asked: Service) -> None:
    await run(AnswerWorry(), Tracker("Nappi", "myth_cost", question="choose:tilanne", chosen=True))
    assert asked.calls == ["guidance/meet"]


@pytest.mark.parametrize("action", [TellDetails(), ShowMore()])
async def test_in_an_assessment_this_is_the_assessment_unless_a_card_is_in_view(asked: Service, action: Any) -> None:
    messages, events = await run(action, Tracker("maksaaks tää mitään", question="item:arki:x"))
    assert (messages[0]["response"], events, asked.calls) == ("utter_about_assessment", [], [])
    await run(action, Tracker("maksaaks tää mitään", question="item:arki:x", events=[{"event": "user"}, CARDS]))
    assert len(asked.calls) == 1


async def test_yes_to_what_was_heard_confirms_all_of_it(asked: Service) -> None:
    await run(Affirm(), Tracker("joo", "affirm", question="heard:"))
    assert asked.calls == ["assessment/confirm"]
