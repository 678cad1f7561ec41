"""The base of the catalogue's errors that a caller is told by name. Whoever serves it turns them into answers."""

from typing import ClassVar


class CatalogueProblem(Exception):
    """A named error. `status` is its HTTP status, `kind` the key of its Finnish title."""

    status: ClassVar[int]
    kind: ClassVar[str]
