"""Requests made from the OpenAPI description, good and bad: none of them may break the service."""

from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from api.app import create_app
from api.settings import Settings
from tests.support.bot import FakeBot
from tests.support.stack import UNLIMITED
from tests.support.talk import PASSWORD

EXAMPLES = 25
ROLES = ["coach", "editor", "admin"]


@pytest.fixture
def service(settings: Settings) -> Iterator[TestClient]:
    app = create_app(settings.model_copy(update=UNLIMITED), FakeBot())
    with TestClient(app, raise_server_exceptions=False, client=("127.0.0.1", 1)) as client:
        yield client


@pytest.fixture
def tokens(service: TestClient) -> dict[str, str]:
    """What opens each kind of call, and a talk that is there."""
    from api.platform import clock
    from api.staff import service as staff

    async def hire() -> None:
        async with service.app.state.database.write() as session:  # type: ignore[attr-defined]
            await staff.add_account(
                session, "kaikki", "Kaikki", ROLES, None, staff.checked_hash("kaikki", PASSWORD), clock.now()
            )

    assert service.portal
    service.portal.call(hire)
    started = service.post("/api/conversations").json()
    signed = service.post("/api/staff/session", json={"username": "kaikki", "password": PASSWORD}).json()
    return {
        "/api/conversations/": started["token"],
        "/api/coach/": signed["token"],
        "/internal/": "test-internal-token",
        "talk": started["id"],
    }


def test_no_request_that_the_description_can_think_of_is_answered_with_a_fault(
    service: TestClient, tokens: dict[str, str]
) -> None:
    description = schemathesis.openapi.from_dict(service.get("/api/openapi.json").json())
    answered: Counter[int] = Counter()
    tried = 0
    for found in description.get_all_operations():
        operation = found.ok()
        # A stream does not end; signing out would close the calls to come; nothing is ready without Rasa.
        if operation.path.endswith(("/stream", "/session", "/ready")) or operation.method == "delete":
            continue
        tried += 1
        token = next((tokens[start] for start in tokens if operation.path.startswith(start)), "")
        answered += ask(service, operation, token, tokens["talk"])
    assert tried > 20
    assert answered[2] > 100
    assert answered[4] > 100


def ask(service: TestClient, operation, token: str, talk: str) -> Counter[int]:
    """Send what is thought of for one operation, half of it to a talk that is there. The classes of the answers."""
    answered: Counter[int] = Counter()

    @effort(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(), real=st.booleans())
    def each(case, real: bool) -> None:
        if real and "conversation_id" in (case.path_parameters or {}):
            case.path_parameters["conversation_id"] = talk
        sent = case.as_transport_kwargs(base_url="http://testserver")
        sent["headers"] = {**sent.get("headers", {}), "authorization": f"Bearer {token}"}
        sent.pop("cookies", None)
        answer = service.request(**sent)
        answered[answer.status_code // 100] += 1
        assert answer.status_code < 500, f"{answer.request.method} {answer.request.url}: {answer.text}"

    each()
    return answered
