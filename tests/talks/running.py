"""The service that talks are played against."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.stack import UNLIMITED, Stack

# What is chance, in the texts and in who says what, begins from this: the same twice, another with another seed.
SEED = os.environ.get("ASKEL_TEXT_SEED", "1")


@contextmanager
def service(url: str) -> Iterator[str]:
    """Where to talk: a service that runs already, or all three processes for as long as this takes."""
    if url:
        yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(Path(folder), **UNLIMITED | {"text_seed": SEED})
        try:
            stack.start()
            yield stack.url
        finally:
            stack.stop()
