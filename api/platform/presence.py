"""Who is at their talk now: those whose stream is open in this process."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

# A coach sees whether the person is there to the minute, so it is written down twice in one.
NOTED_FOR = timedelta(seconds=30)


class Presence:
    """Counts the open streams of each talk."""

    def __init__(self) -> None:
        self._streams: Counter[str] = Counter()

    @contextmanager
    def at(self, conversation_id: str) -> Iterator[None]:
        """The person is at the talk for as long as this lasts."""
        self._streams[conversation_id] += 1
        try:
            yield
        finally:
            self._streams[conversation_id] -= 1
            if not self._streams[conversation_id]:
                del self._streams[conversation_id]

    def of(self, conversation_ids: Iterable[str]) -> list[str]:
        """Those of these talks whose person is there."""
        return [each for each in conversation_ids if each in self._streams]
