"""Trades named in what a person says: where, by which name, and how they were meant."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from finnish import clauses
from finnish.fold import fold
from finnish.frequency import zipf
from finnish.morphology import Reading
from finnish.plain import plain
from finnish.repair import LONG, Repair
from finnish.words import Words
from occupations.meaning import ESSIVE, HELD, NOMINATIVE, Meant, Token, meant_by
from occupations.model import Occupation
from occupations.speech import ENDINGS, GENERIC, PLACE_ENDS
from occupations.stints import Stint, beside, stints_in

LONGEST_TEXT = 4_000  # letters that are read
TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
AGENT_ESSIVE = ("jana", "jänä")
FURTHEST = 4  # words between a verb and its object
SHORTEST_MENDED = 7  # letters of a name in which a slip is believed
SHORTEST_PART = 5  # letters of a compound's end that names a trade by itself
RARE = 3.0  # on the Zipf scale: a word so rare may as well be a slip
KINDS = ("name", "phrase", "place")


@dataclass(frozen=True)
class Found:
    """A trade that was named: its key, where in the text (code points), the words there, and how it was meant."""

    occupation: str
    start: int
    end: int
    words: str
    meant: Meant
    denied: bool = False
    stint: Stint | None = None

    @property
    def held(self) -> bool:
        """Whether it was told as one's work, now or before. Whose work it was is for the reader of clauses."""
        return self.meant in HELD and not self.denied


@dataclass(frozen=True)
class _Name:
    """One name of a trade: the forms that each of its words may have, and what kind of name it is."""

    occupation: str
    parts: tuple[frozenset[str], ...]
    kind: str  # name, phrase or place


Named = tuple[_Name, tuple[int, ...]]


class Finder:
    """Looks for the names of many trades at once. Built anew when they change; safe for threads."""

    def __init__(self, trades: Mapping[str, Occupation], words: Words, also: Mapping[str, Sequence[str]] | None = None):
        """`also` are further names by key, such as ESCO's; the trades' own go before them."""
        self._words, self._trades = words, trades
        self._names: defaultdict[str, list[_Name]] = defaultdict(list)
        self._slang: dict[str, tuple[str, str]] = {}
        self._kinds: dict[tuple[frozenset[str], ...], str] = {}
        for trade in trades.values():
            for kind, names in (("name", trade.names), ("phrase", trade.phrases), ("place", trade.places)):
                for name in names:
                    self._take_in(trade.key, name, kind)
        for key, further in (also or {}).items():
            for name in further:
                self._take_in(key, name, "name")
        named = [plain(word) for trade in trades.values() for name in trade.names for word in TOKEN.findall(name)[:1]]
        vocabulary = {word: 1 for word in named if len(word) >= SHORTEST_MENDED}
        self._repair = Repair(vocabulary, self._is_common)

    def find(self, text: str) -> list[Found]:
        """The trades named in a text, in its order, each with the time told beside it. Linear in the text."""
        text = text[:LONGEST_TEXT]
        tokens = self._read(text)
        named = [each for each in self._longest(tokens) if not self._is_another_thing(each[0], tokens)]
        named = [each for each in named if not _is_where_of(each, named)]
        spans = [(tokens[min(places)].start, tokens[max(places)].end) for _, places in named]
        stints = beside(spans, stints_in(text, self._words), text)
        return [
            Found(name.occupation, *span, text[slice(*span)], meant_by(name.kind, places, tokens, stint is not None),
                any(tokens[place].denied for place in places), stint)
            for (name, places), span, stint in zip(named, spans, stints, strict=True)
        ]  # fmt: skip

    # What names are kept by

    def _take_in(self, key: str, name: str, kind: str) -> None:
        said = [plain(match.group()) for match in TOKEN.finditer(name)]
        parts = tuple(self._phrase_forms(said) if kind == "phrase" else map(self._name_forms, said))
        if not parts or self._kinds.get(parts) is not None:
            return
        self._kinds[parts] = kind
        entry = _Name(key, parts, kind)
        for form in parts[0]:
            self._names[form].append(entry)
        if len(said) == 1:
            self._take_in_slang(said[0])

    def _phrase_forms(self, said: Sequence[str]) -> list[frozenset[str]]:
        """The words of a phrase are kept by the base forms that they have beside each other."""
        return [frozenset((_key(lemma),)) for lemma in self._words.lemmas_of(list(said))]

    def _name_forms(self, word: str) -> frozenset[str]:
        """A name's word is kept as it is, and by its base when Finnish."""
        bases = self._words.bases(word) if self._words.known(word) else ()
        exact = (word,) if not bases or word in bases else (word, bases[0])
        return frozenset(map(_key, exact))

    def _take_in_slang(self, word: str) -> None:
        """The cases of a name that Voikko does not know, by its endings."""
        if self._words.known(word):
            return
        stem = word[:-3] + "se" if word.endswith("nen") else word if word[-1] in "aeiouyäö" else word + "i"
        for ending, case in ENDINGS.items():
            self._slang.setdefault(_key(stem + ending), (_key(word), case))

    # How a text is read

    def _read(self, text: str) -> list[Token]:
        spans = [(match.start(), match.end(), plain(match.group())) for match in TOKEN.finditer(text)]
        written = [self._written(word) for _, _, word in spans]
        read = self._words.read(written)
        lemmas, readings = [lemma for lemma, _ in read], [reading for _, reading in read]
        said = clauses.read(text, self._words)
        begins, denied = [clause.start for clause in said], _denied(said)
        tokens = []
        for at, (start, end, word) in enumerate(spans):
            case, forms = self._forms(word, written[at], lemmas[at], readings[at])
            clause, is_denied = max(bisect_right(begins, start) - 1, 0), start in denied
            tokens.append(Token(start, end, written[at], lemmas[at], forms, readings[at], case, is_denied, clause))
        return tokens

    def _written(self, word: str) -> str:
        """The last written word for a spoken one; names that people have given are not put right."""
        if _key(word) in self._names or _key(word) in self._slang:
            return word
        return (self._words.tokens(word) or [word])[-1]

    def _forms(self, word: str, written: str, lemma: str, reading: Reading | None) -> tuple[str, frozenset[str]]:
        """The case of a word and all forms by which a name may be kept."""
        slang, case = self._slang.get(_key(word), ("", ""))
        if slang:
            return case, frozenset((slang, _key(word)))
        if written.endswith(AGENT_ESSIVE):
            return self._agent(written)
        case = reading.case if reading else ""
        forms = frozenset(_key(each) for each in (word, written, lemma, self._words.lemma(written)))
        if _key(written) in self._names:
            return NOMINATIVE, forms
        return (case, forms) if forms & self._names.keys() else self._mended(word, written) or (case, forms)

    def _agent(self, written: str) -> tuple[str, frozenset[str]]:
        """`neuvojana` is a neuvoja's essive, and no jana (a line) of advice, as Voikko reads it."""
        agent = written[: -len("na")]
        meant = agent if _key(agent) in self._names else self._repair.word(agent)
        ends = {part for part in self._words.parts(agent) if agent.endswith(part)}
        longest = max((part for part in ends if _key(part) in self._names), key=len, default="")
        named = meant if _key(meant) in self._names or _key(longest) in GENERIC or not longest else longest
        return ESSIVE, frozenset((_key(named), _key(written)))

    def _mended(self, word: str, written: str) -> tuple[str, frozenset[str]] | None:
        """A slip in the name of a trade; a spoken form of another word is none."""
        for typed in (written,) if self._words.known(written) else dict.fromkeys((word, written)):
            meant = self._repair.word(typed)
            if meant == typed:
                continue
            if _key(meant) in self._slang:
                slang, case = self._slang[_key(meant)]
                return case, frozenset((slang,))
            (_, reading), *_ = self._words.read([meant])
            forms = {_key(each) for each in (meant, *self._words.bases(meant))}
            if forms & self._names.keys():
                return reading.case if reading else "", frozenset(forms)
        return None

    def _is_common(self, word: str) -> bool:
        """Whether people mean the word as it stands: Finnish knows it, and it is no short word so rare that it may
        as well be a slip (siivoja: of siivo, or a siivooja)."""
        if not self._words.known(word):
            return False
        rare = max(zipf(word), zipf(self._words.lemma(word))) < RARE
        return not rare or len(word) >= LONG or bool(self._words.parts(word))

    # What is looked for

    def _longest(self, tokens: Sequence[Token]) -> list[Named]:
        """The longest name at each place, in the order of the text; none inside another."""
        options = [each for at in range(len(tokens)) for each in self._at(tokens, at)]
        options.sort(key=lambda each: (-len(each[1]), KINDS.index(each[0].kind), each[1][0]))
        taken: set[int] = set()
        chosen = []
        for name, places in options:
            if not taken.intersection(places):
                taken.update(places)
                chosen.append((name, places))
        return sorted(chosen, key=lambda each: min(each[1]))

    def _at(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[_Name, tuple[int, ...]]]:
        """Names that begin with this word; only when none does, what the end of the compound names."""
        some = False
        for form in sorted(tokens[at].forms):
            for name in self._names.get(form, ()):
                places = _in_order(name, tokens, at)
                if places:
                    some = True
                    yield name, places
        if not some and (ending := self._by_its_end(tokens[at])):
            yield ending, (at,)

    def _by_its_end(self, token: Token) -> _Name | None:
        """A sairaalasiivooja is a siivooja: the longest end of a compound that is a name; a kenkätehdas is a tehdas."""
        if _key(token.lemma) in GENERIC:
            return None
        for part in sorted(self._words.parts(token.written), key=len, reverse=True):
            key = _key(part)
            if len(part) < SHORTEST_PART or key in GENERIC or not _key(token.lemma).endswith(key):
                continue
            for name in self._names.get(key, ()):
                if len(name.parts) == 1 and (name.kind == "name" or key in PLACE_ENDS):
                    return name
        return None

    def _is_another_thing(self, name: _Name, tokens: Sequence[Token]) -> bool:
        """Whether words beside the name say that no trade is meant: keräilijä, postimerkit."""
        unless = {_key(word) for word in self._trades[name.occupation].unless}
        return bool(unless) and any(unless & token.forms for token in tokens)


def _is_where_of(place: Named, named: Sequence[Named]) -> bool:
    """Whether it is but where the trade beside it is held: päiväkodin keittäjä, keittäjänä päiväkodissa."""
    name, places = place
    beside = {min(places) - 1, max(places) + 1}
    return name.kind == "place" and any(other.kind == "name" and beside & set(at) for other, at in named)


def _denied(said: Sequence[clauses.Clause]) -> set[int]:
    """The places in the text where words that are denied stand."""
    words = (word for clause in said for word in clause.words if word.denied)
    return {at for word in words for at in range(word.start, word.end)}


def _in_order(name: _Name, tokens: Sequence[Token], at: int) -> tuple[int, ...]:
    """The places of the name's words from this one on. The verb and the object of a phrase may stand apart and in
    either order; of a name each word follows the one before."""
    if name.kind != "phrase":
        places = tuple(range(at, at + len(name.parts)))
        fits = len(tokens) >= at + len(name.parts) and _all_fit(name.parts, places, tokens)
        return places if fits else ()
    places_found = [at]
    for part in name.parts[1:]:
        near = range(max(0, at - FURTHEST), min(len(tokens), at + FURTHEST + 2))
        next_one = [one for one in near if one not in places_found and part & tokens[one].forms]
        if not next_one:
            return ()
        places_found.append(min(next_one, key=lambda one: abs(one - at)))
    return tuple(places_found) if len({tokens[one].clause for one in places_found}) == 1 else ()


def _all_fit(parts: Sequence[frozenset[str]], places: Sequence[int], tokens: Sequence[Token]) -> bool:
    return all(part & tokens[place].forms for part, place in zip(parts, places, strict=True))


def _key(word: str) -> str:
    """Names meet without dots and hyphens."""
    return fold(word).replace("-", "").replace("’", "").replace("'", "")
