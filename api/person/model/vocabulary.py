"""The words by which facts are heard: cards, limits, languages and places, as their files have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from api.person.model.facts import FactKind
from finnish.clauses import Word


@dataclass(frozen=True)
class Card:
    """A card, pass or licence. `said`: what it is called, base forms or forms as written."""

    key: str
    name: str
    said: Sequence[str]


@dataclass(frozen=True)
class Limit:
    """Something that one cannot do, as a function, or a property of work that one does not want (`kind` exclusion).
    How its words tell it is in `data/person/limits.yml`.
    """

    key: str
    label: str
    illness: Sequence[str]
    body: Sequence[str]
    act: Sequence[str]
    kind: FactKind = FactKind.LIMIT
    # "Orivedelle asti en aja" tells how far one goes, and not what one cannot do.
    unless_to_place: bool = False
    # A time of the day or the week.
    is_time: bool = False
    # Words beside which it is something else ("en puhu hyvää suomea asiakkaille" tells of a language).
    unless: Sequence[str] = ()
    # A thing that one does not have: only where having it is denied.
    is_had: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """All that may be heard.

    `jobs`, `studies` and `turns_down` tell who looks for work and for no studies, and `work_only` is how that is
    called; by `is_sought` one says that one seeks a thing, by `is_found` one asks for it. `hard` is what one says of an
    act that is hard for one, `tired_of` of what one has had enough of. `home` and `mother_tongue` name where one lives
    and one's own language, `has_time` the time that one has, `another` are words of who asks for somebody else,
    `openers` tell nothing, `weekly_hours` is the label of the time that one has, and each of `short_day` words that
    together tell how little of a day one can do. `private` is never quoted; `kin`
    are those one may ask for, by what each is called; `asked` are the words by which a kind of fact is asked after,
    `all_of_it` those by which all is taken away, `of_step` those of what was agreed. `places` has each place by its
    name in small letters; a part of a city leads to it.
    """

    cards: Sequence[Card]
    limits: Sequence[Limit]
    trouble: frozenset[str]
    ability: frozenset[str]
    forbids: frozenset[str]
    hard: frozenset[str]
    tired_of: Sequence[str]
    languages: frozenset[str]
    mother_tongue: frozenset[str]
    home: frozenset[str]
    has_time: frozenset[str]
    another: frozenset[str]
    studies: frozenset[str]
    jobs: frozenset[str]
    turns_down: frozenset[str]
    is_sought: frozenset[str]
    is_found: frozenset[str]
    openers: frozenset[str]
    weekly_hours: str
    short_day: Sequence[frozenset[str]]
    work_only: str
    private: Sequence[str]
    kin: Mapping[str, str]
    asked: Mapping[str, Sequence[str]]
    all_of_it: frozenset[str]
    of_step: Sequence[str]
    places: Mapping[str, str] = field(default_factory=dict)


def has(word: Word, listed: Sequence[str]) -> bool:
    """Whether a list has the word, in its written or base form, or by its beginning."""
    forms = {word.written, word.lemma}
    return any(form.startswith(name[:-1]) if name.endswith("*") else form == name for form in forms for name in listed)
