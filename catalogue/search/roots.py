"""The verb behind a noun of doing: siivooja and siivous are of siivota, asennus of asentaa.

Voikko gives some of these; the patterns below give the rest. A candidate counts only when Voikko
knows it and reads it as a base form, so that a chance ending makes no word.
"""

from collections.abc import Iterator

from finnish.words import Words

# The ending of a noun of doing or doer, and the verb's in its place.
PATTERNS = (
    ("ntaminen", "ntaa"),
    ("nnus", "ntaa"),
    ("nnys", "ntää"),
    ("utus", "uttaa"),
    ("ytys", "yttää"),
    ("etus", "ettaa"),
    ("itus", "ittaa"),
    ("utuminen", "uttaa"),
    ("utua", "uttaa"),
    ("nti", "da"),
    ("nti", "dä"),
    ("ooja", "ota"),
    ("ööjä", "ötä"),
    ("aja", "aa"),
    ("äjä", "ää"),
    ("ijä", "iä"),
    ("ija", "ia"),
    ("jä", "dä"),
    ("ja", "da"),
    ("ari", "ata"),
    ("us", "ta"),
    ("ys", "tä"),
    ("us", "aa"),
    ("ys", "ää"),
    ("elu", "ella"),
    ("ely", "ellä"),
    ("ilu", "illa"),
    ("ily", "illä"),
    ("in", "ta"),
    ("o", "aa"),
    ("ö", "ää"),
    ("u", "aa"),
    ("u", "ua"),
)
SHORTEST = 5


def verb_of(base: str, words: Words) -> str | None:
    """The verb that a base form is made of; None when there is none."""
    return next((verb for verb in _candidates(base) if words.known(verb) and verb in words.bases(verb)), None)


def _candidates(base: str) -> Iterator[str]:
    if len(base) < SHORTEST:
        return
    for ending, verbs in PATTERNS:
        if base.endswith(ending):
            yield base[: -len(ending)] + verbs
