"""What publishing an entry would do to the first suggestions of jobseekers, tried without a trace."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from catalogue.model import Competence, Entry
from catalogue.recommend import Change, Never, Shelf, Situation, Trial, Wanted, jobseekers, read_competences, recommend
from catalogue.recommend.effects import SEEN, Jobseeker
from catalogue.search.analysis import Analyser
from catalogue.search.index import Index
from catalogue.search.synonyms import Synonyms
from finnish.words import Words
from tests.support.entries import an_entry
from tests.unit.catalogue.personas import sample

TODAY = date(2026, 12, 1)
QUERIES = ("siivous", "siivos", "hitsaus", "hitasus", "koneiden käyttö", "tampere")

Try = Callable[[Entry, list[Entry]], Trial]


@pytest.fixture(scope="module")
def analyser(words: Words) -> Analyser:
    return Analyser(words)


@pytest.fixture
def trying(analyser: Analyser) -> Try:
    """An entry tried on a catalogue of these."""

    def trial(entry: Entry, published: list[Entry]) -> Trial:
        index, shelf = Index(analyser), Shelf(read_competences(analyser))
        for each in published:
            index.put(each)
        index.use(Synonyms(analyser, {}))
        shelf.follow(index.entries)
        return Trial(index, shelf, shelf.twin(), entry, TODAY)

    return trial


def a_course(key: str, **more) -> Entry:
    plain = {"name": f"Siivouksen kurssi {key}", "competences_gained": ["siivous"], "continuous": True}
    return an_entry(**{**plain, "key": key, **more})


def a_jobseeker(**told) -> Jobseeker:
    plain = {"situation": Situation.UNEMPLOYED, "wants": "siivous", "place": "Tampere", "hours": 20}
    return Jobseeker("joku", "Työtön, Tampere", Wanted(**{**plain, **told}))


def state(index: Index) -> tuple:
    """What an index holds and answers, also to slips, which it takes for words that it knows."""
    answers = []
    for query in QUERIES:
        scores = index.score(query)
        answers.append(sorted((key, round(scores[number], 9)) for number, key in index.keys_of(scores)))
    return dict(index.entries), answers


def test_who_would_be_suggested_a_new_entry_gains_it_with_the_reason_that_the_bot_would_give(trying: Try) -> None:
    effect = trying(a_course("uusi"), [a_course("vanha", place="Nokia")]).effect(a_jobseeker())
    assert effect is not None
    assert (effect.change, effect.why) == (Change.GAINS, "said")
    assert "siivous" in effect.values["reason"]


def test_who_is_suggested_it_already_keeps_it(trying: Try) -> None:
    entry = a_course("k")
    effect = trying(replace(entry, summary="Opit siivoamaan koteja."), [entry]).effect(a_jobseeker())
    assert effect is not None
    assert effect.change == Change.KEEPS


@pytest.mark.parametrize(
    ("changed", "told", "why"),
    [
        ({"continuous": False, "starts": ["2026-11-01"]}, {}, "lost-start"),
        ({"weekly_hours": 41}, {}, "lost-hours"),
        ({"language": "sv"}, {"language": "fi"}, "lost-language"),
        ({"way": "distance", "device_needed": True}, {"device": False}, "lost-device"),
        ({"entry_needs": ["B-ajokortti"]}, {"competences": (Competence("ajokortti", 0),)}, "lost-needs"),
        ({"name": "Hitsaus", "competences_gained": ["hitsaus"]}, {}, "lost-unlike"),
    ],
)
def test_who_would_lose_it_is_told_with_what_keeps_it_away(trying: Try, changed: dict, told: dict, why: str) -> None:
    others = [a_course("muu")]
    effect = trying(a_course("k", **changed), [a_course("k"), *others]).effect(a_jobseeker(**told))
    assert effect is not None
    assert (effect.change, effect.why) == (Change.LOSES, why)


def test_what_goes_before_it_is_named_when_nothing_else_keeps_it_away(trying: Try) -> None:
    others = [a_course(f"k{number}", place="Nokia") for number in range(SEEN)]
    entry = a_course("a")
    effect = trying(replace(entry, place="Orivesi", weekly_hours=39), [entry, *others]).effect(a_jobseeker())
    assert effect is not None
    assert (effect.change, effect.why) == (Change.LOSES, "lost-behind")
    assert effect.values["name"] in {other.name for other in others}


def test_who_never_sees_it_is_not_told_of(trying: Try) -> None:
    trial = trying(a_course("k", weekly_hours=90), [a_course("muu")])
    assert trial.effect(a_jobseeker()) is None


@pytest.mark.parametrize(
    "over",
    [
        {"continuous": False, "starts": ["2026-11-01"]},
        {"continuous": False, "starts": ["2027-01-10"], "apply_by": "2026-11-30"},
        {"valid_until": "2026-11-30"},
    ],
)
def test_what_is_over_can_be_suggested_to_nobody(trying: Try, over: dict) -> None:
    assert trying(a_course("k", **over), [a_course("muu")]).never() == Never.OVER
    assert trying(a_course("k"), [a_course("muu")]).never() is None


def test_a_copy_that_another_always_goes_before_can_be_suggested_to_nobody(trying: Try) -> None:
    assert trying(a_course("a", name="Siivous"), [a_course("b", name="Siivous")]).never() == Never.BEHIND


def test_every_entry_of_the_sample_catalogue_can_be_suggested_to_somebody() -> None:
    index, shelf = sample()
    twin = shelf.twin()
    assert [key for key, entry in list(index.entries.items()) if Trial(index, shelf, twin, entry, TODAY).never()] == []


def test_every_sample_jobseeker_is_somebody_else_and_is_suggested_something() -> None:
    index, shelf = sample()
    assert len({one.key for one in jobseekers()}) == len({one.who for one in jobseekers()}) == len(jobseekers()) >= 10
    for one in jobseekers():
        assert recommend(index, shelf, one.told, [], TODAY).items, one.key


@pytest.mark.parametrize("published", [[], [a_course("k", name="Hitsaus")], [a_course("k"), a_course("muu")]])
def test_a_trial_leaves_no_trace_in_the_index_or_the_shelf(trying: Try, published: list[Entry]) -> None:
    entry = a_course("k", name="Siivos", summary="Hitaus on hyve.", place="Tamperre", competences_gained=["auraus"])
    trial = trying(entry, published)
    before = state(trial.index)
    trial.effect(a_jobseeker())
    trial.never()
    assert state(trial.index) == before
    assert "Tamperre" not in {where.place for where in trial.shelf.wheres.all}
    assert "auraus" not in trial.shelf.texts.all
    assert trial.shelf.rows.keys() == {each.key for each in published}


@pytest.mark.parametrize("published", [[], [a_course("k", name="Hitsaus")]])
def test_a_trial_that_fails_leaves_no_trace_either(trying: Try, published: list[Entry]) -> None:
    trial = trying(a_course("k", name="Siivos"), published)
    before = state(trial.index)
    with pytest.raises(ZeroDivisionError), trial.index.trying(trial.entry):
        _ = 1 / (trial.index.entries["k"].name != "Siivos")
    assert state(trial.index) == before


def test_a_slip_in_what_was_tried_does_not_stand_in_the_way_of_the_right_word(trying: Try) -> None:
    trial = trying(a_course("k", name="Hitasus"), [a_course("hitsaus", name="Hitsaus")])
    before = state(trial.index)
    assert trial.index.score("hitasus")
    trial.effect(a_jobseeker())
    assert state(trial.index) == before


def test_words_that_were_tried_are_still_learnt_when_they_are_published(trying: Try) -> None:
    entry = a_course("k", name="Siivousmestari")
    trial = trying(entry, [])
    trial.effect(a_jobseeker())
    trial.index.put(entry)
    assert trial.index.score("siivousmestri")


def test_what_a_twin_takes_in_is_not_seen_on_the_other_shelf(trying: Try) -> None:
    entry = a_course("k")
    shelf = trying(entry, [entry]).shelf
    twin = shelf.twin()
    twin.follow({"uusi": a_course("uusi", entry_needs=["ajokortti"])})
    assert shelf.rows.keys() == {"k"}
    assert shelf.with_skills([shelf.rows["k"].skills]) == {"k"}
    shelf.follow({"k": entry, "muu": a_course("muu", place="Nokia")})
    assert twin.rows.keys() == {"uusi"}
