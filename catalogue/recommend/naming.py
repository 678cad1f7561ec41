"""What a wish is called when it is told back: the words in it that mean work which the catalogue knows."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from catalogue.recommend.entry_faces import Shelf
from catalogue.recommend.wording import listed, quoted
from catalogue.search.index import Index
from catalogue.search.query import bearings
from catalogue.search.vocabulary import SLIP
from catalogue.search.wishes import Wish
from finnish.lemmas import POSTPOSITIONS
from finnish.words import Words

GENITIVE, OF = "omanto", "n"  # "vanhusten hoitoa" is called "vanhusten hoito"


def known_work(index: Index, shelf: Shelf, text: str, subject: str) -> str:
    """The words of the subject that name a competence, a field, an occupation or a course, as they can stand in a
    sentence; empty when none does. `text` is where the subject was found."""
    return phrase(_works(index, shelf, text, subject), index.analyser.words)


def things_named(index: Index, shelf: Shelf, text: str) -> list[str]:
    """What a text names of the catalogue, each by itself: work, and ways, places, kinds and times of studying."""
    words = index.analyser.words
    bearing = bearings(text, words, {where.place for where in shelf.wheres.all})
    subject = index.with_subject(Wish(" ".join(words.content_words(text)))).text
    works = [phrase([work], words) for work in _works(index, shelf, text, subject)]
    taken = {word for name in bearing for word in words.tokens(name)}
    return list(dict.fromkeys([*bearing, *(work for work in works if work not in taken)]))


def _works(index: Index, shelf: Shelf, text: str, subject: str) -> list[list[str]]:
    wished = set(subject.split())
    named = {word: known for word in wished if (known := _known(index, shelf, word))}
    words = index.analyser.words
    runs = [_bound(run, named, words) for run in _runs(words, text, wished)]
    return [[named.get(word, word) for word in part] for run in runs for part in run]


def in_words(index: Index, text: str, subject: str) -> str:
    """The words of the subject, whatever they mean."""
    words = index.analyser.words
    return phrase(_runs(words, text, set(subject.split())), words)


def phrase(runs: Iterable[Sequence[str]], words: Words) -> str:
    """Words that stand side by side stay together; of one word, and after a genitive, the base form."""
    told = [" ".join((*run[:-1], words.lemma(run[-1]) if _is_free(run[:-1]) else run[-1])) for run in runs]
    return quoted(listed(list(dict.fromkeys(told)))) if told else ""


def _is_free(before: Sequence[str]) -> bool:
    return all(word.endswith(OF) for word in before)


def _bound(run: Sequence[str], named: Collection[str], words: Words) -> Iterator[list[str]]:
    """The parts of a run in which something is named: a genitive goes with what it is of ("vanhusten hoito")."""
    part: list[str] = []
    for word, (_, reading) in zip(run, words.read(run), strict=True):
        part.append(word)
        if reading is None or reading.case != GENITIVE:
            if any(word in named for word in part):
                yield part
            part = []
    if any(word in named for word in part):
        yield part


def _runs(words: Words, text: str, wanted: set[str]) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for word in words.tokens(text):
        if word in wanted or (word in POSTPOSITIONS and runs[-1] and runs[-1][-1].endswith(OF)):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _known(index: Index, shelf: Shelf, word: str) -> str:
    """The word, or what it was mistyped for; empty when it names no work."""
    if _names_work(index, shelf, word):
        return word
    return next((near for near in index.slips_of(word, SLIP) if _names_work(index, shelf, near)), "")


def _names_work(index: Index, shelf: Shelf, word: str) -> bool:
    meant = shelf.competences.meaning(word).keys - shelf.competences.general
    return bool(meant) or _is_called(index, shelf, word) or _names_by_part(index, shelf, word)


def _is_called(index: Index, shelf: Shelf, word: str) -> bool:
    return index.has_synonym(word) or shelf.is_title(word)


def _names_by_part(index: Index, shelf: Shelf, word: str) -> bool:
    """A compound by its first part, and surely when the rest says no more than that it is work: hoitoala."""
    parts = [max(shares, key=shares.__getitem__) for shares in index.analyser.read(word).parts]
    if not parts:
        return False
    is_any_work = not index.with_subject(Wish(" ".join(parts[1:]))).text
    return _is_called(index, shelf, parts[0]) or (is_any_work and shelf.is_in_title(parts[0]))
