"""The one client of the service. A call that fails raises: Rasa's channel then puts the turn off."""

import os
from typing import Any, Dict, Optional

import httpx
from rasa_sdk import Tracker

TIMEOUT_SECONDS = 8.0

_client: Optional[httpx.AsyncClient] = None


async def search(text: str, kind: Optional[str], limit: int = 3) -> Dict[str, Any]:
    """Published entries that fit what the person wrote: `{total, items}`."""
    return await _post("/internal/catalogue/search", {"text": text, "kind": kind, "limit": limit})


async def hand_over(tracker: Tracker, reason: str) -> Dict[str, Any]:
    """Put the conversation into the coaches' queue, once for this message."""
    path = f"/internal/conversations/{tracker.sender_id}/handover"
    return await _post(path, {"reason": reason}, key_of(tracker, "handover", 1))


def key_of(tracker: Tracker, call: str, ordinal: int) -> str:
    """The name of one changing call of one turn: the same at every try of the turn."""
    return f"{tracker.latest_message['message_id']}:{call}:{ordinal}"


async def _post(path: str, body: Dict[str, Any], key: str = "") -> Dict[str, Any]:
    answer = await _service().post(path, json=body, headers={"Idempotency-Key": key} if key else {})
    answer.raise_for_status()
    return answer.json()


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
