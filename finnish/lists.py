"""The word lists of `word_lists/`, read once. Rows are `written: spoken spoken`; # begins a comment."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "word_lists"


def lines(name: str) -> dict[str, list[str]]:
    """What stands before the colon, with what stands after it, a row an item."""
    read = (line.partition("#")[0] for line in (_FOLDER / name).read_text("utf-8").splitlines())
    found: dict[str, list[str]] = {}
    for head, _, tail in (line.partition(":") for line in read if ":" in line):
        found.setdefault(head.strip(), []).append(tail.strip())
    return found


def rows(name: str) -> dict[str, list[str]]:
    """What stands before the colon, with the words after it; rows of one head add up."""
    return {head: " ".join(tails).split() for head, tails in lines(name).items()}


def inverted(name: str) -> dict[str, str]:
    """Each word after a colon, with what stands before it; the first row that has the word counts."""
    found: dict[str, str] = {}
    for head, words in rows(name).items():
        for word in words:
            found.setdefault(word, head)
    return found


def words(name: str) -> frozenset[str]:
    """All words of a file without heads."""
    lines = (line.partition("#")[0] for line in (_FOLDER / name).read_text("utf-8").splitlines())
    return frozenset(word for line in lines for word in line.split())
