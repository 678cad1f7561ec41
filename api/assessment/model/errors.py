"""What can be wrong in what is asked of the self-assessment."""


class UnknownInstrument(Exception):
    """There is no instrument of this key."""


class UnknownItem(Exception):
    """The instrument has no such item."""


class BadLevel(Exception):
    """An answer is a level from 0 to 3, or nothing."""


class UnknownCompetence(Exception):
    """There is no competence of this key."""


class NoProfile(Exception):
    """Nothing is known of this person's competences yet."""


class UnknownShare(Exception):
    """No profile is shared by this code."""


class ShareEnded(Exception):
    """The link has run out, or the person has taken it back."""
