"""Replies as they go over Rasa, as they are read back, and as they are shown."""

import json
from datetime import date
from pathlib import Path as File
from types import SimpleNamespace

import pytest
from pydantic import ValidationError

from api.assessment import wording as assessing
from api.assessment.model.profile import Certainty, Evidence, Known, Profile, Source
from api.dialogue.wording import Way
from api.guidance.model import Spoken
from api.guidance.service import card_replies
from api.platform.replies import (
    Choice,
    Deed,
    Meaning,
    Message,
    Notice,
    NumberShown,
    RatingRequest,
    WaitNotice,
    body_of,
    does,
    for_rasa,
    from_rasa,
    message,
    payload_of,
    read_payload,
    said_anew,
)
from api.suggestions import wording as suggesting
from catalogue.recommend import Path, Step, Suggestion
from tests.support.entries import an_entry

# What each kind looked like while replies were plain dictionaries: nobody who reads them may see a difference.
BEFORE = json.loads(File(__file__).with_name("replies.json").read_text(encoding="utf-8"))
TODAY = date(2026, 12, 1)
ENTRY = an_entry(
    employer={
        "name": "Malli Oy", "roles": ["ajaja"], "open_places": 2, "must_have": ["kortti"], "learnt_at_work": ["reitit"],
    },
    counts_towards={"units": ["105736"], "school": "Malliopisto"},
    starts=["2027-01-11"],
    size_osp=15.0,
)  # fmt: skip
QUESTION = SimpleNamespace(
    key="kassa", text="Käytän kassaa.", example="Esimerkiksi kaupassa.", explain="Otan maksun.", easy="Kassa sujuu."
)
SCALE = [SimpleNamespace(level=level, label=f"Taso {level}", hint=f"Vihje {level}") for level in range(4)]
SCALES = SimpleNamespace(of=lambda _instrument: SCALE)
INSTRUMENT = SimpleNamespace(key="arki", scale=SCALE, unknown=SimpleNamespace(label="En tiedä"))
KNOWN = Known(
    "kassatyo", "Kassatyö", "hoidat kassan", None, 2, 2.1, 0.8, Certainty.FAIRLY_SURE,
    (Evidence("Olin kassalla.", Source.TOLD), Evidence("Käytän kassaa.", Source.ANSWER, 2)),
)  # fmt: skip
SUGGESTION = Suggestion(ENTRY, 0.8, None, ("Sopii iltaan.",), ("Matka on pitkä.",), "Kerro paikka.")
STEP = Step(ENTRY, "Asiakaspalvelu", "Hyvä alku.", "15 osp", "8 viikkoa", "Hae myyjäksi.", "Opo auttaa.")
FACT = SimpleNamespace(
    key="myth_too_old", decides="Oppilaitos", sources=("Laki",), reviewed_on=date(2026, 11, 24), contacts=("emergency",)
)
WAY = Way(
    "Moi!",
    "Moi.",
    [
        {"label": "Etsi", "intent": "find_unit"},
        {"label": "Kerro", "intent": "ask_bot", "role": "details", "entities": {"subject": "botti"}},
    ],
)
PROGRESS = assessing.Progress(1, 12)
EXAMPLES = {
    "text": lambda: card_replies._message(FACT, Spoken("Vastaus.", "Helppo.")),
    "choices": lambda: WAY.message,
    "asked_whether_it_helped": lambda: card_replies._question(FACT),
    "assessment_item": lambda: assessing.item_message(INSTRUMENT, QUESTION, PROGRESS),
    "explained": lambda: assessing.explained_message(INSTRUMENT, QUESTION, PROGRESS),
    "correction": lambda: assessing.correction_message("kassatyo", "Kassatyö", SCALE),
    "profile": lambda: assessing.profile_message(
        Profile((KNOWN,), ("Digitaidot",)), SCALES, "Valmis.", ["Ajanhallinta"]
    ),
    "heard": lambda: assessing.heard_message([KNOWN], SCALES),
    "course_cards": lambda: suggesting.recommended_message([SUGGESTION], 4, TODAY, "recommended"),
    "pathway": lambda: suggesting.pathway_message(Path("kassatyö", (STEP,), None), TODAY),
}


class Keys(dict[str, str]):
    """Texts that are their own keys: what people write into them is not what is compared here."""

    def __missing__(self, key: str) -> str:
        return f"[{key}]"


@pytest.fixture
def example(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Message:
    for module in (assessing, suggesting, card_replies):
        monkeypatch.setattr(module, "texts", lambda *_: Keys())
    return EXAMPLES[request.param]()


def shown(said: Message) -> dict:
    """The body as everybody sees it."""
    return body_of(said, lambda choice: {**choice.shown, "id": "id", "label": choice.label})


KINDS = pytest.mark.parametrize(("example", "name"), [(name, name) for name in BEFORE], indirect=["example"])


@KINDS
def test_a_message_goes_over_rasa_and_out_as_it_did_when_it_was_a_dictionary(example: Message, name: str) -> None:
    assert json.loads(json.dumps(for_rasa(example))) == BEFORE[name]["over_rasa"]
    assert json.loads(json.dumps(shown(example))) == BEFORE[name]["body"]


@KINDS
def test_what_rasa_gives_back_is_the_message_that_was_given_to_it(example: Message, name: str) -> None:
    carried = json.loads(json.dumps(for_rasa(example)))
    assert from_rasa(carried.pop("kind"), carried) == example


def test_there_is_an_example_of_every_kind_that_the_bot_says() -> None:
    kinds = {said["over_rasa"]["kind"] for said in BEFORE.values()}
    assert kinds == {"text", "choices", "assessment_item", "profile", "course_cards", "pathway"}
    assert set(EXAMPLES) == set(BEFORE)


def test_what_an_answer_names_and_the_numbers_in_it_go_beside_its_text() -> None:
    numbers = [NumberShown(name="Hätänumero", number="112")]
    assert shown(message("Soita.", numbers=numbers, about=["varasto"])) == {
        "text": "Soita.",
        "numbers": [{"name": "Hätänumero", "number": "112"}],
        "about": ["varasto"],
    }
    assert shown(message("Soita.", numbers=[])) == {"text": "Soita.", "numbers": []}


def test_a_notice_tells_its_state_and_how_long_one_waits() -> None:
    ways = (Choice("Peru", does("cancel_waiting")),)
    assert shown(Notice(text="Hei.")) == {"text": "Hei."}
    wait = WaitNotice(text="Odota.", state="waiting", choices=ways, place=1, minutes=None, open=True, opens_at=None)
    assert wait.kind == "notice"
    assert shown(wait) == {
        "text": "Odota.", "state": "waiting", "place": 1, "minutes": None, "open": True, "opens_at": None,
        "choices": [{"id": "id", "label": "Peru"}],
    }  # fmt: skip
    stars = RatingRequest(text="Miten meni?", choices=(Choice("Hyvin", does("rate", stars=5)),))
    assert (stars.kind, shown(stars)) == (
        "rating_request",
        {"text": "Miten meni?", "choices": [{"id": "id", "label": "Hyvin"}]},
    )


@pytest.mark.parametrize(
    ("stored", "meaning"),
    [
        ({"intent": "find_unit", "entities": {"subject": "siivous"}}, Meaning("find_unit", {"subject": "siivous"})),
        ({"verb": "rate", "stars": 5}, Deed("rate", {"stars": 5})),
        ({"verb": "ask_person"}, Deed("ask_person")),
    ],
)
def test_a_meaning_is_read_as_it_was_stored(stored: dict, meaning: Meaning | Deed) -> None:
    assert read_payload(stored) == meaning
    assert payload_of(meaning) == stored


def test_a_meaning_stored_before_without_entities_is_read_too() -> None:
    assert read_payload({"intent": "request_callback"}) == Meaning("request_callback")


@pytest.mark.parametrize("body", [{}, {"text": "Hei.", "colour": "red"}, {"text": "Hei.", "numbers": [{"name": "x"}]}])
def test_what_is_no_message_is_not_taken_for_one(body: dict) -> None:
    with pytest.raises(ValidationError):
        from_rasa("text", body)


def test_a_kind_that_the_bot_does_not_say_is_not_read() -> None:
    with pytest.raises(KeyError):
        from_rasa("notice", {"text": "Hei."})


def test_what_was_said_before_is_said_in_the_next_way() -> None:
    asked = message("Auttoiko tämä?", ways=["Oliko tästä apua?"])
    assert said_anew(asked, ()).text == "Auttoiko tämä?"
    anew = said_anew(asked, {"Auttoiko tämä?"})
    assert anew.text == "Oliko tästä apua?"
    assert "ways" not in dict(anew.told())
    assert said_anew(asked, {"Auttoiko tämä?", "Oliko tästä apua?"}).text == "Auttoiko tämä?"
