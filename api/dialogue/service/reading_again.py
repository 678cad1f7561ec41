"""What a message is taken for beside how the bot read it: by what was told in it, asked before and shown."""

import re
from collections.abc import Sequence
from dataclasses import replace

from api.assessment.model.open_questions import HeardAsked
from api.dialogue.model.acts import DISTRESS, Act, Heard
from api.dialogue.model.echo import throws_back
from api.dialogue.model.plan import FINDS, PRICE, WORRY, asks, unheard_question, unheard_wishes
from api.dialogue.model.protest import protests
from api.dialogue.model.telling import (
    adds_to,
    asks_what_to_say,
    corrects,
    is_hollow,
    names_another,
    only_tells,
    tells_of_work,
    thanks,
    wants_something,
    welcomes,
)
from api.dialogue.service.hearing import FOR_WORDS, FOR_WORK, SEEK_WORK, is_work_talk
from api.dialogue.service.progress import last_said
from api.dialogue.service.turn import Turn
from api.guidance import service as guidance
from api.person import service as person
from api.person.model import FactKind
from api.suggestions import service as suggestions
from api.suggestions.model import WorkAsked
from finnish.clauses import Clause, Mood
from finnish.danger import SURE_OF_TOPIC

# What is only meant where somebody else is spoken of.
ANOTHER = "for_another"
# "Puhuuko hän englantia", of the coach who was spoken of.
COACH, HE = "valmentaja", re.compile(r"\bhän\w*", re.IGNORECASE)
# What an employer speaks of.
EMPLOYS = frozenset("yritys firma työntekijä palkata rekrytoida harjoittelija työvoima yrittäjä tekijä".split())
# Who asks what answers them names it or says "you".
BOT = frozenset(
    "botti robotti kone tekoäly ai ihminen chatti chat chatbotti tietokone automaatti ohjelma sinä te kuka".split()
)
# What can only be said to one who has spoken.
THROWN_BACK = ("reject", "not_heard")
# What may be no more than a limit that was told.
TOLD_AS_LIMITS = ("myth_health", "work_ability_unknown")
WORRIES = (WORRY, "money_worry")
# What is work in a talk about work, and what is then beside the point.
SOUGHT = ("find_", "ask_recommendation", "refine_search")
OF_THE_SAME = (*SOUGHT, "ask_more", "exclude", "correct")
THANKS = "thank"
# What "ja hiuksista" goes on with.
GONE_ON = ("find_", SEEK_WORK)
OF_STUDIES = (
    "myth_classroom", "myth_whole_degree", "myth_takes_years", "myth_cost", "myth_past_failure", "myth_entrance",
    "myth_learning_difficulty", "myth_digital", "myth_work_and_study", "myth_gatekeeper", "myth_small", "myth_language",
    "nlu_fallback",
)  # fmt: skip
KINDS_OF_STUDIES = frozenset("info_unit info_apprenticeship info_hybrid info_badges myth_whole_degree".split())
NOTHING_OF_OURS = "out_of_scope"
BENEFITS, OF_APPLYING, PAYER = "myth_benefits", "info_next_steps", "kela"
OF_MONEY = (BENEFITS, "money_worry", "myth_cost")
# What puts right what was heard of one's work, while it is asked whether it is so.
PUTS_RIGHT = ("correct", "not_heard", "reject", "exclude")
# What is asked by its name, and what stands beside it in the same words.
NAMED = "ask_named"
# What comes before anything that is named beside it.
NEEDS_A_PERSON = ("work_ability_unknown", "complaint")
BESIDE_NAMED = ("find_", SEEK_WORK, "request_", "exclude", "not_heard", "frustrated", "delete_data", "change_language")
# Answers that are not given again to one who was not heard.
SAID_AGAIN = (
    "myth_", "info_", "money_worry", "work_ability_unknown", "complaint", "ask_privacy", "ask_bot", "ask_cv",
    "ask_next_step", "ask_opening_hours", "ask_work_rights",
)  # fmt: skip
# What answers the question of one's work, to one who looks for work.
OF_WORK = ("tell_experience", "tell_card", "tell_study", "find_", SEEK_WORK, "level_")


async def with_wishes(turn: Turn) -> Heard:
    """The message with the wishes in it that sounded like nothing known, when the catalogue has what they name.

    What can be studied changes daily, and is not what the bot was trained on.
    """
    heard = turn.heard
    if heard.chosen or isinstance(turn.asked, FOR_WORDS) or heard.has(DISTRESS):
        return heard
    wishes = [Act("find_unit", 1.0, each.start, each.end) for each in unheard_wishes(heard, turn.clauses)]
    asked = unheard_question(heard, turn.clauses)
    if asked is not None and asked.intent.startswith("find_") and _asks_price(turn, asked):
        asked = replace(asked, intent=PRICE)
    if asked is not None and asked.intent not in heard.ranking[:1] and protests(heard.text, turn.around.words):
        asked = replace(asked, intent="not_heard")  # "miksi sanot vain siivooja"
    if asked is not None and asked.intent.startswith(WORRY):  # "vieläkö kannattaa opetella trukki" is a wish, too
        wishes.append(replace(asked, intent="find_unit"))
    known = [act for act in wishes if await suggestions.knows(turn.around.suggestions, heard.text[act.start : act.end])]
    open_wishes = [] if known or heard.has(*SOUGHT, SEEK_WORK) else list(filter(wants_something, turn.clauses))
    something = [Act("ask_recommendation", 1.0, each.start, each.end) for each in open_wishes[:1]]
    return replace(heard, acts=[*heard.acts, *known, *something, *([asked] if asked else [])])


async def of_the_shown(turn: Turn) -> Heard:
    """The message without a search for what it names of the courses in view, where it asks of them: "riittääkö siihen
    palkanlaskentaan keittäjän matikka".
    """
    heard = turn.heard
    if heard.chosen or not (turn.cards_in_view and heard.has("ask_details")):
        return heard
    seeks = [act for act in heard.acts if act.intent.startswith((*SOUGHT, SEEK_WORK))]
    of_shown = [act for act in seeks if await _names_shown(turn, heard.text[act.start : act.end])]
    return replace(heard, acts=[act for act in heard.acts if act not in of_shown])


async def _is_of_courses(turn: Turn) -> bool:
    """Whether it names a course that was shown, or what there is of courses or trades."""
    text = turn.heard.text
    if suggestions.names_trade(turn.suggestions, text) or await _names_shown(turn, text):
        return True
    return await suggestions.knows(turn.around.suggestions, text)


async def _names_shown(turn: Turn, said: str) -> bool:
    return await suggestions.shown_named(turn.session, turn.suggestions, turn.conversation_id, said) > 0


async def by_name(turn: Turn) -> Heard:
    """The message with what is asked in it by its name ("näkeekö työnantaja rikosrekisterin"): a name tells more surely
    what a question is of than how the whole sounds. A wish, and a call for a person, stand as they were read.
    """
    heard = turn.heard
    if heard.chosen or heard.surely_has(SEEK_WORK) or heard.has(DISTRESS, *NEEDS_A_PERSON):
        return heard
    if heard.surely_has("ask_details") and await _is_of_courses(turn):
        return heard
    of_cards = turn.cards_in_view and suggestions.asks_of_money(turn.around.words, heard.text)
    asked = [] if of_cards else _what_asks(turn)
    texts = [each.text for each in asked]
    if asked:
        in_general = heard.surely_has(WORRY, "info_")
        turn.matter = await guidance.matter_asked(
            turn.session, turn.around.listener, heard.text, texts, in_general=in_general
        )
    if turn.matter is None:
        return heard
    kept = [act for act in heard.acts if act.intent.startswith(BESIDE_NAMED) or not _is_in(act, asked)]
    return replace(heard, acts=[*kept, Act(NAMED, 1.0, asked[0].start, asked[-1].end)])


def _what_asks(turn: Turn) -> Sequence[Clause]:
    """The clauses that ask, and search for nothing; of one who says what they had asked ("kysyin rikosrekisteristä")
    all.
    """
    asked_before = protests(turn.heard.text, turn.around.words)
    searches = [act for act in turn.heard.acts if act.intent.startswith(FINDS) and act.confidence >= SURE_OF_TOPIC]
    open_still = [each for each in turn.clauses if not any(_is_in(act, [each]) for act in searches)]
    return open_still if asked_before else [each for each in open_still if asks(each)]


def _is_in(act: Act, clauses: Sequence[Clause]) -> bool:
    return any(act.start < clause.end and clause.start < act.end for clause in clauses)


def _asks_price(turn: Turn, act: Act) -> bool:
    return suggestions.asks_price(turn.around.words, turn.heard.text[act.start : act.end])


def as_told(turn: Turn) -> Heard:
    """The message without what it has no words for, and taken for an answer, a name thrown back or a fact that was
    told, where it is one.
    """
    heard = turn.heard
    if heard.chosen or heard.has(DISTRESS):
        return heard
    if is_work_talk(turn) and heard.has("request_callback", NOTHING_OF_OURS) and asks_what_to_say(turn.clauses):
        return heard.meaning("ask_next_step")
    heard = _without_repeats(turn, _without_the_unsaid(turn, heard))
    heard = _of_benefits(turn, _by_what_is_sought(turn, heard))
    meant = _by_what_was_asked(turn, heard)
    if meant is not None:
        return heard.meaning(meant)
    if turn.cards_in_view and names_another(turn.clauses) and all(_is_of_studies(act) for act in heard.acts):
        return heard.meaning("refine_search")
    if adds_to(turn.clauses) and (turn.row.answered_by or "").startswith(GONE_ON):
        return heard.meaning(str(turn.row.answered_by))
    if throws_back(heard.text, _last_words(turn), turn.around.words):
        return heard.meaning("reject")
    if isinstance(turn.asked, FOR_WORDS) or not is_hollow(heard):
        return heard
    if turn.news.facts and only_tells(turn.clauses):
        unwanted = any(fact.kind is FactKind.EXCLUSION for fact in turn.news.facts)
        return heard.meaning("exclude" if unwanted else "tell_situation")
    return heard.meaning("correct") if corrects(turn.clauses) else heard


def _by_what_was_asked(turn: Turn, heard: Heard) -> str | None:
    """What it means as an answer to a question of one's work; None when it is none."""
    says_what_is_wrong = heard.has("deny") and len(turn.clauses) > 1
    if isinstance(turn.asked, HeardAsked) and (heard.has(*PUTS_RIGHT) or says_what_is_wrong):
        return "tell_experience"
    if isinstance(turn.asked, WorkAsked) and (
        is_hollow(heard) or all(act.intent.startswith(OF_WORK) for act in heard.acts)
    ):
        return SEEK_WORK
    of_work = isinstance(turn.asked, FOR_WORK) and tells_of_work(heard, turn.clauses)
    return "tell_experience" if of_work else None


def _is_of_studies(act: Act) -> bool:
    """Whether it is of a kind of studies: beside cards it is sought."""
    return act.intent in KINDS_OF_STUDIES or act.intent.startswith("find_")


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
    of_the_coach = COACH in words.lemmas(f"{heard.text} {_last_words(turn)}")
    if not person.speaks_of_another(words, HE.sub("", heard.text) if of_the_coach else heard.text, turn.facts):
        heard = heard.without(ANOTHER)
    if (turn.cards_in_view or turn.facts) and EMPLOYS.isdisjoint(words.lemmas(heard.text)):
        heard = heard.without("employer")  # who has looked for themselves takes a course, and no trainee
    tells_besides = bool(turn.news.facts) or len(heard.acts) > 1
    if tells_besides and BOT.isdisjoint(words.lemmas(heard.text)):
        heard = heard.without("ask_bot")
    if person.speaks_of_private(words, heard.text) and not any(each.kind is FactKind.WORK for each in turn.news.facts):
        heard = replace(heard, acts=[_as_life(act) for act in heard.acts])
    if not thanks(turn.clauses):
        heard = heard.without(THANKS)
    limited = any(fact.kind is FactKind.LIMIT for fact in turn.news.facts)
    if limited and only_tells(turn.clauses) and not person.speaks_of_studies(words, heard.text):
        heard = heard.without(*TOLD_AS_LIMITS)
    names = [str(card.get("name", "")) for each in turn.before for card in each.body.get("cards") or ()]
    kept = [act for act in heard.acts if not (act.intent.startswith(WORRIES) and _is_named(turn, act, names))]
    heard = replace(heard, acts=kept)
    asks = any(Mood.QUESTION in clause.mood and any(word.is_verb for word in clause.words) for clause in turn.clauses)
    return heard.without("reject") if asks or welcomes(turn.clauses) else heard


def _as_life(act: Act) -> Act:
    """What is told of prison or belief tells of no work: one is listened to."""
    return replace(act, intent="tell_life") if act.intent == "tell_experience" else act


def _without_repeats(turn: Turn, heard: Heard) -> Heard:
    """Without the answer that was just given, to one who says that it was beside the point."""
    last = turn.row.answered_by or ""
    thrown_back = heard.has("not_heard") or protests(heard.text, turn.around.words)
    if not (thrown_back and last.startswith(SAID_AGAIN) and heard.has(last)):
        return heard
    left = heard.without(last)
    return left if left.has("not_heard") else left.also("not_heard")


def _is_named(turn: Turn, act: Act, names: Sequence[str]) -> bool:
    """Whether the name of a course that is in view is what was taken for a worry ("laskut ja kuitit")."""
    said = set(turn.around.words.content_words(turn.heard.text[act.start : act.end]))
    told = [set(turn.around.words.content_words(name)) for name in names]
    return bool(said) and any(said <= name or len(said & name) > 1 for name in told)


def _of_benefits(turn: Turn, heard: Heard) -> Heard:
    """ "Pitääkö mun kertoo kelalle ennen ku haen": it is asked of a benefit, whatever else is named; when an office is
    open is surely none of it.
    """
    if heard.surely_has(NOTHING_OF_OURS) or heard.has(*OF_MONEY) or not _asks_of_payer(turn.clauses):
        return heard
    return heard.without(OF_APPLYING).also(BENEFITS)


def _asks_of_payer(clauses: Sequence[Clause]) -> bool:
    asked = (clause for clause in clauses if Mood.QUESTION in clause.mood)
    return any(word.lemma.lower() == PAYER for clause in asked for word in clause.words)


def _by_what_is_sought(turn: Turn, heard: Heard) -> Heard:
    """Who looks for work is answered of work: also where a course could be meant, and of no worry about studying."""
    words = turn.around.words
    wants_none = person.turns_studies_down(words, heard.text) and (
        is_work_talk(turn) or any(fact.kind is FactKind.WISH for fact in turn.news.facts)
    )
    if person.speaks_of_studies(words, heard.text) and not wants_none:
        return heard
    in_work_talk = is_work_talk(turn)
    of_a_trade = in_work_talk and heard.has(*SOUGHT) and suggestions.names_trade(turn.suggestions, heard.text)
    tells_work = turn.wants_work and heard.has("tell_experience")
    if wants_none or of_a_trade or tells_work or person.seeks_work(words, heard.text):
        heard = heard.also(SEEK_WORK)
    if in_work_talk and heard.has(*OF_STUDIES):
        heard = heard.without(*OF_STUDIES).also(SEEK_WORK)
    if in_work_talk and heard.has(*OF_THE_SAME) and not turn.cards_in_view:
        heard = heard.without(*OF_THE_SAME).also(SEEK_WORK)
    if in_work_talk and heard.has(NOTHING_OF_OURS) and person.names_work(words, heard.text):
        heard = heard.without(NOTHING_OF_OURS).also(SEEK_WORK)
    return heard
