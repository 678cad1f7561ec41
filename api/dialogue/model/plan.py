"""Which acts of a message are answered in one turn, in which order, and which are named and kept for the next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from api.dialogue.model.acts import Act, Heard
from finnish.clauses import Clause, Mood, Tense
from finnish.danger import SURE_OF_TOPIC

# So many acts beside a call for a person are answered at once; what would come after them would not be read.
MOST = 3
# Who calls a person is shown none of these beside it.
CALLS = ("request_human", "request_callback")
SUGGESTED = (
    "seek_work", "ask_recommendation", "ask_more", "ask_next_step", "refine_search", "exclude", "correct", "not_heard",
    "reject", "frustrated",
)  # fmt: skip
# Said beside something else these need no answer of their own.
IN_PASSING = frozenset(
    "greet goodbye thank affirm deny frustrated out_of_scope nlu_fallback ask_repeat tell_experience tell_age "
    "tell_place tell_situation tell_study tell_card tell_language tell_limit tell_mastered tell_job_found tell_life "
    "level_not_yet level_with_help level_alone level_can_teach".split()
)
PRICE, DETAILS, FINDS = "myth_cost", "ask_details", "find_"
# What who seeks people, or asks for another, says beside it is no wish and no worry of their own.
OWN = (FINDS, "ask_recommendation", "ask_next_step", "info_", "tell_", "refine_search", "start_assessment", "myth_")
# What is a part of another act of the same message, whose answer takes it in: what narrows a wish or puts it right, and
# the price of the course that is asked about.
PARTS: Sequence[tuple[str, Collection[str]]] = (
    ("employer", OWN),
    ("for_another", OWN),
    ("correct", ("exclude", "refine_search", "ask_recommendation", FINDS)),
    ("seek_work", (FINDS, "ask_recommendation", "refine_search", "exclude", "info_matching")),
    (FINDS, ("exclude", "refine_search", "ask_recommendation", "ask_more")),
    ("ask_recommendation", ("exclude", "refine_search")),
    ("refine_search", ("exclude", "ask_more")),
    (DETAILS, (PRICE,)),
    ("not_heard", ("reject", "complaint")),
    ("reject", ("exclude", "ask_more")),
)
COURSES = frozenset({"koulutus", "kurssi", "opinto"})
NOTHING_KNOWN = ("out_of_scope", "nlu_fallback")
TELLS, WORRY = "tell_", "myth_"
ANGER = "frustrated"
OWNED_UP = "not_heard"  # one says sorry first
BESIDE_A_QUESTION = (TELLS, "not_heard", ANGER, "thank", "affirm", "deny")
LIKELY = 4  # places of the ranking
# "Onko siivouskursseja", "löytyykö keittiötöitä": what is asked to be there is wished for.
THERE_IS, SOME = frozenset({"olla", "löytyä"}), "osanto"
# Beside these a wish is theirs already: they look for something, or put right what was looked for.
SEEKS = ("refine_search", "correct", "exclude", "ask_more", "ask_recommendation", "for_another", "employer", FINDS)
# Safety before all, a person before things, a question or a worry before the wish it stands beside; what is asked of a
# course comes after the wish by which it is found, and what is answered with a question is last.
SAFETY, PERSON, QUESTION, WISH, OF_A_COURSE, ASKS_ON = range(6)
WEIGHTS = {
    "distress": SAFETY, "request_human": PERSON, "request_callback": PERSON, DETAILS: OF_A_COURSE,
    **dict.fromkeys(("refine_search", "correct", "ask_more"), WISH),
    **dict.fromkeys(("exclude", "ask_recommendation", "ask_opinion"), ASKS_ON),
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What is answered now, in this order, and what for lack of room is named and kept."""

    now: Sequence[Act]
    later: Sequence[Act] = ()

    @property
    def several(self) -> bool:
        """Whether more than one thing is answered, so that each is said in short."""
        return len(self.now) > 1


def plan_for(heard: Heard, answerable: Collection[str]) -> Plan:
    """The acts by weight, and those of one weight as they were said.

    `answerable` are the intents that have an answer. A message in which nothing stands out is answered as a whole.
    """
    acts = _each_once([act for act in heard.acts if act.intent in answerable])
    beside = _without_parts([act for act in acts if act.intent not in IN_PASSING or (heard.answers and act is acts[0])])
    if not beside:
        known = [act for act in acts if act.intent not in NOTHING_KNOWN]
        told = [act for act in known if act.intent.startswith(TELLS)]
        if known and known[-1].intent == "goodbye" and all(act.intent == "tell_life" for act in told):
            return Plan(known[-1:])  # "no niin, kiitti ja moi moi"
        greeted = [act for act in known[:1] if act.intent == "greet" and told]
        return Plan([*greeted, *(told or known or acts)[:1]] or [Act(_as_whole(heard), 0.0, 0, len(heard.text))])
    if any(act.intent in CALLS for act in beside):
        beside = [act for act in beside if not act.intent.startswith(SUGGESTED)]
        beside = [act for act in beside if act.confidence >= SURE_OF_TOPIC or not act.intent.startswith(FINDS)]
    ordered = sorted(beside, key=lambda act: (_weight(act.intent), act.intent != OWNED_UP))
    first = [act for act in ordered if _weight(act.intent) <= PERSON]
    others = [act for act in ordered if act not in first]
    chosen = _one_of_each(others)[:MOST]
    return Plan([*first, *(act for act in others if act in chosen)], [act for act in others if act not in chosen])


def _one_of_each(acts: Sequence[Act]) -> list[Act]:
    """One act of each weight before the second of any: a wish is not crowded out by worries."""
    ones = list({_weight(act.intent): act for act in reversed(acts)}.values())[::-1]
    return [*ones, *(act for act in acts if act not in ones)]


def unheard_wishes(heard: Heard, clauses: Sequence[Clause]) -> list[Clause]:
    """Clauses that wish for something in a message that was read as no search: nothing else is said in them alone."""
    if all(act.intent in NOTHING_KNOWN for act in heard.acts) or any(
        act.intent.startswith(SEEKS) for act in heard.acts
    ):
        return []
    return [clause for clause in clauses if _wishes(clause) and not any(_is_of(act, clause) for act in heard.acts)]


def unheard_question(heard: Heard, clauses: Sequence[Clause]) -> Act | None:
    """What is asked where nothing was heard but what one tells of oneself, thanks, or that one was not heard: what the
    whole is likeliest to mean beside that.
    """
    if not all(act.intent.startswith(BESIDE_A_QUESTION) for act in heard.acts):
        return None
    likely = (each for each in heard.ranking[:LIKELY] if each not in NOTHING_KNOWN)
    meant = next((each for each in likely if not each.startswith(BESIDE_A_QUESTION)), None)
    swears = heard.has(ANGER)  # "mitä paskaa" asks nothing
    asked = [each for each in clauses if asks(each) and (not swears or any(word.is_verb for word in each.words))]
    if not asked or meant is None or meant in IN_PASSING:
        return None
    return Act(meant, 0.0, asked[-1].start, asked[-1].end)


def asks(clause: Clause) -> bool:
    """Whether somebody asks it, and tells no other's question."""
    return Mood.QUESTION in clause.mood and Mood.ANOTHERS not in clause.mood


def _wishes(clause: Clause) -> bool:
    """ "Haluan hoiva-alalle", and the bare "toimistotyön koulutus tampereella"."""
    if clause.mood & (Mood.ANOTHERS | Mood.FEAR):
        return False
    if Mood.QUESTION in clause.mood:
        return _asks_for(clause)
    names_course = clause.tense is Tense.NONE and any(word.lemma in COURSES for word in clause.words)
    return Mood.WISH in clause.mood or (names_course and not clause.denies)


def _asks_for(clause: Clause) -> bool:
    first, *rest = clause.body or clause.words
    return first.is_finite and first.lemma in THERE_IS and any(word.case == SOME for word in rest)


def _is_of(act: Act, clause: Clause) -> bool:
    """Whether the act is what this clause says, and no other."""
    stands_out = act.intent not in IN_PASSING and WEIGHTS.get(act.intent) != PERSON
    return stands_out and clause.start <= act.start and act.end <= clause.end


def _each_once(acts: Sequence[Act]) -> list[Act]:
    """Of what is meant in several places the first; wishes of several kinds are one wish of no kind."""
    wishes = {act.intent for act in acts if act.intent.startswith(FINDS)}
    if len(wishes) > 1:
        acts = [replace(act, intent="find_unit") if act.intent in wishes else act for act in acts]
    return list({act.intent: act for act in reversed(acts)}.values())[::-1]


def _without_parts(acts: Sequence[Act]) -> list[Act]:
    for whole, parts in PARTS:
        if any(act.intent.startswith(whole) for act in acts):
            acts = [act for act in acts if not act.intent.startswith(tuple(parts))]
    return list(acts)


def _as_whole(heard: Heard) -> str:
    """What the message means as a whole; with no ranking it is asked about."""
    return heard.ranking[0] if heard.ranking else "nlu_fallback"


def _weight(intent: str) -> int:
    return WISH if intent.startswith(FINDS) else WEIGHTS.get(intent, QUESTION)
