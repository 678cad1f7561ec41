"""Koppi: a joint customer goes from one house to another, and stays with both until the other has caught it."""

from dataclasses import dataclass
from enum import StrEnum

from api.platform.problem import Problem


class KoppiState(StrEnum):
    ASKED = "asked"  # the person has not answered yet
    OPEN = "open"  # the person agreed; the other house has not caught it
    CAUGHT = "caught"
    REFUSED = "refused"  # by the person
    WITHDRAWN = "withdrawn"  # by the sender
    ENDED = "ended"  # the talk ended before it was caught


class Answer(StrEnum):
    """What the person agrees to."""

    ALL = "all"
    TEXT_ONLY = "text_only"
    NO = "no"


UNFINISHED = (KoppiState.ASKED, KoppiState.OPEN)


class UnknownKoppi(Problem):
    """There is no such koppi for this coach or this person."""

    status, kind = 404, "unknown-koppi"


class KoppiGone(Problem):
    """Somebody was faster, or it was withdrawn or has ended. Its words are the catcher's name, when there is one."""

    status, kind = 409, "koppi-gone"
    # Its words are the name of the colleague who was faster.
    tells = True


class KoppiUnfinished(Problem):
    """The talk has a koppi that nobody has caught: it must be caught or withdrawn first."""

    status, kind = 409, "koppi-unfinished"


class NeedsKoppi(Problem):
    """A team of another house gets a talk only by koppi: the person decides what goes there."""

    status, kind = 409, "needs-koppi"


class SameHouse(Problem):
    """A koppi goes to another house; within one house a talk is transferred."""

    status, kind = 409, "same-house"


class UnknownTeam(Problem):
    """There is no such team or coach."""

    status, kind = 404, "unknown-team"


@dataclass(frozen=True)
class Shares:
    """What goes over beside the text that the person saw."""

    transcript: bool
    outcome: bool


def shares_of(answer: Answer) -> Shares:
    """What the person's answer lets go over."""
    return Shares(transcript=answer is Answer.ALL, outcome=answer is Answer.ALL)
