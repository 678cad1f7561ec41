"""Many coaches and one talk: exactly one has it."""

import asyncio
from collections import Counter

import httpx
from fastapi import FastAPI

from tests.support.talk import Talk, Worker, hire


async def test_of_200_claims_at_once_exactly_one_wins(talk: Talk, app: FastAPI, client: httpx.AsyncClient) -> None:
    coaches = [await hire(app, client, f"valmentaja{number}", "coach") for number in range(4)]
    await talk.handover(urgent=True)
    path = f"/api/coach/handovers/{(await coaches[0].queue())[0]['id']}/claim"
    answers = await asyncio.gather(*(coaches[number % 4].post(path) for number in range(200)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 199}
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["title"].startswith("Joku toinen valmentaja ehti")
    assert len([m for m in (await talk.read())["messages"] if m["body"].get("state") == "human"]) == 1


async def test_50_talks_and_10_coaches_each_is_taken_once(app: FastAPI, client: httpx.AsyncClient) -> None:
    coaches = [await hire(app, client, f"valmentaja{number}", "coach") for number in range(10)]
    talks = [Talk(client, (await client.post("/api/conversations")).json()) for _ in range(50)]
    for talk in talks:
        await talk.handover(urgent=True)
    taken: Counter[str] = Counter()

    async def work(coach: Worker) -> None:
        while waiting := await coach.queue():
            for row in waiting:
                answer = await coach.post(f"/api/coach/handovers/{row['id']}/claim")
                if answer.status_code == 200:
                    taken[answer.json()["conversation_id"]] += 1

    await asyncio.gather(*(work(coach) for coach in coaches))
    assert taken == {talk.id: 1 for talk in talks}
