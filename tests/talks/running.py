"""The service that talks are played against."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.stack import SAME_EACH_TIME, Stack


@contextmanager
def service(url: str) -> Iterator[str]:
    """Where to talk: a service that runs already, or all three processes for as long as this takes."""
    if url:
        yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(Path(folder), **SAME_EACH_TIME)
        try:
            stack.start()
            yield stack.url
        finally:
            stack.stop()
