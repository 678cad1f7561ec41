"""Anything may be typed or pasted: the answer comes in bounded time, and nothing raises."""

from collections.abc import Callable
from threading import Thread
from time import thread_time

import pytest

from finnish.clauses import read
from finnish.language import guess
from finnish.words import Words

WORDS = Words()
SECONDS = 2.0  # of this thread alone, for 2,000 characters at the very worst and everything cold
ODD = {
    "one letter": "a" * 2000,
    "two letters": "ab" * 1000,
    "one dotless word": "tyopaikkakoulutus" * 118,
    "long unknown words": " ".join("xaotyhoisjkeeroo" + chr(97 + n % 26) * (n % 14) for n in range(100)),
    "many unknown words": " ".join(f"{chr(97 + n % 26)}oo{chr(97 + n // 26)}teelis" for n in range(200)),
    "single letters": "a " * 1000,
    "zero width": "ty\u200bö\u200d\ufeff" * 400,
    "mixed scripts": "työ работа عمل 工作 " * 100,
    "html": "<div onclick='x'><script>alert(1)</script>työ</div>" * 40,
    "sql": "'; DROP TABLE students; -- " * 70,
    "emoji": "👩‍🚒🙂🇫🇮" * 300,
    "combining signs": "a\u0308" * 1000,
    "hyphens": "työ-" * 500,
    "colons and apostrophes": "a:'’-" * 400,
    "numbers": "123456789" * 220,
    "dates": "31.2. 99.99.9999 " * 110,
    "number words": "kaksikymmentä" * 150,
    "wall of text": "mä oon ollu kolme vuotta ilman töitä enkä tiiä mitä tehä " * 34,
    "denials": "ei " * 660,
    "joining words": "ja kun että " * 170,
    "commas": "a,b" * 660,
    "marks alone": "?!.,…–-\n " * 250,
    "short clauses": "en oo, oon " * 180,
    "surrogate": "a\ud800b",
    "right to left": "\u202etyö\u202c" * 300,
    "full width": "ｔｙö" * 500,
}
READERS: dict[str, Callable[[str], object]] = {
    "lemmas": WORDS.lemmas,
    "content words": WORDS.content_words,
    "clauses": lambda text: read(text, WORDS),
    "language": lambda text: guess(text, WORDS),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", ODD)
def test_odd_input_is_read_in_bounded_time(kind: str, reader: str) -> None:
    start = thread_time()
    READERS[reader](ODD[kind][:2000])
    assert thread_time() - start < SECONDS


def test_words_are_safe_for_threads() -> None:
    texts = [f"mä oon ollu {number} vuotta töis ja haluun kokiks" for number in range(40)]
    alone = [WORDS.lemmas(text) for text in texts]
    fresh, found = Words(), {}
    threads = [
        Thread(target=lambda part=part: found.update({text: fresh.lemmas(text) for text in texts[part::4]}))
        for part in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[text] for text in texts] == alone
