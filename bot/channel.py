"""The service's own way into Rasa. A turn may be sent twice, and happens once.

Under Rasa's conversation lock the tracker is asked for the message id first: if it is there, the
replies made then are given again. If any action fails, nothing is saved and the answer is 503, so
that the turn comes again; Rasa by itself swallows a failed action and keeps the message.

Rasa's parts that are used here and are not its public face (3.6.21 is the last release, so they
stay): the processor's steps `log_message`, `run_action_extract_slots`, `_run_prediction_loop`,
and the inner tracker store, since the outer one turns a read error into "no tracker".
"""

import copy
import hmac
import logging
from typing import Any, Dict, Iterable, List, Optional

from rasa.core.actions.action import Action
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.core.lock_store import LockError
from rasa.core.processor import MessageProcessor
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as UNCLEAR
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Request, response
from sanic.exceptions import InvalidUsage
from sanic.response import HTTPResponse

from bot.answers import meaning_unasked, means_call
from bot.nlu.acts import OPEN_QUESTION
from bot.nlu.places import BEFORE
from bot.tracker_store import TalkStore
from finnish.signs import Signs, said_by_signs

log = logging.getLogger(__name__)

NAME = "askelmerkki"
# Spoken, with a slip and a compound: so that all that reading needs is taken up.
FIRST_READ = "löytyskö joku lyhyt kurrsi hygieniaosaamisesta"
# What is said without words, as far as there is an answer to it; the rest is asked about.
BY_SIGNS = {Signs.YES: "affirm", Signs.THANKS: "thank", Signs.NO: "deny", Signs.QUESTION: "ask_repeat"}
# So many turns are read, sent to the action and gone through at a turn; then a new session begins.
TURNS_IN_SESSION = 24
# What a message is read beside, of what the service tells with it.
READ_BESIDE = (OPEN_QUESTION, BEFORE)


class ActionFailed(BaseException):
    """An action could not be run. Not an Exception: Rasa swallows those and goes on."""


class WatchedAction:
    """An action whose failure ends the turn."""

    def __init__(self, inner: Action) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    async def run(self, *args: Any, **kwargs: Any) -> List[Event]:
        try:
            return await self._inner.run(*args, **kwargs)
        except Exception as error:
            raise ActionFailed(self._inner.name()) from error


class StrictProcessor(MessageProcessor):
    """Rasa's processor, loaded as it is, on one tracker and with watched actions."""

    tracker: Optional[DialogueStateTracker]

    @classmethod
    def like(cls, processor: MessageProcessor, tracker: Optional[DialogueStateTracker]) -> "StrictProcessor":
        strict: StrictProcessor = copy.copy(processor)  # type: ignore[assignment]
        strict.__class__ = cls
        strict.tracker = tracker
        return strict

    async def get_tracker(self, conversation_id: str) -> DialogueStateTracker:
        """The tracker read already: reading it again would double the time of a turn."""
        if self.tracker is None:
            self.tracker = DialogueStateTracker(conversation_id, self.domain.slots)
        self.tracker.model_id = self.model_metadata.model_id
        self.tracker.assistant_id = self.model_metadata.assistant_id
        return self.tracker

    def _has_session_expired(self, tracker: DialogueStateTracker) -> bool:
        """A session is as long as a few dozen turns, however long these take."""
        return sum(isinstance(event, UserUttered) for event in tracker.events) >= TURNS_IN_SESSION

    async def _run_action(self, action: Action, *args: Any, **kwargs: Any) -> bool:
        return await super()._run_action(WatchedAction(action), *args, **kwargs)


class AskelmerkkiInput(InputChannel):
    """`POST /turn`, `DELETE /conversation/{id}` and `GET /status` under /webhooks/askelmerkki."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._awake = False

    @classmethod
    def name(cls) -> str:
        return NAME

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> "AskelmerkkiInput":
        return cls((credentials or {}).get("token") or "")

    def blueprint(self, on_new_message: Any) -> Blueprint:
        routes = Blueprint(f"{NAME}_channel")

        @routes.middleware("request")
        async def guard(request: Request) -> Optional[HTTPResponse]:
            given = request.headers.get("authorization", "")
            if not self._token or not hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode()):
                return response.json({"error": "forbidden"}, status=403)
            return None

        @routes.get("/status")
        async def status(request: Request) -> HTTPResponse:
            agent: Agent = request.app.ctx.agent
            if agent.is_ready() and not self._awake:
                # The first reading takes up the dictionaries, most of a second: whoever writes first need not wait.
                _parsed(agent.processor, FIRST_READ, "")
                self._awake = True
            return response.json({"model": agent.is_ready()})

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            agent: Agent = request.app.ctx.agent
            asked = _asked(request)
            if not agent.is_ready():
                return response.json({"error": "model missing"}, status=503)
            try:
                async with agent.lock_store.lock(asked["conversation_id"]):
                    return await _take_turn(agent, asked)
            except LockError:
                return response.json({"error": "conversation locked"}, status=503)

        @routes.post("/read")
        async def read(request: Request) -> HTTPResponse:
            agent: Agent = request.app.ctx.agent
            text = (request.json or {}).get("text")
            if not isinstance(text, str):
                raise InvalidUsage("text is missing")
            if not agent.is_ready():
                return response.json({"error": "model missing"}, status=503)
            return response.json(_reading(meaning_of_signs(text) or _parsed(agent.processor, text, "")))

        @routes.delete("/conversation/<conversation_id>")
        async def forget(request: Request, conversation_id: str) -> HTTPResponse:
            agent: Agent = request.app.ctx.agent
            async with agent.lock_store.lock(conversation_id):
                _store(agent).forget(conversation_id)
            return response.json({"deleted": conversation_id})

        return routes


def _asked(request: Request) -> Dict[str, Any]:
    asked = request.json
    if not isinstance(asked, dict):
        raise InvalidUsage("an object is needed")
    for name in ("conversation_id", "message_id", "text"):
        if not isinstance(asked.get(name), str):
            raise InvalidUsage(f"{name} is missing")
    payload = asked.get("payload")
    if payload is not None and not (isinstance(payload, dict) and isinstance(payload.get("intent"), str)):
        raise InvalidUsage("payload has no intent")
    return asked


async def _take_turn(agent: Agent, asked: Dict[str, Any]) -> HTTPResponse:
    store = _store(agent)
    if store.is_deleted(asked["conversation_id"]):
        return response.json({"error": "deleted"}, status=410)
    done = answer_to(asked["message_id"], store.events_from(asked["conversation_id"], asked["message_id"]))
    if done is not None:
        return response.json({**done, "repeated": True})
    tracker = await store.retrieve(asked["conversation_id"])
    processor = StrictProcessor.like(agent.processor, tracker)
    channel = CollectingOutputChannel()
    message = UserMessage(asked["text"], channel, asked["conversation_id"], None, NAME, asked["message_id"])
    message.parse_data = _parse(processor, message, asked)
    try:
        tracker = await processor.log_message(message, should_save_tracker=False)
        tracker = await processor.run_action_extract_slots(channel, tracker)
        await processor._run_prediction_loop(channel, tracker)
    except ActionFailed as error:
        log.error("Action %s failed: the turn is put off, nothing is saved.", error, exc_info=error.__cause__)
        return response.json({"error": "action failed", "action": str(error)}, status=503)
    await store.save(tracker)
    return response.json(answer_to(asked["message_id"], tracker.events))


def _parsed(
    processor: MessageProcessor, text: str, sender_id: str, beside: Optional[Dict[str, Any]] = None
) -> Dict[str, Any]:
    """How the model reads a text. Rasa's pipeline takes a leading slash for a command, so it never sees one.

    `beside` tells the question that is open, null for none, and what the bot said last; where they are not told nothing
    is left out of the reading, and every place of a talk is alike.
    """
    known = {name: value for name, value in (beside or {}).items() if name in READ_BESIDE}
    seen = UserMessage(text.lstrip("/ "), None, sender_id, metadata=known)
    empty = DialogueStateTracker.from_events(sender_id, [])
    return {**processor._parse_message_with_graph(seen, empty), "text": text}


def _parse(
    processor: MessageProcessor,
    message: UserMessage,
    asked: Dict[str, Any],
) -> Dict[str, Any]:
    """What the message means. Text is always read as text, whatever sign it begins with."""
    payload = asked.get("payload")
    if payload is None:
        answer = None
        if asked.get("open_question") is None:
            answer = meaning_unasked(message.text, bool(asked.get("cards_in_view")))
            if answer is None and means_call(message.text, asked.get("masked") or []):
                answer = "request_callback"
        if answer is None:
            return meaning_of_signs(message.text) or _parsed(processor, message.text, message.sender_id, asked)
        return {"text": message.text, "intent": {"name": answer, "confidence": 1.0}, "entities": []}
    entities = [{"entity": name, "value": value} for name, value in (payload.get("entities") or {}).items()]
    return {
        "text": message.text,
        "intent": {"name": payload["intent"], "confidence": 1.0},
        "entities": entities,
        "chosen": True,
    }


def meaning_of_signs(text: str) -> Optional[Dict[str, Any]]:
    """What a message without a word means, or None when it has words. Of nothing there is nothing to guess at."""
    said = said_by_signs(text)
    if said is None:
        return None
    intent = BY_SIGNS.get(said)
    return {
        "text": text,
        "intent": {"name": intent or UNCLEAR, "confidence": 1.0 if intent else 0.0},
        "intent_ranking": [],
        "entities": [],
    }


def answer_to(message_id: str, events: Iterable[Event]) -> Optional[Dict[str, Any]]:
    """The replies to a message and how it was read, from what was said; None when it is not there."""
    answer: Optional[Dict[str, Any]] = None
    for event in events:
        if isinstance(event, UserUttered):
            if answer is not None:
                break
            if event.message_id == message_id:
                answer = {"replies": [], **_reading(event.parse_data or {})}
        elif isinstance(event, BotUttered) and answer is not None:
            answer["replies"].append(reply_from(event))
    return answer


def reply_from(event: BotUttered) -> Dict[str, Any]:
    """A typed reply: its kind, and a body with a text."""
    body = dict((event.data or {}).get("custom") or {})
    return {"kind": body.pop("kind", "text"), "body": {**body, "text": event.text}}


def _reading(data: Dict[str, Any]) -> Dict[str, Any]:
    """The classifier's own reading: when it was unsure, the likeliest intent and not `nlu_fallback`."""
    best = data.get("intent") or {}
    if best.get("name") == "nlu_fallback":
        ranking = [intent for intent in data.get("intent_ranking", []) if intent["name"] != "nlu_fallback"]
        best = ranking[0] if ranking else {}
    return {"intent": best.get("name"), "confidence": best.get("confidence"), "acts": data.get("acts") or []}


def _store(agent: Agent) -> TalkStore:
    return getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
