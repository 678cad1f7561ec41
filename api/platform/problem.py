"""The base of every error that a caller is told by name. Knows no web: what it says in HTTP is in `errors.py`."""

from collections.abc import Mapping
from typing import ClassVar


class Problem(Exception):
    """A named error. `kind` is its RFC 9457 type and the key of its Finnish title in data/texts/problems.yml."""

    status: ClassVar[int]
    kind: ClassVar[str]
    # Whether its own words are meant for the caller.
    tells: ClassVar[bool] = False

    @property
    def headers(self) -> Mapping[str, str]:
        """What goes with the answer beside its body."""
        return {}
