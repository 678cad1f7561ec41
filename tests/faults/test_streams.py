"""Many streams, slow readers, a service that is stopped: nothing is held, nothing is lost."""

import asyncio
import os
import signal
import time

import psutil
import pytest

from tests.support.stack import Stack, Talk
from tests.support.streams import Stream


def own_streams(talk: Talk, count: int) -> list[Stream]:
    return [Stream(f"{talk.url}/stream", talk.token) for _ in range(count)]


def test_a_thousand_streams_on_one_talk_leave_the_service_for_others(stack: Stack) -> None:
    talk = Talk(stack.url)

    async def flood() -> list[int]:
        streams = own_streams(talk, 1000)
        statuses = []
        for start in range(0, 1000, 100):
            statuses += await asyncio.gather(*(stream.open() for stream in streams[start : start + 100]))
        assert (await asyncio.to_thread(Talk(stack.url).ask, "moikka"))[0]["author"] == "bot"
        for stream in streams:
            stream.close()
        return statuses

    statuses = asyncio.run(flood())
    assert statuses.count(200) == stack.settings.streams_per_conversation
    assert statuses.count(429) == 1000 - stack.settings.streams_per_conversation

    async def again() -> int:
        for _ in range(100):
            [stream] = own_streams(talk, 1)
            if await stream.open() == 200:
                stream.close()
                return 200
            await asyncio.sleep(0.1)
        return 429

    assert asyncio.run(again()) == 200, "places are given back"


def test_one_who_does_not_read_holds_no_memory(stack: Stack) -> None:
    talk = Talk(stack.url)
    service = psutil.Process(stack.pid("service"))

    async def sleep_through() -> int:
        sleepers = own_streams(talk, 8)
        for sleeper in sleepers:
            await sleeper.open()
            sleeper.pause()
        talk.ask_person()
        before = service.memory_info().rss
        for number in range(300):
            await asyncio.to_thread(talk.send, f"{number} " + "pitkä " * 300)
        grown = service.memory_info().rss - before
        for sleeper in sleepers:
            sleeper.close()
        return grown

    # 300 messages of 1.8 kB to 8 sleepers are 4.3 MB if all of it were kept for each.
    assert asyncio.run(sleep_through()) < 30e6
    assert len([m for m in talk.read()["messages"] if m["author"] == "jobseeker"]) >= 100


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_service_ends_its_streams_and_the_next_goes_on_without_a_hole(stack: Stack, how: int) -> None:
    talk = Talk(stack.url)

    async def through() -> Stream:
        [stream] = own_streams(talk, 1)
        assert await stream.open() == 200
        sent = [await asyncio.to_thread(talk.send, text) for text in ("moikka", "kiitos")]
        os.kill(stack.pid("service"), how)
        began = time.monotonic()
        while not stack.ended("service"):
            assert time.monotonic() - began < 15, "a stop takes no longer than its grace"
            await asyncio.sleep(0.05)
        stream.close()
        stack.start_one("service")
        await asyncio.to_thread(stack.wait_until_ready)
        assert await stream.open() == 200
        for seq in sent:
            assert await asyncio.to_thread(talk.replies_to, seq)
        await asyncio.sleep(1)
        stream.close()
        return stream

    stream = asyncio.run(through())
    assert stream.seqs == list(range(1, len(stream.seqs) + 1))
    # A service that starts for long tells beside these that its answer is late.
    told = [message["author"] for message in talk.read()["messages"]]
    assert sorted(author for author in told if author != "system") == ["bot", "bot", "jobseeker", "jobseeker"]
    assert len(stream.seqs) == len(told)
