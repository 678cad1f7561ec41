"""The rules of a code: short enough to read aloud, good for a quarter of an hour, and once."""

from collections.abc import Callable
from datetime import timedelta

from api.platform.problem import Problem
from finnish.plain import plain

# No signs that are taken for each other: 0 and O, 1 and I and L, 2 and Z, 5 and S, B and 8, U and V.
SIGNS = "ACDEFGHJKMNPQRTVWXY34679"
GROUP = 4
LENGTH = 2 * GROUP
LASTS = timedelta(minutes=15)


class WrongCode(Problem):
    """No talk waits for this code: it was mistyped, used already, or is too old."""

    status, kind = 404, "wrong-code"


def code_of(choose: Callable[[str], str]) -> str:
    """A code as it is shown: eight signs in two groups, each picked by `choose`."""
    signs = [choose(SIGNS) for _ in range(LENGTH)]
    return f"{''.join(signs[:GROUP])}-{''.join(signs[GROUP:])}"


def normal(typed: str) -> str:
    """What counts of a code as a person types it. Raises WrongCode for what cannot be one."""
    signs = plain(typed).upper().replace(" ", "").replace("-", "")
    if len(signs) != LENGTH or set(signs) - set(SIGNS):
        raise WrongCode
    return signs
