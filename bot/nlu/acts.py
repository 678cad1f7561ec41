"""A message as acts: what is said in it, in order, each with its place in the stored text.

The whole message is read, and each of its parts: a clause with those that hang on it ("pelkään, että …"). A part that
is sure of a meaning is an act of its own; one that is not goes on with the act before it (or opens the one after it),
and neighbours of one meaning are one act.
"""

from __future__ import annotations

import re
from typing import Any, Dict, FrozenSet, Iterator, List, Mapping, NamedTuple, Optional, Protocol, Sequence, Tuple

from bot.nlu.model import Ranking
from bot.nlu.places import place_of
from finnish.clauses import CORRECTION, Clause, Mood, Word

Span = Tuple[int, int]  # code points, from and to

# Acts beside the intents of a whole message, of which none is a reading; `docs/topics.md` tells what each means.
ONLY_ACTS: FrozenSet[str] = frozenset(
    """
    refine_search correct exclude tell_mastered
    tell_situation tell_age tell_place tell_study tell_card tell_language tell_limit tell_job_found
    ask_memory forget_fact ask_next_step ask_shorter ask_easier ask_opinion ask_cv for_another employer ask_work_rights
    seek_work tell_life not_heard reject
    """.split()
)
# A part that is none of our topics is no act of its own beside one that is.
OFF_TOPIC = "out_of_scope"
# What can only be said while a question is open.
ANSWERS: FrozenSet[str] = frozenset(
    """
    level_not_yet level_with_help level_alone level_can_teach skip_item undo_answer explain_item pause_assessment
    """.split()
)
# How likely a part's meaning must be for an act of its own, and how much the reading of the whole weighs beside it.
# Chosen on training sentences that the classifier had not seen, alone and joined at random.
SURE = 0.8
SURE_OF_QUESTION = 0.7  # what is asked is not to be passed over
WEIGHT_OF_WHOLE = 0.35
# Parts that are read by themselves; what comes after them is read as one.
MOST_PARTS = 10
# A clause that begins with one of these hangs on another: on the one before, or the first of a message on the next.
HANGS = frozenset("että jotta koska kunnes jos kun jollei ellei vaikka kuin".split())
RELATES = frozenset(
    """
    joka jonka jota jossa josta johon jolla jolta jolle jotka joita joilla joissa joista
    mitä mikä mitkä miten missä mistä mihin minne mille milloin miksi kuinka kuka kenen kenelle ketä millainen minkä
    paljonko
    """.split()
)
# Words that join and turn what they bring: "mitä vaan paitsi siivousta".
TURNING = (CORRECTION, "paitsi")
OPEN_QUESTION = "open_question"
LEAST = 1e-6
# What stands where the service masked an identifier. Its words are not the person's.
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,40} poistettu\]")


class Act(NamedTuple):
    """One thing that is said, from code point `start` to `end` of the stored text."""

    intent: str
    confidence: float
    start: int
    end: int

    def as_data(self) -> Dict[str, Any]:
        """As it stands in the parse data."""
        return {"intent": self.intent, "confidence": self.confidence, "from": self.start, "to": self.end}


class Read(NamedTuple):
    """How a message is read: the intents of the whole by TOPICS, and its acts."""

    ranking: Ranking
    acts: List[Act]


class Model(Protocol):
    """What reading acts needs of a classifier."""

    def clauses(self, text: str) -> List[Clause]:
        """The clauses of a message."""
        ...

    def rank_words(self, groups: Sequence[Sequence[Word]], before: Optional[str] = None) -> List[Ranking]:
        """Rankings of groups of its words, said after what the bot said last."""
        ...


class Part(NamedTuple):
    """What is read by itself."""

    start: int
    end: int
    words: List[Word]
    asks: bool = False


def read_message(text: str, metadata: Optional[Mapping[str, Any]], model: Model) -> Read:
    """The reading of a stored text. Without a word there is one act, the whole text."""
    clauses = model.clauses(without_placeholders(text))
    parts = parts_of(clauses)
    groups = [[word for clause in clauses for word in clause.words], *(part.words for part in parts if len(parts) > 1)]
    shut_out = ANSWERS if is_gated(metadata) else frozenset()
    whole, *rankings = [without(ranking, shut_out) for ranking in model.rank_words(groups, place_of(metadata))]
    return Read(without(whole, ONLY_ACTS), acts_of(whole, parts, rankings, len(text)))


def without_placeholders(text: str) -> str:
    """The text with blanks for what the masking put in, so that places stay."""
    return _PLACEHOLDER.sub(lambda found: " " * len(found.group()), text)


def is_gated(metadata: Optional[Mapping[str, Any]]) -> bool:
    """Whether the channel says that no question is open; where it says nothing, anything may be."""
    return OPEN_QUESTION in (metadata or {}) and metadata[OPEN_QUESTION] is None  # type: ignore[index]


def without(ranking: Ranking, names: FrozenSet[str]) -> Ranking:
    """The ranking of the other intents, its shares making one again."""
    kept = [(name, share) for name, share in ranking if name not in names]
    total = sum(share for _, share in kept) or 1.0
    return [(name, share / total) for name, share in kept]


def parts_of(clauses: Sequence[Clause]) -> List[Part]:
    """The parts in order, without the words that join them but for those that turn the meaning or ask."""
    found = [_part(group) for group in _groups(clauses)]
    if len(found) <= MOST_PARTS:
        return found
    rest = found[MOST_PARTS - 1 :]
    return [*found[: MOST_PARTS - 1], Part(rest[0].start, rest[-1].end, [word for part in rest for word in part.words])]


def _groups(clauses: Sequence[Clause]) -> Iterator[List[Clause]]:
    """Clauses with those that hang on them."""
    group: List[Clause] = []
    for clause in clauses:
        if group and not _hangs(clause, group[-1]) and not _opens(group):
            yield group
            group = []
        group.append(clause)
    if group:
        yield group


def _hangs(clause: Clause, before: Clause) -> bool:
    first = clause.words[0]
    # "En muista mitä sanoin", but "olen 52, mitä voisin tehdä": what is asked anew comes after a mark.
    return first.written in HANGS or (first.written in RELATES and first.start - before.end <= 1)


def _opens(group: Sequence[Clause]) -> bool:
    """Whether it waits for what it hangs on: "jos mä alotan kurssin, …"."""
    return len(group) == 1 and group[0].words[0].written in HANGS


def _part(group: Sequence[Clause]) -> Part:
    first = group[0]
    keeps = first.words[0].written in (*TURNING, *HANGS, *RELATES)
    start = first.start if keeps else first.body[0].start
    words = [word for clause in group for word in clause.words if word.start >= start]
    return Part(start, group[-1].end, words, any(Mood.QUESTION in clause.mood for clause in group))


def acts_of(whole: Ranking, parts: Sequence[Part], rankings: Sequence[Ranking], length: int) -> List[Act]:
    """The acts of a message from the reading of the whole and those of its parts."""
    start, end = (parts[0].start, parts[-1].end) if parts else (0, length)
    acts: List[Act] = []
    for part, ranking in zip(parts if rankings else (), rankings, strict=True):
        name, share = beside_whole(ranking, whole)[0]
        if share < (SURE_OF_QUESTION if part.asks else SURE) or name == OFF_TOPIC:
            acts[-1:] = [act._replace(end=part.end) for act in acts[-1:]]
        elif acts and acts[-1].intent == name:
            acts[-1] = Act(name, max(share, acts[-1].confidence), acts[-1].start, part.end)
        else:
            acts.append(Act(name, share, part.start if acts else start, part.end))
    if len(acts) > 1:
        return acts
    name, share = max([whole[0], *((act.intent, act.confidence) for act in acts)], key=lambda one: one[1])
    return [Act(name, share, start, end)]


def beside_whole(ranking: Ranking, whole: Ranking) -> Ranking:
    """A part's ranking weighed with that of the message it stands in, likeliest first."""
    shares = dict(whole)
    weighed = [(name, share * max(shares[name], LEAST) ** WEIGHT_OF_WHOLE) for name, share in ranking]
    total = sum(share for _, share in weighed)
    return sorted(((name, share / total) for name, share in weighed), key=lambda one: -one[1])
