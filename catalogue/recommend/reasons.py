"""Why an entry fits a person, what may stand in the way, and which answer would change it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from catalogue.model import Competence, Entry, EntryKind, Standing, Way, compare_needs
from catalogue.model.needs import Bases
from catalogue.places import kilometres, rough
from catalogue.recommend import fit
from catalogue.recommend.entry_faces import Shelf, Skills, pace_of, terms_of, times_of, where_of
from catalogue.recommend.model import MAY_HAVE_BENEFITS, Situation, Told, Wanted
from catalogue.recommend.scoring import Known, Match, Scored, weights_of
from catalogue.recommend.told_wishes import Understood
from catalogue.recommend.wording import day, has_words, is_short, length, listed, number, quoted, time

DIRECT = 0.6  # from so good an answer on, an entry is what was asked for
GOOD, POOR = 0.9, 0.5  # a share of a life that is told as a reason, or as what may stand in the way
MANY_DAYS, LONG_WEEKS = 8.0, 52.0
CLOSES_SOON = timedelta(days=21)
MOST_REASONS, MOST_HELD, MOST_FITS = 5, 2, 2
NOTHING_NEEDED = "ei vaadi"


def reasons(shelf: Shelf, known: Known, scored: Scored, said: Understood, today: date) -> list[Told]:
    """At least one reason, the person's own answers first."""
    skills = shelf.skills.all[scored.row.skills]
    told = [
        *_held(shelf, known, scored, skills)[:MOST_HELD],
        *_wants(scored, said),
        *_growth(shelf, known, scored, skills),
        *_step(scored, said.wanted),
        *list(_fits(scored, said.wanted, today))[:MOST_FITS],
    ]
    return told[:MOST_REASONS] or [Told("step_plain")]


def hindrances(scored: Scored, wanted: Wanted, bases: Bases, today: date) -> list[Told]:
    """What may stand in the way, what is least known of last."""
    entry = scored.row.entry
    told = [
        *_needs(entry, wanted.competences, bases),
        *_against(scored, wanted),
        *_late(entry, wanted, today),
        *_unusual(entry, wanted),
    ]
    if wanted.situation in MAY_HAVE_BENEFITS and entry.kind != EntryKind.BADGE:
        told.append(Told("against_benefits"))
    return told


def would_change(scored: Scored, said: Understood) -> Told:
    """The answer that is missing and weighs most here; when none is, what would follow from another wish."""
    wanted = said.wanted
    open_answers = {key: told for key, told, is_open in _changes(scored.row.entry, wanted) if is_open}
    weights = weights_of(wanted.situation)
    worth = {"wants": weights.wants + weights.growth, "competences": weights.recognition, "situation": weights.step}
    worth |= {key: weights.fit * weight for key, weight in fit.WEIGHTS.items()}
    if not open_answers:
        return Told("change_work", {"wants": said.told})
    return open_answers[max(open_answers, key=lambda key: worth[key])]


def _held(shelf: Shelf, known: Known, scored: Scored, skills: Skills) -> list[Told]:
    matches = sorted(known.matches.get(scored.row.skills, {}).values(), key=lambda match: -match.worth)
    recognised = scored.row.entry.kind == EntryKind.RECOGNITION
    told = (*skills.gained, *skills.useful)
    return [
        _one_held(shelf, match, recognised or match.text in skills.gained) for match in matches if match.text in told
    ]


def _one_held(shelf: Shelf, match: Match, is_gained: bool) -> Told:
    name = shelf.competences.name(match.competence.text)
    if not is_short(name):
        return Told("held_told", {"competence": quoted(name)})
    where = "gained" if is_gained else "useful"
    how_well = match.competence.level if match.competence.is_rated else "told"
    return Told(f"held_{where}_{how_well}", {"competence": quoted(name)})


def _wants(scored: Scored, said: Understood) -> Iterator[Told]:
    """What answers words that name no work only speaks of the same."""
    if not (scored.parts.wants or scored.parts.growth) or not said.told:
        return
    how = "strong" if scored.parts.wants >= DIRECT else "near"
    yield Told(f"wants_{how}" if said.goal else "wants_word", {"wants": said.told})


def _growth(shelf: Shelf, known: Known, scored: Scored, skills: Skills) -> Iterator[Told]:
    new = [shelf.texts.all[text] for text in known.new(skills)]
    if new and scored.row.entry.kind != EntryKind.RECOGNITION:
        yield Told("growth" if scored.parts.growth else "growth_plain", {"gained": listed(new)})


def _step(scored: Scored, wanted: Wanted) -> Iterator[Told]:
    entry = scored.row.entry
    if has_words(own := f"step_{wanted.situation}_{entry.kind}"):
        yield Told(own)
    if entry.kind == EntryKind.WORKSHOP:
        yield Told("step_workshop")
    if entry.counts_towards and entry.counts_towards.school:
        yield Told("step_credited", {"school": entry.counts_towards.school})
    if entry.kind == EntryKind.EMPLOYER_PATH and entry.employer and entry.employer.open_places:
        yield Told("step_employer", {"places": entry.employer.open_places})
    if fit.smallness(pace_of(entry)) >= POOR and (took := time(entry.length_weeks, entry.weekly_hours)):
        yield Told("step_small", {"time": took})
    elif any(need.casefold().startswith(NOTHING_NEEDED) for need in entry.entry_needs):
        yield Told("step_nothing_needed")


def _fits(scored: Scored, wanted: Wanted, today: date) -> Iterator[Told]:
    entry, online = scored.row.entry, scored.row.entry.way == Way.DISTANCE
    if fit.place(where_of(entry), wanted) >= GOOD:
        yield Told("fit_place_distance" if online else "fit_place", {"place": entry.place})
    if fit.hours(pace_of(entry), wanted) == 1.0:
        has = number(wanted.hours or 0)
        yield Told("fit_hours", {"hours": number(entry.weekly_hours or 0), "has": has})
    if fit.way(where_of(entry), wanted) == 1.0:
        yield Told("fit_way", {"way": _way(entry)})
    if fit.evenings(terms_of(entry), wanted) == 1.0:
        yield Told("fit_evenings_distance" if online else "fit_evenings")
    if entry.continuous:
        yield Told("fit_start_continuous")
    elif wanted.has_start:
        if wished := wanted.start_among(entry.starts, today):
            yield Told("fit_start_wished", {"day": day(wished)})
    elif fit.start(times_of(entry), today) >= GOOD and (start := entry.next_start(today)):
        yield Told("fit_start_soon", {"day": day(start)})


def _needs(entry: Entry, competences: Sequence[Competence], bases: Bases) -> Iterator[Told]:
    for need in entry.entry_needs:
        if not need.casefold().startswith(NOTHING_NEEDED):
            yield Told("against_need", {"need": need})
    if entry.employer:
        for compared in compare_needs(entry.employer, competences, bases):
            if compared.standing == Standing.MISSING:
                yield Told("against_employer_need", {"need": compared.text})


def _against(scored: Scored, wanted: Wanted) -> Iterator[Told]:
    entry = scored.row.entry
    if wanted.place and fit.place(where_of(entry), wanted) <= POOR and entry.place:
        yield _elsewhere(entry, wanted.place)
        if (away := kilometres(wanted.place, entry.place)) is not None:
            yield Told("against_away", {"km": rough(away)})
    elif (entry.contact_days_month or 0) >= MANY_DAYS and entry.place:
        yield Told("against_days", {"days": number(entry.contact_days_month or 0), "place": entry.place})
    if wanted.hours is not None and entry.weekly_hours and fit.hours(pace_of(entry), wanted) <= POOR:
        yield Told("against_hours", {"hours": number(entry.weekly_hours), "has": number(wanted.hours)})
    if wanted.way and entry.way and fit.way(where_of(entry), wanted) <= POOR:
        yield Told("against_way", {"way": _way(entry), "wished": Told(f"way_{wanted.way}")})
    if fit.evenings(terms_of(entry), wanted) == fit.WRONG:
        yield Told("against_evenings")
    if entry.device_needed and not wanted.device:
        yield Told("against_device_unsaid" if wanted.device is None else "against_device")


def _elsewhere(entry: Entry, wished: str) -> Told:
    if entry.contact_days_month:
        days = number(entry.contact_days_month)
        return Told("against_place_days", {"days": days, "place": entry.place, "wished": wished})
    return Told("against_place", {"place": entry.place, "wished": wished})


def _late(entry: Entry, wanted: Wanted, today: date) -> Iterator[Told]:
    start = entry.next_start(today)
    if entry.continuous:
        return
    if start is None:
        yield Told("against_start_unsaid")
    elif wanted.has_start:
        if not wanted.start_among(entry.starts, today):
            yield Told("against_start", {"day": day(start)})
    elif date.fromisoformat(start) - today > fit.LATE / 2:
        yield Told("against_late", {"day": day(start)})
    if entry.apply_by and timedelta(0) <= date.fromisoformat(entry.apply_by) - today <= CLOSES_SOON:
        yield Told("against_apply_soon", {"day": day(entry.apply_by)})


def _unusual(entry: Entry, wanted: Wanted) -> Iterator[Told]:
    """What a person would not expect: a fee, a long time, another language."""
    if entry.fee_eur is None:
        yield Told("against_fee_unsaid")
    elif entry.fee_eur:
        yield Told("against_fee", {"fee": number(entry.fee_eur)})
    if entry.length_weeks:
        if wanted.longest_weeks and entry.length_weeks > wanted.longest_weeks:
            yield Told("against_length", {"length": length(entry.length_weeks)})
        elif entry.length_weeks >= LONG_WEEKS:
            yield Told("against_long", {"length": length(entry.length_weeks)})
    if entry.language != "fi" and wanted.language is None and has_words(f"language_{entry.language}"):
        yield Told("against_language", {"language": Told(f"language_{entry.language}")})


def _changes(entry: Entry, wanted: Wanted) -> Iterable[tuple[str, Told, bool]]:
    """What an answer could change, and whether the answer is still open."""
    yield "wants", Told("change_wants"), not wanted.wants
    yield "competences", Told("change_competences"), not wanted.competences
    yield "situation", Told("change_situation"), wanted.situation == Situation.UNKNOWN
    yield "place", Told("change_place", {"place": entry.place}), wanted.place is None and _is_somewhere(entry)
    hours = number(entry.weekly_hours or 0)
    yield "hours", Told("change_hours", {"hours": hours}), wanted.hours is None and bool(entry.weekly_hours)
    yield "way", Told("change_way", {"way": _way(entry)}), wanted.way is None and entry.way is not None
    yield "device", Told("change_device"), wanted.device is None and entry.device_needed


def _is_somewhere(entry: Entry) -> bool:
    return bool(entry.place) and entry.way != Way.DISTANCE


def _way(entry: Entry) -> Told:
    return Told(f"way_{entry.way}")
