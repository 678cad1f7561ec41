"""What was written as the answer to the question that the bot left open, whatever else it might mean."""

from collections.abc import Sequence
from dataclasses import replace

from api.assessment import service as assessment
from api.assessment.model.open_questions import BeginningAsked, FieldAsked, HeardAsked, ItemAsked, TellingAsked
from api.conversations import service as conversations
from api.dialogue.model.acts import Act, Heard
from api.dialogue.model.echo import throws_back
from api.dialogue.model.manner import Manner
from api.dialogue.model.plan import WORRY, unheard_question, unheard_wishes
from api.dialogue.model.telling import corrects, is_hollow, only_tells, tells_of_work, welcomes
from api.dialogue.service.progress import last_said
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.guidance.model import CardAsked, CardTold, HelpAsked
from api.handover.model import PersonOffered
from api.person import service as person
from api.person.model import FactKind
from api.platform.replies import CourseCards, Pathway, Said
from api.suggestions import service as suggestions
from api.suggestions.model import WishAsked, WorkAsked
from catalogue.recommend import Situation
from finnish.clauses import Clause, Mood, read
from finnish.language import FOREIGN, guess

# What is asked so that any words answer it.
FOR_WORDS = (ItemAsked, TellingAsked, FieldAsked, WishAsked, WorkAsked)
# What asks of one's work: what one tells of it is the answer.
FOR_WORK = (TellingAsked, BeginningAsked)
# After these a town or a number that is all that is said may be the person's own.
FOR_FACTS = (CardAsked, CardTold, HelpAsked, PersonOffered)
# What is only meant where somebody else is spoken of.
ANOTHER = "for_another"
# What may be no more than a limit that was told.
TOLD_AS_LIMITS = ("myth_health", "work_ability_unknown")
SEEK_WORK = "seek_work"
WORRIES = (WORRY, "money_worry")
# What is work in a talk about work, and what is then beside the point.
SOUGHT = ("find_", "ask_recommendation", "refine_search")
OF_STUDIES = (
    "myth_classroom", "myth_whole_degree", "myth_takes_years", "myth_cost", "myth_past_failure", "myth_entrance",
    "myth_learning_difficulty", "myth_digital", "myth_work_and_study", "myth_gatekeeper", "myth_small", "nlu_fallback",
)  # fmt: skip
BENEFITS, OF_APPLYING, PAYER = "myth_benefits", "info_next_steps", "kela"
OF_MONEY = (BENEFITS, "money_worry", "myth_cost")
# What can only be said to one who has spoken.
THROWN_BACK = ("reject", "not_heard")
# What puts right what was heard of one's work, while it is asked whether it is so.
PUTS_RIGHT = frozenset({"correct", "not_heard", "reject", "exclude"})
# What answers the question of one's work, to one who looks for work.
OF_WORK = ("tell_experience", "tell_card", "tell_study", "find_", "seek_work", "level_")
NOTHING_OF_OURS = "out_of_scope"
# From so many words a message shows that its writer has gone on in Finnish.
SHORT = 3
# The question of the recommender that a fact answers.
TELLS = {FactKind.WORK: "competences", FactKind.SITUATION: "situation", FactKind.PLACE: "place"}


async def hear(turn: Turn, said: Sequence[tuple[int | None, str]]) -> None:
    """What the messages tell of the person, and the language that they write, where it is not Finnish."""
    limited = any(fact.kind is FactKind.LIMIT for fact in await person.facts(turn.session, turn.conversation_id))
    turn.is_first_limit = not limited
    alone = turn.asked is None or isinstance(turn.asked, FOR_FACTS)
    named = turn.suggestions.things_named
    for seq, text in said:
        news = await person.hear(
            turn.session, turn.around.words, turn.conversation_id, seq, text, turn.now, named, alone=alone
        )
        turn.news = turn.news.and_then(news)
        await assessment.hear_situation(turn.session, turn.conversation_id, text, turn.around.words)
    if turn.manner is Manner.AS_IT_IS and any(fact.value == person.reading_is_hard() for fact in turn.news.facts):
        turn.row.manner = Manner.EASY.value
    written = guess(turn.heard.text, turn.around.words).language
    if written in FOREIGN:
        await conversations.write_in(turn.session, turn.conversation_id, written.value)
    elif len(turn.heard.text.split()) > SHORT:
        await conversations.write_in(turn.session, turn.conversation_id, None)


async def with_wishes(turn: Turn) -> Heard:
    """The message with the wishes in it that sounded like nothing known, when the catalogue has what they name.

    What can be studied changes daily, and is not what the bot was trained on.
    """
    heard = turn.heard
    if heard.chosen or isinstance(turn.asked, FOR_WORDS) or any(act.intent == "distress" for act in heard.acts):
        return heard
    clauses = read(heard.text, turn.around.words)
    wishes = [Act("find_unit", 1.0, each.start, each.end) for each in unheard_wishes(heard, clauses)]
    asked = unheard_question(heard, clauses)
    if asked is not None and asked.intent.startswith(WORRY):  # "vieläkö kannattaa opetella trukki" is a wish, too
        wishes.append(replace(asked, intent="find_unit"))
    known = [act for act in wishes if await suggestions.knows(turn.around.suggestions, heard.text[act.start : act.end])]
    return replace(heard, acts=[*heard.acts, *known, *([asked] if asked else [])])


def as_told(turn: Turn) -> Heard:
    """The message, taken for what is told in it where the bot read no more than a greeting or a yes, or where it was
    asked to be told of one's work.
    """
    heard = turn.heard
    if heard.chosen or any(act.intent == "distress" for act in heard.acts):
        return heard
    heard = _by_what_is_sought(turn, _without_the_unsaid(turn, heard))
    if _asks_of_payer(read(heard.text, turn.around.words)) and not any(
        act.intent.startswith(OF_MONEY) for act in heard.acts
    ):
        heard = heard.without(OF_APPLYING).also(BENEFITS)
    if isinstance(turn.asked, HeardAsked) and any(act.intent in PUTS_RIGHT for act in heard.acts):
        return heard.meaning("tell_experience")
    tells_work = is_hollow(heard) or all(act.intent.startswith(OF_WORK) for act in heard.acts)
    if isinstance(turn.asked, WorkAsked) and tells_work:
        return heard.meaning(SEEK_WORK)
    clauses = read(heard.text, turn.around.words)
    if isinstance(turn.asked, FOR_WORK) and tells_of_work(heard, clauses):
        return heard.meaning("tell_experience")
    if throws_back(heard.text, _last_words(turn), turn.around.words):
        return heard.meaning("reject")
    if isinstance(turn.asked, FOR_WORDS) or not is_hollow(heard):
        return heard
    if turn.news.facts and only_tells(clauses):
        unwanted = any(fact.kind is FactKind.EXCLUSION for fact in turn.news.facts)
        return heard.meaning("exclude" if unwanted else "tell_situation")
    return heard.meaning("correct") if corrects(clauses) else heard


def _last_words(turn: Turn) -> str:
    """What the bot said last, with the names on its cards."""
    bodies = [each.body for each in last_said(turn.before)]
    names = (str(card.get("name", "")) for body in bodies for card in body.get("cards") or ())
    return " ".join([*(str(body.get("text", "")) for body in bodies), *names])


def _without_the_unsaid(turn: Turn, heard: Heard) -> Heard:
    """Without acts for which the message has no words: for another where nobody else is spoken of, and a worry where a
    limit was only told or the name of a course that is in view was taken for one.
    """
    words = turn.around.words
    if not any(each.author == "bot" for each in turn.before):
        heard = heard.without(*THROWN_BACK)
    if not person.speaks_of_another(words, heard.text, turn.facts):
        heard = heard.without(ANOTHER)
    limited = any(fact.kind is FactKind.LIMIT for fact in turn.news.facts)
    if limited and only_tells(read(heard.text, words)) and not person.speaks_of_studies(words, heard.text):
        heard = heard.without(*TOLD_AS_LIMITS)
    names = [str(card.get("name", "")) for each in turn.before for card in each.body.get("cards") or ()]
    kept = [act for act in heard.acts if not (act.intent.startswith(WORRIES) and _is_named(turn, act, names))]
    heard = replace(heard, acts=kept)
    return heard.without("reject") if welcomes(read(heard.text, words)) else heard


def _asks_of_payer(clauses: Sequence[Clause]) -> bool:
    """ "Pitääkö mun kertoo kelalle ennen ku haen": it is asked of a benefit, whatever else is named."""
    asked = (clause for clause in clauses if Mood.QUESTION in clause.mood)
    return any(word.lemma.lower() == PAYER for clause in asked for word in clause.words)


def _is_named(turn: Turn, act: Act, names: Sequence[str]) -> bool:
    """Whether the name of a course that is in view is what was taken for a worry ("laskut ja kuitit")."""
    said = set(turn.around.words.content_words(turn.heard.text[act.start : act.end]))
    told = [set(turn.around.words.content_words(name)) for name in names]
    return bool(said) and any(said <= name or len(said & name) > 1 for name in told)


def _by_what_is_sought(turn: Turn, heard: Heard) -> Heard:
    """Who looks for work is answered of work: also where a course could be meant, and of no worry about studying."""
    words = turn.around.words
    if person.speaks_of_studies(words, heard.text) and not any(_is_no_studies(fact) for fact in turn.news.facts):
        return heard
    in_work_talk = _is_work_talk(turn)
    sought = any(act.intent.startswith(SOUGHT) for act in heard.acts)
    of_a_trade = in_work_talk and sought and suggestions.names_trade(turn.suggestions, heard.text)
    if person.seeks_work(words, heard.text) or of_a_trade or any(map(_is_no_studies, turn.news.facts)):
        heard = heard.also(SEEK_WORK)
    if turn.wants_work and any(act.intent == "tell_experience" for act in heard.acts):
        heard = heard.also(SEEK_WORK)
    if turn.wants_work and any(act.intent.startswith(OF_STUDIES) for act in heard.acts):
        heard = heard.without(*OF_STUDIES).also(SEEK_WORK)
    of_work = any(act.intent == NOTHING_OF_OURS for act in heard.acts) and person.names_work(words, heard.text)
    return heard.without(NOTHING_OF_OURS).also(SEEK_WORK) if in_work_talk and of_work else heard


def _tells(act: Act) -> bool:
    return act.intent.startswith("tell_")


def _is_work_talk(turn: Turn) -> bool:
    return turn.wants_work or turn.row.answered_by == SEEK_WORK


def is_of_work_itself(turn: Turn) -> bool:
    """Whether openings and hours are sought, and not only a field to be in one day."""
    return _is_work_talk(turn) or person.seeks_work(turn.around.words, turn.heard.text)


def _is_no_studies(fact: person.Fact) -> bool:
    return fact.kind is FactKind.WISH


async def hear_out(turn: Turn) -> Said | None:
    """What the bot asked to be told, or an answer; None when it asked nothing, or something else was said."""
    if turn.heard.chosen:
        return None
    if isinstance(turn.asked, (TellingAsked, FieldAsked)):
        return await assessment.listen(await turn.assessments(), turn.heard.text)
    if isinstance(turn.asked, WishAsked) and turn.news.facts and all(_tells(act) for act in turn.heard.acts):
        return None
    if isinstance(turn.asked, WishAsked):
        return await recommend(turn, turn.heard.text, None)
    if isinstance(turn.asked, WorkAsked):
        return await seek_work(turn)
    return await hear_answer(turn)


async def seek_work(turn: Turn, *, what_to_say: bool = False) -> Said:
    """Work itself, and no studies; `what_to_say`: how to ask an employer for it."""
    return await suggestions.work(
        turn.session,
        turn.suggestions,
        turn.conversation_id,
        turn.heard.words,
        turn.said_before,
        what_to_say=what_to_say or bool(turn.heard.carried("what_to_say")),
    )


async def recommend(turn: Turn, text: str, situation: Situation | None) -> Said:
    """What suits the person; what they have told already is not asked again. Who wants no studies is shown work."""
    if turn.wants_work and situation is None:
        return await seek_work(turn)
    known = {fact.kind for fact in await person.facts(turn.session, turn.conversation_id)}
    told = {question for kind, question in TELLS.items() if kind in known}
    said = await suggestions.recommend(
        turn.session,
        turn.suggestions,
        turn.conversation_id,
        text,
        situation,
        turn.now,
        told,
        turn.said_before,
        names_wish=isinstance(turn.asked, WishAsked),
        with_path=not any(each.kind == Pathway.kind for each in turn.before),
    )
    shows = any(isinstance(reply, CourseCards) for reply in said.replies)
    # Nothing to study is near what they have done: other work may be.
    return await seek_work(turn) if not shows and FactKind.WORK in known and said.open_question is None else said


async def hear_answer(turn: Turn) -> Said | None:
    """An answer in own words to a question that has buttons; None when none is open, or the words fit none of them."""
    if turn.heard.chosen:
        return None
    if isinstance(turn.asked, BeginningAsked):
        said = await assessment.choose(await turn.assessments(), turn.asked.question, turn.heard.text)
    elif isinstance(turn.asked, (CardAsked, CardTold, HelpAsked)):
        said = await guidance.hear(await turn.guidance(), turn.around.listener, turn.heard.text)
    else:
        return None
    return said if said.replies else None
