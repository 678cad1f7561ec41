"""The one client of the service. A call that fails raises: Rasa's channel then puts the turn off."""

import os
from typing import Any, Dict, List, Optional

import httpx
from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

TIMEOUT_SECONDS = 8.0

_client: Optional[httpx.AsyncClient] = None


async def ask(tracker: Tracker, call: str, **body: Any) -> Dict[str, Any]:
    """A call about this conversation, done once for its message however often the turn is tried."""
    key = f"{tracker.latest_message['message_id']}:{call}"
    path = f"/internal/conversations/{tracker.sender_id}/{call}"
    answer = await _service().post(path, json=body, headers={"Idempotency-Key": key})
    answer.raise_for_status()
    return answer.json()


async def say(dispatcher: CollectingDispatcher, tracker: Tracker, call: str, **body: Any) -> List[Dict[str, Any]]:
    """Ask the service what to say, and say it. Returns the question left open, as Rasa's slot."""
    said = await ask(tracker, call, **body)
    utter(dispatcher, said["replies"])
    return [SlotSet("open_question", said["open_question"])]


def utter(dispatcher: CollectingDispatcher, replies: List[Dict[str, Any]]) -> None:
    """Say the service's replies, in their order."""
    for reply in replies:
        text = reply.pop("text")
        dispatcher.utter_message(text=text, json_message=reply)


def _service() -> httpx.AsyncClient:
    global _client
    if _client is None:
        _client = httpx.AsyncClient(
            base_url=os.environ["ASKEL_SERVICE_URL"],
            headers={"Authorization": f"Bearer {os.environ['ASKEL_INTERNAL_TOKEN']}"},
            timeout=TIMEOUT_SECONDS,
            trust_env=False,
        )
    return _client
