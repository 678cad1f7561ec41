"""What is told of oneself where the bot took it for something else: a fact is a fact, however it was read."""

from collections.abc import Sequence
from itertools import pairwise

from api.dialogue.model.acts import DISTRESS, Heard
from api.person.model import FactKind, ReadAs
from finnish.clauses import CORRECTION, Clause, Mood, Person, Tense
from finnish.lists import words as word_list

# What is read in a message of which nothing stands out: a greeting, a yes or no, or nothing known.
HOLLOW = frozenset(
    """
    greet affirm deny nlu_fallback out_of_scope ask_repeat level_not_yet level_with_help level_alone level_can_teach
    """.split()
)
# What is told by an act, and how sure the bot must be of it for a bare name to tell it ("b-kortti", "hervannasta").
TELLS = {
    "tell_age": FactKind.AGE, "tell_place": FactKind.PLACE, "tell_card": FactKind.CARD,
    "tell_language": FactKind.LANGUAGE, "tell_limit": FactKind.LIMIT, "tell_experience": FactKind.WORK,
}  # fmt: skip
LIKELY = 0.5
SAYS, WHAT = "sanoa", "mikä"
ME, NOMINATIVE = "minä", "nimento"
# A reading that is less sure than this does not stand against a fact that was heard.
DOUBTFUL = 0.6
WELCOME = frozenset({"kiva", "hyvä", "mukava", "kiinnostaa", "hieno", "mahtava", "sopia", "kiinnostava", "loistava"})
ADDING = frozenset({"ja", "tai", "sekä", "plus"})
THANKING = frozenset(word_list("thanking.txt"))
SOMETHING = frozenset({"jokin", "joku"})
AND_WHAT = frozenset({"entä", "entäs", "entäpä"})
NO_TELLING = Mood.QUESTION | Mood.WISH | Mood.SUPPOSED | Mood.FEAR


def read_as(heard: Heard, text: str) -> tuple[ReadAs, ...]:
    """What the bot read one of the messages that were heard together to tell, and where in it."""
    at = max(heard.text.find(text), 0)
    told = (act for act in heard.acts if act.intent in TELLS and act.confidence >= LIKELY)
    parts = (ReadAs(TELLS[act.intent], act.start - at, act.end - at) for act in told)
    return tuple(part for part in parts if part.start < len(text) and part.end > 0)


def is_hollow(heard: Heard) -> bool:
    """Whether nothing stands out in a message; torn between two kinds of search, it is one."""
    seeks = len(heard.ranking) > 1 and all(each.startswith("find_") for each in heard.ranking[:2])
    return not seeks and all(act.intent in HOLLOW or act.confidence < DOUBTFUL for act in heard.acts)


def writes_as_learner(clauses: Sequence[Clause]) -> bool:
    """ "Minä voi vain päivä", "minä ei osaa": a verb that does not follow its "minä", as no native speaker writes."""
    return any(
        one.lemma == ME
        and one.case == NOMINATIVE
        and other.is_surely_finite
        and not (other.is_own or (other.is_as_infinitive and one is not clause.words[0]))  # "voin mä soittaa"
        for clause in clauses
        for one, other in pairwise(clause.words)
    )


def only_tells(clauses: Sequence[Clause]) -> bool:
    """Whether nothing is asked, wished for or feared in it."""
    return not any(clause.mood & NO_TELLING for clause in clauses)


def tells_of_work(heard: Heard, clauses: Sequence[Clause]) -> bool:
    """Whether it tells what one has done ("minä tein kaikki: ruoka, rahat"), to one who asked what that was."""
    has_done = any(clause.is_own_fact and clause.person is Person.FIRST and _is_over(clause) for clause in clauses)
    calls = any(act.intent == DISTRESS or act.intent.startswith("request_") for act in heard.acts)
    return has_done and not calls and only_tells(clauses)


def is_bare_name(clauses: Sequence[Clause]) -> bool:
    """ "Trukkikortti tampere": names and nothing done, had or asked."""
    return not any(word.is_verb or word.is_own for clause in clauses for word in clause.words) and not any(
        clause.mood & (Mood.QUESTION | Mood.POSSESSION) for clause in clauses
    )


def wants_something(clause: Clause) -> bool:
    """ "Haluaisin jotain missä tämä kokemus ei mene hukkaan": no thing is named, something is wished for."""
    return Mood.WISH in clause.mood and any(word.lemma in SOMETHING and not word.denied for word in clause.words)


def asks_what_to_say(clauses: Sequence[Clause]) -> bool:
    """ "Mitä mä sanon niille", "mika sanoa puhelin"."""
    said = [word for clause in clauses for word in clause.words]
    return any(word.lemma == SAYS and not word.is_done for word in said) and any(word.lemma == WHAT for word in said)


def adds_to(clauses: Sequence[Clause]) -> bool:
    """ "Ja hiuksista": a thing more, and nothing done or asked."""
    first = clauses[0].words[0].written if clauses else ""
    return len(clauses) == 1 and first in ADDING and is_bare_name(clauses) and len(clauses[0].words) > 1


def thanks(clauses: Sequence[Clause]) -> bool:
    """Whether any word of it thanks or praises; signs without a word may."""
    said = [word for clause in clauses for word in clause.words]
    return not said or any(word.lemma in THANKING and not word.denied for word in said)


def names_another(clauses: Sequence[Clause]) -> bool:
    """ "No entä koko tutkinto": another thing is named, and nothing said of it."""
    return any(
        any(word.written in AND_WHAT for word in clause.words) and not any(word.is_verb for word in clause.words)
        for clause in clauses[:1]
    )


def says_not_to_know(clauses: Sequence[Clause]) -> bool:
    """ "En tiiä mitä mä haluun"."""
    return any(word.lemma == "tietää" and word.denied for clause in clauses for word in clause.words)


def welcomes(clauses: Sequence[Clause]) -> bool:
    """ "Toi kuulostaa kivalta": what is called good, and nothing denied, is not turned down."""
    praised = any(word.lemma in WELCOME and not word.denied for clause in clauses for word in clause.words)
    return praised and not any(clause.denies for clause in clauses)


def _is_over(clause: Clause) -> bool:
    return clause.tense in (Tense.PAST, Tense.PERFECT)


def corrects(clauses: Sequence[Clause]) -> bool:
    """ "Eiku vanhusten hoitoon": what was said before is put right."""
    return any(word.written == CORRECTION for clause in clauses[:1] for word in clause.words[:1])
