"""What can be wrong in what is asked of the self-assessment."""

from api.platform.problem import Problem


class UnknownInstrument(Problem):
    """There is no instrument of this key."""

    status, kind = 404, "unknown-instrument"


class UnknownItem(Problem):
    """The instrument has no such item."""

    status, kind = 422, "unknown-item"


class BadLevel(Problem):
    """An answer is a level from 0 to 3, or nothing."""

    status, kind = 422, "bad-level"


class UnknownCompetence(Problem):
    """There is no competence of this key."""

    status, kind = 422, "unknown-competence"


class NoProfile(Problem):
    """Nothing is known of this person's competences yet."""

    status, kind = 404, "no-profile"


class UnknownShare(Problem):
    """No profile is shared by this code."""

    status, kind = 404, "unknown-share"


class ShareEnded(Problem):
    """The link has run out, or the person has taken it back."""

    status, kind = 410, "share-ended"
