"""Items and the profile in words and as messages: the sentences are in `data/texts/assessment.yml`."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.assessment.model.instruments import ChoosingQuestion, Instrument, Option, Question, Rung
from api.assessment.model.prior import Judgement
from api.assessment.model.profile import Certainty, Evidence, Known, Profile, Source
from api.assessment.model.scales import Scale, Scales
from api.platform.replies import (
    AssessmentItem,
    Choice,
    CompetenceShown,
    EvidenceShown,
    ItemProgress,
    ItemShown,
    Meaning,
    Message,
    ProfileShown,
    means,
    message,
)
from finnish.texts import FINNISH, texts

# More in one message would hide the first; the whole is in the papers.
MOST_SHOWN = 10
# With fewer known, and nothing that goes well, it is not said what a person has done.
FEWEST_KNOWN = 3
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


def item_message(instrument: Instrument, question: Question, progress: Progress) -> AssessmentItem:
    """The item, what it can be answered with, and how far one is."""
    return AssessmentItem(
        text=tell("item", text=question.text, example=question.example),
        choices=(*_levels(instrument, question), *_ways(instrument, question, progress)),
        easy=question.easy,
        instrument=instrument.key,
        item=ItemShown(id=question.key, text=question.text, example=question.example),
        progress=ItemProgress(answered=progress.answered, at_most=progress.at_most),
        progress_text=tell("progress", answered=progress.answered, at_most=progress.at_most),
    )


def explained_message(instrument: Instrument, question: Question, progress: Progress) -> AssessmentItem:
    """The item in other words, to be answered as before."""
    said = tell("explained", explain=question.explain, text=question.text)
    return item_message(instrument, question, progress).model_copy(update={"text": said})


def _levels(instrument: Instrument, question: Question) -> list[Choice]:
    def button(rung: Rung) -> Choice:
        meaning = means("answer_item", level=rung.level, item=question.key)
        return Choice(rung.label, meaning, level=rung.level, hint=rung.hint)

    return [button(rung) for rung in instrument.scale]


def _ways(instrument: Instrument, question: Question, progress: Progress) -> list[Choice]:
    ways = [
        Choice(instrument.unknown.label, means("skip_item", item=question.key), role="unknown"),
        Choice(tell("explain"), means("explain_item"), role="explain"),
    ]
    if progress.answered:
        ways.append(Choice(tell("undo"), means("undo_answer"), role="undo"))
    return [
        *ways,
        Choice(tell("pause"), means("pause_assessment"), role="pause"),
        Choice(tell("stop"), means("stop_assessment"), role="stop"),
    ]


def choosing_message(question: ChoosingQuestion) -> Message:
    """One of the questions that choose an instrument."""
    options = [
        Choice(option.label, means("choose_instrument", question=question.key, answer=option.key))
        for option in question.options
    ]
    return message(question.text, options, easy=question.easy)


def known_situation_message(option: Option) -> Message:
    """What the person has told of how they stand to work, so that they can put it right."""
    other = Choice(tell("situation_other"), means("start_assessment", choose=True))
    return message(tell("situation_known", situation=option.label), [other])


def telling_message(instrument: Instrument) -> Message:
    """The request to tell freely."""
    assert instrument.telling is not None
    asked = instrument.telling
    said = tell("telling", ask=asked.ask, example=asked.example, also=asked.also)
    return message(said, [Choice(tell("skip_telling"), means("skip_item"))], easy=asked.easy)


def field_message(instrument: Instrument, fields: Sequence[str]) -> Message:
    """The question which field a check is about, with some of those there are."""
    assert instrument.field is not None
    options = [
        Choice(name[:1].upper() + name[1:], means("choose_instrument", instrument=instrument.key, about=name))
        for name in fields
    ]
    said = tell("field", ask=instrument.field.ask, example=instrument.field.example)
    return message(said, options, easy=instrument.field.easy)


def heard_message(known: Sequence[Known], scales: Scales) -> ProfileShown:
    """What was heard in a telling, each to be judged."""
    names = ", ".join(each.name for each in known)
    return ProfileShown(
        text=f"{tell('heard')} {names}.",
        easy=f"{tell('heard_easy')} {names}.",
        strengths=(),
        competences=tuple(_competence(each, scales) for each in known),
        unknown=(),
        note="",
    )


def profile_message(profile: Profile, scales: Scales, opening: str, unasked: Sequence[str]) -> Message:
    """The result: strengths first, then on what it stands and what is not known."""
    strengths = strengths_of(profile)
    if not profile.known:
        return message(_joined(opening, tell("profile_little")), _ways_on(profile), easy=tell("profile_little_easy"))
    return ProfileShown(
        text=_joined(opening, summary_of(profile)),
        choices=tuple(_ways_on(profile)),
        easy=_easy_summary(profile, strengths),
        strengths=tuple(strengths),
        competences=tuple(_competence(known, scales) for known in profile.known[:MOST_SHOWN]),
        unknown=tuple(unknown_of(profile, unasked)),
        note=tell("note"),
    )


def summary_of(profile: Profile) -> str:
    """The profile in a few sentences."""
    if _is_little(profile):
        return tell("profile_little")
    if not strengths_of(profile):
        return tell("profile_only_not_yet")
    key = "profile" if profile.strengths else "profile_beginnings"
    return tell(key, strengths=" ".join(strengths_of(profile)))


def _easy_summary(profile: Profile, strengths: Sequence[str]) -> str:
    if strengths:
        return tell("profile_easy", strengths=" ".join(strengths))
    return tell("profile_little_easy" if _is_little(profile) else "profile_only_not_yet")


def _is_little(profile: Profile) -> bool:
    """Whether so little was asked that nothing can be said of it: one "not yet" is no picture of a person."""
    return len(profile.known) < FEWEST_KNOWN and not strengths_of(profile)


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


def shown(known: Known, scales: Scales) -> CompetenceShown:
    """A competence as it goes over the wire."""
    return CompetenceShown(
        id=known.competence,
        name=known.name,
        address=known.address,
        level=known.level,
        level_text=level_text(known, scales),
        certainty=known.certainty,
        certainty_text=certainty_text(known.certainty_in_words),
        evidence=tuple(
            EvidenceShown(text=evidence_text(evidence, scales), source=str(evidence.source))
            for evidence in known.evidence
        ),
    )


def _competence(known: Known, scales: Scales) -> CompetenceShown:
    judgements = [
        Choice(tell(str(judgement)), _judges(known.competence, judgement), role=str(judgement))
        for judgement in Judgement
    ]
    return shown(known, scales).model_copy(update={"choices": tuple(judgements)})


def correction_message(competence: str, name: str, scale: Scale) -> Message:
    """Asks what would be right."""
    levels = [
        Choice(
            rung.label,
            _judges(competence, Judgement.NOT_QUITE, level=rung.level),
            level=rung.level,
            hint=rung.hint,
        )
        for rung in scale
    ]
    remove = Choice(tell("remove"), _judges(competence, Judgement.REMOVE), role="remove")
    said, easy = tell("judged_not_quite", name=name), tell("judged_not_quite_easy", name=name)
    return message(said, [*levels, remove], easy=easy)


def _judges(competence: str, judgement: Judgement, **level: int) -> Meaning:
    return means("judge_competence", competence=competence, judgement=str(judgement), **level)


def _ways_on(profile: Profile) -> list[Choice]:
    subject = ", ".join(known.name for known in profile.strengths[:2])
    find = [Choice(tell("find_on_this"), means("find_unit", subject=subject))] if subject else []
    return [
        *find,
        Choice(tell("other_instrument"), means("start_assessment", choose=True)),
        Choice(tell("person"), means("request_human")),
    ]


def idle_choices() -> list[Choice]:
    """What can be done when no question is open."""
    return [Choice(tell("start"), means("start_assessment")), Choice(tell("show_profile"), means("ask_profile"))]


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
