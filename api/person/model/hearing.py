"""What a message tells of who wrote it: only what is told as a fact of oneself, in the clause that tells it.

No question, no wish, no other person's lot is a fact. Rather nothing than something that was not said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from api.person.model.facts import Fact, FactKind, Told, subject_of
from api.person.model.quoting import quoted
from api.person.model.vocabulary import Limit, Vocabulary, has
from catalogue.search.clauses import Meant, has_had_enough, meanings
from finnish.amounts import ANY_DAY, Age, Amount, WeeklyHours, Years, read_age, read_amounts
from finnish.clauses import Clause, Mood, Person, Tense, Word, read
from finnish.situations import situation_told
from finnish.words import Words
from occupations.files import Occupations
from occupations.finder import Finder, Found
from occupations.meaning import Meant as Meaning
from occupations.stints import Stint

NO_FACT = Mood.QUESTION | Mood.ANOTHERS | Mood.SUPPOSED
CORRECTS = frozenset({"siis", "eiku", "tarkoitin", "tarkotin", "väärin", "piti", "korjaan", "oikeasti", "oikeesti"})
SAYS = frozenset({"sanoa", "kertoa", "kehua", "väittää", "luulla", "ajatella", "uskoa", "mainita", "puhua", "kuulla"})
LIVES = frozenset({"asua", "asustella", "asuskella", "majailla"})
MOVES = "muuttaa"
KNOWS = frozenset({"osata", "puhua"})
FROM = frozenset({"sisaeronto", "ulkoeronto"})
TO = frozenset({"sisatulento", "ulkotulento"})
OF_A_TOWN = ("lainen", "läinen")
CASES_OF_PLACES = "ssa ssä sta stä lla llä lta ltä lle st lt s l n".split()
SHORTEST_STEM = 5  # letters
LONGEST_CLASS = 2  # letters of a driving licence's class
WORK = "työ"
FAR = frozenset({"kauas", "pitkälle", "kauemmas"})
AT_ALL = frozenset({"mikään", "ikinä", "enää", "takaisin"})
NEED = "tarvita"
HOURS = "hours"
CARER, FAMILY_CARER = "carer", "omaishoitaja"
LEAVES, FIELD = frozenset({"vaihtaa", "jättää", "vaihto"}), frozenset({"ala", "ammatti"})
CHANGE = "alanvaihto"
ANY_MORE = "enää"
GENITIVE, PRONOUNS = "omanto", frozenset({"minä", "sinä", "hän", "me", "te", "he", "se", "tämä", "tuo"})
HAS = frozenset({"olla", "löytyä", "suorittaa", "saada", "käydä", "omistaa"})


@dataclass(frozen=True)
class ReadAs:
    """A part of the text (code points) that the bot read as telling a fact of a kind: there its bare name tells it."""

    kind: FactKind
    start: int
    end: int


@dataclass(frozen=True)
class Listener:
    """Who hears, and by which words."""

    words: Words
    finder: Finder
    trades: Occupations
    vocabulary: Vocabulary

    def hear(self, text: str, today: date, read_as: Sequence[ReadAs] = ()) -> list[Told]:
        """What the message tells, in its order. Bounded work on anything; raises nothing."""
        clauses = read(text, self.words)
        own = [clause for clause, before in _with_before(clauses) if _is_told(clause, before) or _is_spared(clause)]
        amounts = read_amounts(text, today, self.words, clauses)
        ages = [amount for amount in amounts if isinstance(amount, Age)]
        told = [
            *self._age(text, clauses, own, ages),
            *self._work(text, own, ages, read_as),
            *self._hours(text, own, amounts),
        ]
        for clause in own:
            kinds = _kinds_at(clause, read_as)
            told += [
                *(self._bare_age(text, clause) if FactKind.AGE in kinds and not ages else ()),
                *self._place(text, clause, read_so=FactKind.PLACE in kinds),
                *self._situation(text, clause),
                *self._cards(text, clause, read_so=FactKind.CARD in kinds),
                *self._languages(text, clause, read_so=FactKind.LANGUAGE in kinds),
                *self._limits(text, clause, read_so=FactKind.LIMIT in kinds),
            ]
        told += self._only_work(text, clauses)
        if any(each.value == CARER for each in told):  # who cares for their own at home tells of no trade
            told = [each for each in told if subject_of(each.value) != self.trades.occupations[FAMILY_CARER].name]
        told.sort(key=lambda each: text.find(each.words))
        return list({(each.kind, str(each.value)): each for each in told}.values())

    def alone(self, text: str) -> Told | None:
        """The town or the age that is all that is said: unsure, as nothing tells what it is of."""
        spoken = [word for clause in read(text, self.words) for word in clause.words]
        said = [word for word in spoken if word.lemma not in self.vocabulary.openers]
        places = [place for word in said if (place := self._place_of(word.written, word.lemma))]
        if len(places) == len(said) == 1:
            return Told(FactKind.PLACE, places[0], text.strip(), sure=False)
        age = read_age(text, self.words) if len(said) == 1 else None
        if age is None or age.least is None or age.least != age.most:
            return None
        return Told(FactKind.AGE, int(age.least), text.strip(), sure=False)

    def taken_back(self, text: str) -> str:
        """What is said not to have been said: "en mä sanonu et oon kokki"; empty when nothing is."""
        clauses = _with_before(read(text, self.words))
        return " ".join(
            clause.text for clause, before in clauses if before and before.denies and _reports(clause, before)
        )

    def leaves_trade(self, text: str) -> str:
        """The clause in which one wishes for another field than one's own ("haluisin vaihtaa alaa"); else empty."""
        wishes = (each for each in read(text, self.words) if Mood.WISH in each.mood and not each.denies)
        return next((each.text for each in wishes if _changes_field(each)), "")

    def is_not(self, text: str, fact: Fact, label: str) -> bool:
        """Whether one denies what is understood of one's work: "vartija en oo", "rekkaa en oo ajanut"; not "en ole enää
        kokki".
        """
        return fact.kind is FactKind.WORK and any(
            clause.denies
            and clause.person is Person.FIRST
            and not clause.mood & (Mood.QUESTION | Mood.POSSESSION)
            and any(word.lemma == "olla" and word.denied for word in clause.words)
            and all(word.written != ANY_MORE for word in clause.words)
            and names(fact, label, clause.text, self.words)
            for clause in read(text, self.words)
        )

    def _age(self, text: str, clauses: Sequence[Clause], own: Sequence[Clause], ages: Sequence[Age]) -> Iterator[Told]:
        for age in ages:
            clause = _around(clauses, age.span.start)
            is_own = clause in own or (clause is not None and _is_of_who_writes(clause, age))
            is_past = clause is not None and clause.tense is Tense.PAST and "vuotiaana" in clause.text
            if clause is not None and is_own and not is_past and age.least is not None and _is_exact(age):
                yield Told(FactKind.AGE, int(age.least), self._words(clause, text, age.span.start))

    def _bare_age(self, text: str, clause: Clause) -> Iterator[Told]:
        """ "No siis 53", to one who was read to tell an age."""
        age = read_age(clause.text, self.words)
        if age is not None and age.least is not None and age.least == age.most:
            yield Told(FactKind.AGE, int(age.least), self._words(clause, text))

    def _work(self, text: str, own: Sequence[Clause], ages: Sequence[Age], read_as: Sequence[ReadAs]) -> Iterator[Told]:
        for found in self.finder.find(text):
            clause = _around(own, found.start)
            if clause is None or clause.mood & Mood.WISH or _is_unwanted(found, clause):
                continue
            read_so = FactKind.WORK in _kinds_at(clause, read_as) and found.meant is not Meaning.WISH
            if found.held or (read_so and not found.denied):
                stint = None if found.stint is None or _is_age(found.stint, ages) else found.stint
                words = self._words(clause, text, found.start, stint.end if stint else 0)
                yield Told(FactKind.WORK, self._as_work(found, stint), words)

    def _as_work(self, found: Found, stint: Stint | None) -> dict[str, object]:
        trade = self.trades.occupations[found.occupation]
        return {
            "occupation": trade.name,
            "code": trade.isco,
            "years": _whole(stint.length) if stint else None,
            "from": stint.since if stint else None,
            "to": stint.until if stint else None,
            "paid": None,
            "tasks": [],
        }

    def _place(self, text: str, clause: Clause, *, read_so: bool) -> Iterator[Told]:
        moved = any(word.lemma == MOVES and (word.is_own or word.is_done) for word in clause.words)
        if clause.denies or clause.mood & Mood.WISH or (clause.tense is Tense.PAST and not moved):
            return
        lives, comes = _lives(clause) or self._is_home(clause), _is_of_somewhere(clause)
        for word in clause.words:
            place = self._place_of(word.written, word.lemma)
            to = moved and clause.tense is not Tense.PRESENT and word.case in TO
            of = comes and (word.case in FROM or word.lemma.endswith(OF_A_TOWN))
            if place and (lives or to or of or read_so):
                yield Told(FactKind.PLACE, place, self._words(clause, text, word.start))
                return

    def _is_home(self, clause: Clause) -> bool:
        """ "Koti on Nokialla", "kämppä hervannassa"; not "äidin koti"."""
        others = any(word.lemma in self.vocabulary.kin for word in clause.words)
        return not others and any(word.lemma in self.vocabulary.home for word in clause.words)

    def _place_of(self, written: str, lemma: str) -> str | None:
        town = lemma[: -len(OF_A_TOWN[0])] if lemma.endswith(OF_A_TOWN) else lemma
        forms = (town, *self.words.bases(written), *_undeclined(written))
        return next((self.vocabulary.places[form] for form in forms if form in self.vocabulary.places), None)

    def _situation(self, text: str, clause: Clause) -> Iterator[Told]:
        situation = situation_told(clause.text, self.words)
        if situation:
            yield Told(FactKind.SITUATION, situation, self._words(clause, text))

    def _only_work(self, text: str, clauses: Sequence[Clause]) -> Iterator[Told]:
        """ "Ei kurssi, minä haluan työ": studies are denied, and work is not."""
        studies = next((clause for clause in clauses if self._turns_studies_down(clause)), None)
        works = any(word.lemma in self.vocabulary.jobs and not word.denied for each in clauses for word in each.words)
        at_all = studies is not None and any(word.lemma in AT_ALL for word in studies.words)
        if studies is not None and (works or at_all) and not studies.mood & NO_FACT:
            yield Told(FactKind.WISH, self.vocabulary.work_only, self._words(studies, text))

    def turns_studies_down(self, text: str) -> bool:
        """Whether studies are turned down in it."""
        return any(self._turns_studies_down(clause) for clause in read(text, self.words))

    def _turns_studies_down(self, clause: Clause) -> bool:
        """ "En opiskele", "ei kurssi", "en halua kurssille"; not "en tiedä kurssista"."""
        studies = [word for word in clause.words if word.lemma in self.vocabulary.studies and word.denied]
        verbs = [
            word for word in clause.words if word.is_verb or (word.denied and word.reading and word.reading.negative)
        ]
        only_some = any(_is_of_a_kind(word, clause) for word in studies)
        return (
            bool(studies)
            and not only_some
            and all(word.lemma in self.vocabulary.turns_down | self.vocabulary.studies for word in verbs)
        )

    def welcomes_studies(self, text: str) -> bool:
        """Whether studies are wished for or asked for after all: "kyl mä voin opiskellakin", "onks jotain kurssia"."""
        return any(self._welcomes_studies(clause) for clause in read(text, self.words))

    def _welcomes_studies(self, clause: Clause) -> bool:
        names = any(word.lemma in self.vocabulary.studies and not word.denied for word in clause.words)
        able = any(word.lemma in self.vocabulary.ability and word.is_own and not word.denied for word in clause.words)
        is_there = Mood.QUESTION in clause.mood and any(
            word.lemma in self.vocabulary.is_found and word.is_finite for word in clause.words
        )
        wished = Mood.WISH in clause.mood or able or is_there
        return names and wished and not clause.mood & (Mood.ANOTHERS | Mood.FEAR | Mood.REFUSAL)

    def _cards(self, text: str, clause: Clause, *, read_so: bool) -> Iterator[Told]:
        has_it = read_so or Mood.POSSESSION in clause.mood or any(word.lemma in HAS for word in clause.words)
        if not has_it or clause.denies or clause.mood & Mood.WISH:
            return
        for card in self.vocabulary.cards:
            held = next((word for word in clause.words if has(word, card.said) and not word.denied), None)
            held = held or next((word for word, name in _in_two_words(clause) if name in card.said), None)
            if held is not None:
                yield Told(FactKind.CARD, card.name, self._words(clause, text, held.start))

    def _languages(self, text: str, clause: Clause, *, read_so: bool) -> Iterator[Told]:
        knows = read_so or any(word.lemma in KNOWS and word.is_own for word in clause.words)
        is_own = any(word.lemma in self.vocabulary.mother_tongue for word in clause.words)
        if clause.denies or not (knows or is_own):
            return
        for word in clause.words:
            if word.lemma in self.vocabulary.languages and not word.denied:
                yield Told(FactKind.LANGUAGE, word.lemma, self._words(clause, text, word.start))

    def _limits(self, text: str, clause: Clause, *, read_so: bool) -> Iterator[Told]:
        vocabulary, words = self.vocabulary, clause.words
        trouble = read_so or any(word.lemma in vocabulary.trouble for word in words)
        cannot = clause.denies and any(word.lemma in vocabulary.ability for word in words)
        forbidden = any(word.lemma in vocabulary.forbids and not word.denied for word in words)
        not_forbidden = any(word.lemma in vocabulary.forbids and word.denied for word in words)
        hard = any(word.lemma in vocabulary.hard and not word.denied for word in words)
        forbidden = forbidden or has_had_enough(clause)
        forbidden = forbidden or any(has(word, vocabulary.tired_of) and not word.denied for word in words)
        to_place = any(
            word.written in FAR or (word.case in TO and self._place_of(word.written, word.lemma)) for word in words
        )
        at_times = any(has(word, limit.act) for limit in vocabulary.limits if limit.is_time for word in words)
        lemmas = {word.lemma for word in words}
        does = any(word.is_verb and word.lemma not in HAS for word in words)
        own_denial = read_so and clause.denies and clause.person is Person.FIRST
        short_day = read_so and any(told <= lemmas for told in vocabulary.short_day)
        for limit in vocabulary.limits:
            if (limit.unless_to_place and to_place) or (limit.is_had and does) or lemmas & set(limit.unless):
                continue
            ill = any(has(word, limit.illness) and not word.denied for word in words)
            sore = trouble and any(has(word, limit.body) for word in words)
            barred = any(
                has(word, limit.act)
                and (forbidden or cannot or hard or (word.denied and not not_forbidden) or own_denial)
                for word in words
            )
            # "Ei yöllä ajamista": what is denied at a time is denied then alone.
            short = short_day and limit.key == HOURS
            if ill or sore or short or (barred and limit.is_time == at_times):
                yield Told(limit.kind, limit.label, self._words(clause, text))

    def lifts(self, text: str, limit: Limit) -> bool:
        """Whether a limit is taken back: "kyllä mä ajaa voin", "ei ajamista oo kielletty"."""
        return any(self._lifts(clause, limit) for clause in read(text, self.words))

    def _lifts(self, clause: Clause, limit: Limit) -> bool:
        acts = [word for word in clause.words if has(word, limit.act)]
        if not acts or clause.mood & NO_FACT:
            return False
        allowed = any(word.lemma in self.vocabulary.forbids and word.denied for word in clause.words)
        able = any(
            word.lemma in self.vocabulary.ability and word.is_finite and not word.denied for word in clause.words
        )
        hard = any(word.lemma in self.vocabulary.hard for word in clause.words)
        return allowed or (able and not hard and not any(word.denied for word in acts))

    def _hours(self, text: str, own: Sequence[Clause], amounts: Sequence[Amount]) -> Iterator[Told]:
        """The time that one has in a week: "aikaa on 10 tuntia viikossa"."""
        for amount in amounts:
            clause = _around(own, amount.span.start) if isinstance(amount, WeeklyHours) else None
            if clause is None or not isinstance(amount, WeeklyHours):
                continue
            lemmas = {word.lemma for word in clause.words}
            hours = amount.most or amount.least
            if hours and not lemmas.isdisjoint(self.vocabulary.has_time) and WORK not in lemmas:
                label = self.vocabulary.weekly_hours.format(hours=_whole(hours))
                yield Told(FactKind.LIMIT, label, self._words(clause, text))

    def _words(self, clause: Clause, text: str, place: int | None = None, end: int = 0) -> str:
        return quoted(clause, text, self.vocabulary.private, place, end)


def _changes_field(clause: Clause) -> bool:
    lemmas = {word.lemma for word in clause.words}
    return CHANGE in lemmas or (not lemmas.isdisjoint(LEAVES) and not lemmas.isdisjoint(FIELD))


def _is_of_a_kind(study: Word, clause: Clause) -> bool:
    """ "Myyjän tutkintoa": studies of one kind are turned down, and not all."""
    at = clause.words.index(study)
    before = clause.words[at - 1] if at else None
    return before is not None and before.case == GENITIVE and before.lemma not in PRONOUNS


def _in_two_words(clause: Clause) -> Iterator[tuple[Word, str]]:
    """ "B kortti" is the b-kortti of the list."""
    for first, second in pairwise(clause.words):
        if len(first.written) <= LONGEST_CLASS and not second.denied:
            yield first, f"{first.written}-{second.lemma}"


def _undeclined(written: str) -> Iterator[str]:
    """What a name of a place may be that no dictionary knows, out of its case: "nekalasta", "lentävänniemes"."""
    for end in CASES_OF_PLACES:
        stem = written.removesuffix(end)
        if stem != written and len(stem) >= SHORTEST_STEM:
            yield stem
            if stem.endswith("e"):
                yield f"{stem[:-1]}i"


def _kinds_at(clause: Clause, read_as: Sequence[ReadAs]) -> frozenset[FactKind]:
    """What the bot read the clause to tell."""
    return frozenset(each.kind for each in read_as if each.start < clause.end and clause.start < each.end)


def _is_unwanted(found: Found, clause: Clause) -> bool:
    """Whether the work is what is not wanted: "siivoushommia en ota vastaan"."""
    unwanted = (word for word, meant in meanings([clause]) if meant is Meant.UNWANTED)
    return any(found.start <= word.start < found.end for word in unwanted)


def _is_spared(clause: Clause) -> bool:
    """ "Jotain, missä ei tarvi puhua": what work must not ask is no question, though it begins as one."""
    return clause.denies and Mood.ANOTHERS not in clause.mood and any(word.lemma == NEED for word in clause.words)


def _with_before(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Clause | None]]:
    """Each clause with the one before it."""
    return zip(clauses, (None, *clauses), strict=False)


def _is_told(clause: Clause, before: Clause | None) -> bool:
    """Whether it may tell a fact of oneself: not what somebody else says of one, nor what one denies having said."""
    if clause.mood & NO_FACT:
        return False
    return before is None or not _reports(clause, before) or (before.person is Person.FIRST and not before.denies)


def _reports(clause: Clause, before: Clause) -> bool:
    """Whether a clause is what the one before says that somebody said: "pomo sanoi et oon hyvä kokki"."""
    return clause.words[0].lemma == "että" and any(word.lemma in SAYS for word in before.words)


def _is_of_who_writes(clause: Clause, age: Age) -> bool:
    """ "47v mies" tells who writes; "mun mies on 47" does not."""
    return age.span.start <= clause.start and clause.end <= age.span.end


def _lives(clause: Clause) -> bool:
    """ "Asun", "asumme", the "asutaan" of speech, and "oon asunut"."""
    has_lived = any(word.lemma in LIVES and word.is_done for word in clause.words)
    return any(map(_is_where_one_lives, clause.words)) or (has_lived and clause.person is Person.FIRST)


def _is_exact(age: Age) -> bool:
    """Who turns 15 soon is 14; who is in the thirties tells no age."""
    return age.least is not None and age.most is not None and age.most - age.least <= 1


def _is_age(stint: Stint, ages: Sequence[Age]) -> bool:
    """Whether the years are those of an age: "oon 52v ja töissä varastolla"."""
    return any(age.span.start < stint.end and stint.start < age.span.end for age in ages)


def _is_of_somewhere(clause: Clause) -> bool:
    """ "Oon nokialta", but not "oon hakenut nokialta"."""
    done = any(word.reading is not None and word.reading.participle for word in clause.words)
    return not done and any(word.lemma == "olla" and word.is_own for word in clause.words)


def _is_where_one_lives(word: Word) -> bool:
    """ "Asun", "asumme", and the "asutaan" of speech."""
    is_ours = word.reading is not None and word.reading.person == Person.PASSIVE.value
    return word.lemma in LIVES and (word.is_own or (is_ours and word.is_finite))


def names(fact: Fact, label: str, text: str, words: Words) -> bool:
    """Whether the words of a text name this fact: one that matters stands in its label or in what was said."""
    wanted = {form for word in words.content_words(text) for form in _forms(word, words)}
    told = f"{label} {fact.words}"
    return not wanted.isdisjoint(form for word in words.tokens(told) for form in _forms(word, words))


def corrected(text: str, newest: Fact | None, words: Words) -> Told | None:
    """The bare number that puts right the age or the years of work told last: "siis 42", "eiku 15 vuotta"."""
    if newest is None or not _corrects(text, words):
        return None
    if newest.kind is FactKind.AGE:
        age = read_age(text, words)
        return Told(FactKind.AGE, int(age.least), text) if age and age.least and age.least == age.most else None
    years = next((each for each in read_amounts(text, ANY_DAY, words) if isinstance(each, Years)), None)
    if newest.kind is not FactKind.WORK or years is None or not isinstance(newest.value, Mapping):
        return None
    return Told(FactKind.WORK, {**newest.value, "years": _whole(years.most or years.least)}, text)


def _corrects(text: str, words: Words) -> bool:
    said = {word.written for clause in read(text, words) for word in clause.words}
    return not CORRECTS.isdisjoint(said)


def _forms(word: str, words: Words) -> set[str]:
    return {words.lemma(word), *words.parts(word)}


def _around(clauses: Sequence[Clause], place: int) -> Clause | None:
    return next((clause for clause in clauses if clause.start <= place < clause.end), None)


def _whole(years: float | None) -> int | float | None:
    return int(years) if years is not None and years == int(years) else years
