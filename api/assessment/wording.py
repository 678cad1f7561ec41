"""Items and the profile in words and as messages: the sentences are in `data/texts/assessment.yml`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.assessment.model.instruments import ChoosingQuestion, Instrument, Option, Question, Rung
from api.assessment.model.prior import Judgement
from api.assessment.model.profile import Certainty, Evidence, Known, Profile, Source
from api.assessment.model.scales import Scale, Scales
from api.platform.replies import choice, message
from finnish.texts import FINNISH, texts

Reply = dict[str, Any]
# More in one message would hide the first; the whole is in the papers.
MOST_SHOWN = 10
MOST_NAMED = 8


@dataclass(frozen=True)
class Progress:
    """How far one is, honestly: answered so far, and how many there are at most."""

    answered: int
    at_most: int

    @property
    def share(self) -> float:
        return round(self.answered / self.at_most, 2) if self.at_most else 1.0


def tell(key: str, language: str = FINNISH, /, **values: object) -> str:
    """A sentence with its places filled."""
    return texts("assessment", language)[key].format(**values)


def item_message(instrument: Instrument, question: Question, progress: Progress) -> Reply:
    """The item, what it can be answered with, and how far one is."""
    return message(
        tell("item", text=question.text, example=question.example),
        "assessment_item",
        [*_levels(instrument, question), *_ways(instrument, question, progress)],
        instrument=instrument.key,
        item={"id": question.key, "text": question.text, "example": question.example},
        progress={"answered": progress.answered, "at_most": progress.at_most},
        progress_text=tell("progress", answered=progress.answered, at_most=progress.at_most),
        easy=question.easy,
    )


def explained_message(instrument: Instrument, question: Question, progress: Progress) -> Reply:
    """The item in other words, to be answered as before."""
    said = tell("explained", explain=question.explain, text=question.text)
    return {**item_message(instrument, question, progress), "text": said}


def _levels(instrument: Instrument, question: Question) -> list[Reply]:
    def button(rung: Rung) -> Reply:
        shown = {"level": rung.level, "hint": rung.hint}
        return choice(rung.label, "answer_item", shown, level=rung.level, item=question.key)

    return [button(rung) for rung in instrument.scale]


def _ways(instrument: Instrument, question: Question, progress: Progress) -> list[Reply]:
    ways = [
        choice(instrument.unknown.label, "skip_item", {"role": "unknown"}, item=question.key),
        choice(tell("explain"), "explain_item", {"role": "explain"}),
    ]
    if progress.answered:
        ways.append(choice(tell("undo"), "undo_answer", {"role": "undo"}))
    return [
        *ways,
        choice(tell("pause"), "pause_assessment", {"role": "pause"}),
        choice(tell("stop"), "stop_assessment", {"role": "stop"}),
    ]


def choosing_message(question: ChoosingQuestion) -> Reply:
    """One of the questions that choose an instrument."""
    options = [
        choice(option.label, "choose_instrument", question=question.key, answer=option.key)
        for option in question.options
    ]
    return message(question.text, choices=options, easy=question.easy)


def known_situation_message(option: Option) -> Reply:
    """What the person has told of how they stand to work, so that they can put it right."""
    return message(
        tell("situation_known", situation=option.label),
        choices=[choice(tell("situation_other"), "start_assessment", choose=True)],
    )


def telling_message(instrument: Instrument) -> Reply:
    """The request to tell freely."""
    assert instrument.telling is not None
    asked = instrument.telling
    said = tell("telling", ask=asked.ask, example=asked.example, also=asked.also)
    return message(said, choices=[choice(tell("skip_telling"), "skip_item")], easy=asked.easy)


def field_message(instrument: Instrument, fields: Sequence[str]) -> Reply:
    """The question which field a check is about, with some of those there are."""
    assert instrument.field is not None
    options = [
        choice(name[:1].upper() + name[1:], "choose_instrument", instrument=instrument.key, about=name)
        for name in fields
    ]
    said = tell("field", ask=instrument.field.ask, example=instrument.field.example)
    return message(said, choices=options, easy=instrument.field.easy)


def heard_message(known: Sequence[Known], scales: Scales) -> Reply:
    """What was heard in a telling, each to be judged."""
    names = ", ".join(each.name for each in known)
    return message(
        f"{tell('heard')} {names}.",
        "profile",
        easy=f"{tell('heard_easy')} {names}.",
        strengths=[],
        competences=[_competence(each, scales) for each in known],
        unknown=[],
        note="",
    )


def profile_message(profile: Profile, scales: Scales, opening: str, unasked: Sequence[str]) -> Reply:
    """The result: strengths first, then on what it stands and what is not known."""
    strengths = strengths_of(profile)
    if not profile.known:
        return message(
            _joined(opening, tell("profile_little")), choices=_ways_on(profile), easy=tell("profile_little_easy")
        )
    return message(
        _joined(opening, summary_of(profile)),
        "profile",
        _ways_on(profile),
        easy=tell("profile_easy", strengths=" ".join(strengths)) if strengths else tell("profile_only_not_yet"),
        strengths=strengths,
        competences=[_competence(known, scales) for known in profile.known[:MOST_SHOWN]],
        unknown=unknown_of(profile, unasked),
        note=tell("note"),
    )


def summary_of(profile: Profile) -> str:
    """The profile in a few sentences."""
    if not profile.known:
        return tell("profile_little")
    if not strengths_of(profile):
        return tell("profile_only_not_yet")
    key = "profile" if profile.strengths else "profile_beginnings"
    return tell(key, strengths=" ".join(strengths_of(profile)))


def strengths_of(profile: Profile) -> list[str]:
    """Warm sentences about what goes well; without such, about what has begun."""
    strong = [_strength(known) for known in profile.strengths]
    return strong or [tell("beginning", name=known.name) for known in profile.beginnings]


def _strength(known: Known) -> str:
    can_teach = "_can_teach" if known.level == 3 else ""
    if known.strength is None:
        return tell(f"strength_plain{can_teach}", name=known.name)
    return tell(f"strength{can_teach or ('_told' if known.level is None else '')}", strength=known.strength)


def unknown_of(profile: Profile, unasked: Sequence[str]) -> list[str]:
    """What little is known of, and what there was no time to ask."""
    found = []
    if profile.little_known:
        found.append(tell("little_known", names=", ".join(profile.little_known[:MOST_NAMED])))
    if unasked:
        found.append(tell("more_unasked", names=", ".join(unasked[:MOST_NAMED])))
    return found


def level_text(known: Known, scales: Scales) -> str:
    return scales.of(known.instrument)[known.level].label if known.level is not None else tell("level_not_asked")


def certainty_text(certainty: Certainty) -> str:
    return tell(f"certainty_{certainty}")


def evidence_text(evidence: Evidence, scales: Scales) -> str:
    """On what it stands, in the person's words or as they answered."""
    label = scales.of(evidence.instrument)[evidence.level].label if evidence.level is not None else ""
    key = {Source.TOLD: "evidence_told", Source.ANSWER: "evidence_answer", Source.OWN_WORDS: "evidence_own_words"}
    return tell(key[evidence.source], text=evidence.text, label=label, about=evidence.about)


def shown(known: Known, scales: Scales) -> Reply:
    """A competence as it goes over the wire."""
    return {
        "id": known.competence,
        "name": known.name,
        "address": known.address,
        "level": known.level,
        "level_text": level_text(known, scales),
        "certainty": known.certainty,
        "certainty_text": certainty_text(known.certainty_in_words),
        "evidence": [
            {"text": evidence_text(evidence, scales), "source": str(evidence.source)} for evidence in known.evidence
        ],
    }


def _competence(known: Known, scales: Scales) -> Reply:
    judgements = [
        choice(
            tell(str(judgement)),
            "judge_competence",
            {"role": str(judgement)},
            competence=known.competence,
            judgement=str(judgement),
        )
        for judgement in Judgement
    ]
    return {**shown(known, scales), "choices": judgements}


def correction_message(competence: str, name: str, scale: Scale) -> Reply:
    """Asks what would be right."""
    levels = [
        choice(
            rung.label, "judge_competence", {"level": rung.level, "hint": rung.hint},
            competence=competence, judgement=str(Judgement.NOT_QUITE), level=rung.level,
        )
        for rung in scale
    ]  # fmt: skip
    remove = choice(
        tell("remove"), "judge_competence", {"role": "remove"}, competence=competence, judgement=str(Judgement.REMOVE)
    )
    said, easy = tell("judged_not_quite", name=name), tell("judged_not_quite_easy", name=name)
    return message(said, choices=[*levels, remove], easy=easy)


def _ways_on(profile: Profile) -> list[Reply]:
    subject = ", ".join(known.name for known in profile.strengths[:2])
    find = [choice(tell("find_on_this"), "find_unit", subject=subject)] if subject else []
    return [
        *find,
        choice(tell("other_instrument"), "start_assessment", {}, choose=True),
        choice(tell("person"), "request_human"),
    ]


def idle_choices() -> list[Reply]:
    """What can be done when no question is open."""
    return [choice(tell("start"), "start_assessment"), choice(tell("show_profile"), "ask_profile")]


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
