"""How a person wants to be answered, once they have said so: as it is, in easy Finnish, or short and easy."""

from enum import StrEnum

from finnish.clauses import shortened

# So many characters of an answer are read by one who wants it short; the first sentence is said whatever its length.
SHORT = 200


class Manner(StrEnum):
    AS_IT_IS = "as_it_is"
    EASY = "easy"
    SHORT = "short"


def in_manner(text: str, easy: str | None, manner: Manner) -> str:
    """What is said of an answer that has a text and perhaps the same in easy Finnish."""
    match manner:
        case Manner.AS_IT_IS:
            return text
        case Manner.EASY:
            return easy or text
    return shortened(easy or text, SHORT)
