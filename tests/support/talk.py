"""People of a test: one who writes, and staff who are signed in."""

import html
from dataclasses import dataclass

import httpx
from fastapi import FastAPI

from api.platform import clock
from api.staff import service as staff
from finnish.texts import texts
from tests.support.waiting import eventually

PASSWORD = "neljä outoa sanaa tässä"


class Talk:
    def __init__(self, client: httpx.AsyncClient, started: dict) -> None:
        self.client, self.id = client, started["id"]
        self.headers = {"Authorization": f"Bearer {started['token']}"}
        self.url = f"/api/conversations/{self.id}"

    async def post(self, **body: object) -> httpx.Response:
        return await self.client.post(f"{self.url}/messages", json=body, headers=self.headers)

    async def read(self, after: int = 0) -> dict:
        answer = await self.client.get(f"{self.url}/messages", params={"after": after}, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def until(self, count: int) -> list[dict]:
        """The messages, as soon as there are so many."""

        messages: list[dict] = []

        async def are_enough() -> bool:
            messages[:] = (await self.read())["messages"]
            return len(messages) >= count

        await eventually(are_enough)
        return messages

    async def until_answered(self, seconds: float = 10) -> list[dict]:
        """The messages, as soon as the bot has said something."""

        async def answered() -> list[dict]:
            messages = (await self.read())["messages"]
            return messages if "bot" in [message["author"] for message in messages] else []

        return await eventually(answered, seconds)

    async def handover(self, **body: object) -> dict:
        answer = await self.client.post(f"{self.url}/handover", json=body, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def press(self, label: str) -> httpx.Response:
        """Press the newest button of this label."""
        for message in reversed((await self.read())["messages"]):
            for choice in message["body"].get("choices", []):
                if choice["label"] == label:
                    return await self.post(client_id=f"press-{message['seq']}", choice_id=choice["id"])
        raise AssertionError(f"no button {label}")


@dataclass
class Worker:
    """Somebody of the staff, signed in by the API."""

    client: httpx.AsyncClient
    id: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path, headers=self.headers)

    async def post(self, path: str, **body: object) -> httpx.Response:
        return await self.client.post(path, json=body, headers=self.headers)

    async def press(self, path: str, **fields: object) -> httpx.Response:
        """Send a form of the coach's room."""
        return await self.client.post(f"/coach/{path}", data=fields, headers=self.headers)

    async def room(self) -> dict:
        """All that is in the coach's room now."""
        return (await self.get("/api/coach/queue")).json()

    async def throw(self, conversation_id: str, team: int, text: str) -> dict:
        """Offer a koppi, and see it among those sent."""
        answer = await self.press(f"keskustelut/{conversation_id}/koppi", team=team, text=text)
        assert answer.status_code == 303, answer.text
        return (await self.room())["sent"][0]

    async def queue(self) -> list[dict]:
        return (await self.room())["waiting"]

    async def claim_first(self) -> dict:
        first = (await self.queue())[0]
        answer = await self.post(f"/api/coach/handovers/{first['id']}/claim")
        assert answer.status_code == 200, answer.text
        return answer.json()


async def hire(app: FastAPI, client: httpx.AsyncClient, username: str, *roles: str, team: str = "") -> Worker:
    """Open an account, in a team or in none, and sign it in."""
    now, password_hash = clock.now(), staff.checked_hash(username, PASSWORD)
    async with app.state.database.write() as session:
        team_id = await staff.team_id(session, team, now) if team else None
        await staff.add_account(session, username, f"Nimi {username}", list(roles), team_id, password_hash, now)
    answer = await client.post("/api/staff/session", json={"username": username, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    return Worker(client, answer.json()["staff"]["id"], answer.json()["token"])


def assert_refused(answer: httpx.Response, status: int, kind: str) -> None:
    """A page that says why it could not be done."""
    assert answer.status_code == status, answer.text
    assert texts("problems")[kind] in html.unescape(answer.text)


def assert_problem(answer: httpx.Response, status: int, kind: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"].endswith(f"/{kind}")
    assert problem["title"]
    assert problem["status"] == status
