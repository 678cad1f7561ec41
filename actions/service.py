"""The one client of the service. A call that fails raises: Rasa's channel then puts the turn off."""

import os
from typing import Any, Dict, Optional

import httpx

TIMEOUT_SECONDS = 8.0

_client: Optional[httpx.AsyncClient] = None


async def take_turn(conversation_id: str, turn: Dict[str, Any]) -> Dict[str, Any]:
    """What is said to a message; the same however often it is asked for."""
    answer = await _service().post(f"/internal/conversations/{conversation_id}/turn", json=turn)
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
