"""A person's own words as they are kept beside a fact: the clause that carries it, without what is private."""

from collections.abc import Sequence
from itertools import dropwhile, groupby

from api.person.model.vocabulary import has
from finnish.clauses import Clause, Word

JOINS = frozenset({"ja", "mutta", "sekä", "eli", "tai", "siellä"})


def quoted(clause: Clause, text: str, private: Sequence[str], place: int | None = None, end: int = 0) -> str:
    """The clause as it was written, without the word that joins it to another, and up to years told in the next.

    Of a clause that tells what is not kept ("olin vankilassa kokkina") only the rest around `place`.
    """
    runs = [
        list(run)
        for is_private, run in groupby(clause.body or clause.words, lambda word: has(word, private))
        if not is_private
    ]
    if not runs:
        return ""
    run = next((run for run in runs if place is not None and run[0].start <= place < run[-1].end), max(runs, key=len))
    said = run if len(runs) == 1 and len(run) == len(clause.body) else _without_joining(run)
    return text[said[0].start : max(said[-1].end, end)]


def _without_joining(run: Sequence[Word]) -> Sequence[Word]:
    return list(dropwhile(lambda word: word.written in JOINS, run)) or run
