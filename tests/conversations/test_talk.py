"""The whole: real Rasa, real actions, real service."""

import concurrent.futures
import json

import httpx
import pytest

from tests.support.stack import Stack, Talk

CHANNEL = {"Authorization": "Bearer stack-internal-token"}


@pytest.fixture
def talk(stack: Stack) -> Talk:
    return Talk(stack.url)


def test_the_greeting_says_that_it_is_a_machine_and_offers_four_choices(talk: Talk) -> None:
    greeting = talk.ask("moi")[0]
    assert "kone" in greeting["body"]["text"]
    assert len(greeting["body"]["choices"]) == 4


@pytest.mark.parametrize(
    "text", ["löytyskö joku lyhyt kurssi hygieniasta", "Onko teillä hygieniapassikurssia?", "mistä saa hygieniapassin"]
)
def test_a_course_asked_for_in_own_words_comes_as_cards(talk: Talk, text: str) -> None:
    reply = talk.ask(text)[0]
    assert reply["kind"] == "course_cards"
    assert reply["body"]["text"]
    assert "ygienia" in reply["body"]["cards"][0]["name"]
    assert all(card["sample"] for card in reply["body"]["cards"])


def test_the_choice_of_short_studies_leads_to_cards(talk: Talk) -> None:
    choice = next(each for each in talk.ask("moi")[0]["body"]["choices"] if each["label"] == "Etsi lyhyt opinto")
    reply = talk.replies_to(talk.send(choice_id=choice["id"]))[0]
    assert reply["kind"] == "course_cards"
    assert len(reply["body"]["cards"]) == 2


def test_nothing_found_offers_a_human(talk: Talk) -> None:
    reply = talk.ask("löytyykö lyhyttä kurssia kvanttifysiikasta")[0]
    assert reply["kind"] == "choices"


def test_a_human_asked_for_silences_the_bot(talk: Talk) -> None:
    talk.send("haluan puhua ihmisen kanssa")
    notice = talk.wait_for(lambda message: message["body"].get("state") == "waiting")[0]
    assert notice["author"] == "system"
    later = talk.send("etsi mulle joku kurssi")
    talk.wait_for(lambda message: message["seq"] == later and message["intent"])
    assert talk.read()["state"] == "waiting"
    talk.send(choice_id=notice["body"]["choices"][0]["id"])
    assert talk.read()["state"] == "bot"
    assert talk.ask("moi")
    assert not [message for message in talk.read()["messages"] if message["in_reply_to"] == later]


def test_distress_is_met_with_the_numbers_and_a_human(talk: Talk) -> None:
    reply = talk.ask("en jaksa enää elää")[0]
    assert "112" in reply["body"]["text"]
    assert "09 2525 0111" in reply["body"]["text"]
    assert talk.read()["state"] == "waiting"


@pytest.mark.parametrize("text", ["/restart", "/find_unit", '/greet{"x": 1}', "/"])
def test_text_that_begins_with_a_slash_is_text(talk: Talk, text: str) -> None:
    seq = talk.send(text)
    assert talk.replies_to(seq)
    own = talk.read()["messages"][0]
    assert own["body"]["text"] == text
    assert own["intent"] not in ("find_unit", "greet")


@pytest.mark.parametrize(
    "text", ["🙂🙂🙂", "a" * 2000, "<script>alert(1)</script>", "'; DROP TABLE messages; --", "привет"]
)
def test_odd_text_is_answered(talk: Talk, text: str) -> None:
    assert talk.ask(text)[0]["body"]["text"]


def test_starting_over_greets_anew(talk: Talk) -> None:
    talk.ask("moi")
    assert "alusta" in talk.ask("aloita alusta")[0]["body"]["text"]
    assert talk.ask("moi")


def test_the_reading_of_a_message_is_kept(talk: Talk) -> None:
    talk.ask("löytyykö siivouskurssia")
    own = talk.read()["messages"][0]
    assert own["intent"] == "find_unit"
    assert 0 < own["confidence"] < 1


def test_the_stream_gives_the_same_messages_and_resumes(talk: Talk) -> None:
    talk.ask("moi")
    for since, expected in ((0, [1, 2]), (1, [2])):
        headers = {**talk.headers, "Last-Event-ID": str(since)}
        seen: list = []
        with httpx.stream("GET", f"{talk.url}/stream", headers=headers, timeout=10, trust_env=False) as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            for line in stream.iter_lines():
                if line.startswith("id:"):
                    seen.append(int(line[3:]))
                if line.startswith("data:") and '"seq"' in line:
                    assert json.loads(line[5:]) in talk.read()["messages"]
                if seen[-len(expected) :] == expected:
                    break
        assert seen == expected


def turn(stack: Stack, body: dict) -> httpx.Response:
    url = f"{stack.settings.rasa_url}/webhooks/askelmerkki/turn"
    return httpx.post(url, json=body, headers=CHANNEL, timeout=30, trust_env=False)


def test_two_equal_turns_at_once_are_one(stack: Stack, talk: Talk) -> None:
    body = {"conversation_id": talk.id, "message_id": f"{talk.id}:1", "text": "moi"}
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = [answer.json() for answer in pool.map(lambda _: turn(stack, body), range(4))]
    replies = [answer["replies"] for answer in answers]
    assert replies[0]
    assert all(reply == replies[0] for reply in replies)
    assert sum(not answer.get("repeated") for answer in answers) == 1


def test_a_payload_is_taken_as_a_meaning(stack: Stack, talk: Talk) -> None:
    body = {"conversation_id": talk.id, "message_id": f"{talk.id}:1", "text": "Etsi", "payload": {"intent": "greet"}}
    answer = turn(stack, body).json()
    assert (answer["intent"], answer["confidence"]) == ("greet", 1.0)


@pytest.mark.parametrize(
    "body", [[], {}, {"conversation_id": "x", "message_id": 1, "text": "a"},
             {"conversation_id": "x", "message_id": "1", "text": "a", "payload": {"x": 1}}],
)  # fmt: skip
def test_the_channel_refuses_what_is_no_turn(stack: Stack, body) -> None:
    assert turn(stack, body).status_code == 400


def test_the_channel_needs_the_token(stack: Stack) -> None:
    url = f"{stack.settings.rasa_url}/webhooks/askelmerkki/turn"
    assert httpx.post(url, json={}, trust_env=False).status_code == 403


def test_a_deleted_conversation_is_gone_from_rasa_too(stack: Stack, talk: Talk) -> None:
    talk.ask("poikkeuksellinensana moi")
    httpx.delete(talk.url, headers=talk.headers, trust_env=False).raise_for_status()
    body = {"conversation_id": talk.id, "message_id": f"{talk.id}:9", "text": "moi"}
    for _ in range(100):
        if turn(stack, {**body, "message_id": f"{talk.id}:1"}).status_code == 410:
            break
    assert turn(stack, body).status_code == 410
    files = [path for path in stack.settings.var_dir.iterdir() if path.name.startswith("tracker.db")]
    assert files
    with httpx.Client(trust_env=False):
        assert not any(b"poikkeuksellinensana" in path.read_bytes() for path in files if path.suffix == ".db")


def test_nothing_that_a_person_wrote_is_in_the_logs(stack: Stack, talk: Talk) -> None:
    talk.ask("tunnistettavasana ja moi")
    for path in (stack.settings.var_dir / "log").iterdir():
        assert "tunnistettavasana" not in path.read_text(errors="replace"), path.name
