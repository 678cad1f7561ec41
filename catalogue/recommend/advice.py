"""What a person is advised: rules first, then scores, then a list with something of everything."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nlargest

from catalogue.model import Entry, EntryKind
from catalogue.recommend.binding import PLAINLY, Binding
from catalogue.recommend.bounds import Cause
from catalogue.recommend.entry_faces import Shelf
from catalogue.recommend.model import (
    PERSON_FIRST,
    Advice,
    Handover,
    Refusal,
    Situation,
    Suggestion,
    Told,
    Wanted,
)
from catalogue.recommend.next_question import asks_next
from catalogue.recommend.path import path
from catalogue.recommend.reasons import hindrances, reasons, would_change
from catalogue.recommend.scoring import Known, Scored, known, obstacles, score
from catalogue.recommend.told_wishes import Understood, understood
from catalogue.recommend.wording import say, say_all, tell
from catalogue.search.index import Index

MOST_ITEMS = 10
POOL = 60
SAME_KIND = 0.9  # each of a kind that is in the list already makes the next of it a little less welcome
NEARLY_AS_GOOD = 0.5  # what is less than half as good is no variety but a worse list
UP_FIRST = 0.6  # what does not lead up from one's trade answers a wish for its field so much less
LITTLE_TOLD = 2  # of wish, competences and situation, so many must be missing before it is said


def recommend(
    index: Index,
    shelf: Shelf,
    wanted: Wanted,
    refusals: Sequence[Refusal],
    today: date,
    binding: Binding | None = None,
) -> Advice:
    """What suits, and the path to the work that is wanted. `shelf` must follow the index, and so must the binding's.

    A person first: in distress nothing else is said; under 18 and while work ability is unknown courses are shown
    to one who asked for them.
    """
    if wanted.situation == Situation.DISTRESS:
        return Advice(_person_first(wanted.situation))
    said = understood(index, shelf, wanted, today)
    if binding is not None and binding.bounds:
        said = bound(said, binding)
    about = known(shelf, said)
    if not about.has_direction(said.relevance):
        said = said.without_wish()
    found = score(shelf, said, about, refusals, today)
    picked = chosen(found, wanted.situation)
    items = tuple(map(_Telling(index, shelf, about, said, today).suggestion, picked))
    return Advice(
        _person_first(wanted.situation) if items or wanted.situation in PERSON_FIRST else _nothing_found(),
        items,
        path(shelf, about, found, said, today),
        asks_next(said, about, picked),
        say_all([*said.notes, *_notes(said, index, items), *_obstacles(shelf, said, about, found, refusals, today)]),
    )


def bound(said: Understood, binding: Binding) -> Understood:
    """What is understood, within what the person told: nothing that is kept back, and what leads up from a trade first.

    Who is skilled and names no other work is led up from there; who does is led there first.
    """
    removals = {key: binding.removal(row.entry) for key, row in binding.shelf.rows.items()}
    kept_back = frozenset(key for key, removal in removals.items() if removal is not None and removal.sure)
    doubts = {key: removal for key, removal in removals.items() if removal is not None and not removal.sure}
    relevance = {key: share for key, share in said.relevance.items() if key not in kept_back}
    plainly_up = {key: worth for key, worth in binding.upward.items() if worth == PLAINLY}
    of_trade = {key for key, removal in removals.items() if removal and removal.cause is Cause.TRADE}
    if not relevance:
        relevance = dict(binding.upward)
    elif (of_trade | plainly_up.keys()) & said.relevance.keys():
        relevance = {key: UP_FIRST * share for key, share in relevance.items()} | plainly_up
    return replace(said, relevance=relevance, unwanted=said.unwanted | kept_back, doubts=doubts, upward=binding.upward)


def chosen(found: Sequence[Scored], situation: Situation) -> list[Scored]:
    """The best, and among the first three not three of one kind from one provider."""
    pool = nlargest(POOL, found, key=lambda scored: (scored.worth, scored.row.entry.key))
    picked: list[Scored] = []
    while pool and len(picked) < MOST_ITEMS:
        best = _next(_of_turn(pool, situation, len(picked)), picked)
        pool.remove(best)
        picked.append(replace(best, worth=min([_welcome(picked)(best), *(one.worth for one in picked[-1:])])))
    return picked


@dataclass(frozen=True)
class _Telling:
    """Puts what was scored into the person's own terms."""

    index: Index
    shelf: Shelf
    known: Known
    said: Understood
    today: date

    def suggestion(self, scored: Scored) -> Suggestion:
        return Suggestion(
            entry=scored.row.entry,
            score=round(scored.worth, 3),
            parts=scored.parts,
            reasons=say_all(reasons(self.shelf, self.known, scored, self.said, self.today)),
            hindrances=say_all(hindrances(scored, self.said.wanted, self._bases, self.today)),
            would_change=say(would_change(scored, self.said)),
        )

    def _bases(self, text: str) -> frozenset[str]:
        words = self.index.analyser.words
        return frozenset(words.lemma(word) for word in words.content_words(text))


def _person_first(situation: Situation) -> Handover:
    if situation not in PERSON_FIRST:
        return Handover(advised=False)
    return Handover(advised=True, why=tell(f"handover_{situation}"))


def _nothing_found() -> Handover:
    return Handover(advised=True, why=tell("handover_nothing"))


def _notes(said: Understood, index: Index, items: Sequence[Suggestion]) -> Iterator[Told]:
    """What the list itself needs to have said of it."""
    wanted = said.wanted
    told = [said.subject, wanted.competences, wanted.situation != Situation.UNKNOWN]
    if not index.entries:
        yield Told("note_empty")
    elif not items and wanted.situation not in PERSON_FIRST:
        yield Told("note_nothing")
    elif items and sum(not answer for answer in told) >= LITTLE_TOLD:
        yield Told("note_little_known")


def _obstacles(
    shelf: Shelf, said: Understood, about: Known, found: Sequence[Scored], refusals: Sequence[Refusal], today: date
) -> Iterator[Told]:
    """Why nothing of what was wished for is in the list, though the catalogue has it."""
    if not said.relevance or any(scored.parts.wants for scored in found):
        return
    for name in obstacles(shelf, said, about, refusals, today):
        yield Told("note_obstacle", {"what": Told(f"obstacle_{name}")})


def _of_turn(pool: Sequence[Scored], situation: Situation, turn: int) -> Sequence[Scored]:
    """While work ability is unknown a workshop stands first, whatever was asked for."""
    if turn or situation != Situation.WORK_ABILITY_UNKNOWN:
        return pool
    return [scored for scored in pool if scored.row.entry.kind == EntryKind.WORKSHOP] or pool


def _next(pool: Sequence[Scored], picked: Sequence[Scored]) -> Scored:
    welcome = _welcome(picked)
    best = max(pool, key=welcome)
    other = max((scored for scored in pool if not _makes_three_alike(scored, picked)), key=welcome, default=best)
    return other if welcome(other) >= NEARLY_AS_GOOD * welcome(best) else best


def _welcome(picked: Sequence[Scored]) -> Callable[[Scored], float]:
    """The worth of an entry after those that are in the list already."""
    kinds = Counter(one.row.entry.kind for one in picked)
    return lambda scored: scored.worth * SAME_KIND ** kinds[scored.row.entry.kind]


def _makes_three_alike(scored: Scored, picked: Sequence[Scored]) -> bool:
    return len(picked) == 2 and len({_of(one.row.entry) for one in (*picked, scored)}) == 1


def _of(entry: Entry) -> tuple[str, str]:
    return entry.kind, entry.provider
