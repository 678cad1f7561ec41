"""How much of what was sent is read: signs that open into many would make a long text of a short one."""

from finnish.plain import plain


def bounded(text: str) -> str:
    """The text in its plain form, no longer than it was sent.

    One sign may stand for a whole sentence (U+FDFA has 18), and the dotted capital I is two when it is made small.
    """
    return plain(text).replace("\u0130", "I")[: len(text)]
