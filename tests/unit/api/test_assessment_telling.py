"""Competences in free telling, and the profile that answers and tellings make."""

import pytest

from api.assessment.files import library
from api.assessment.model.knowing import Judgement, Note
from api.assessment.model.profile import Answered, Certainty, Profile, Source, profile_of, without
from api.assessment.model.telling import MOST_AT_ONCE, heard_in
from finnish.words import Words


def heard(text: str, words: Words) -> dict[str, str]:
    return {each.competence: each.words for each in heard_in(text, library().vocabulary, words)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("olin kymmenen vuotta varastolla ja ajoin trukkia", {"keraily-ja-pakkaus", "trukin-kaytto"}),
        ("mä oon ollu kokkina laivalla, tein kans leivonnaiset", {"ruuan-valmistus", "leipominen"}),
        ("Hoidin äitiä kotona viisi vuotta, lääkkeet ja pesut", {"perushoito", "laakehoito"}),
        ("Raksalla apumiehenä, sitten muurarina", {"rakennustyo"}),
    ],
)
def test_plain_and_spoken_telling_is_understood(text: str, told: set[str], words: Words) -> None:
    assert told <= set(heard(text, words))


@pytest.mark.parametrize(
    "text", ["haluaisin hitsariksi", "en ole koskaan siivonnut", "minua kiinnostaa trukki", "moi", "", "…,,!!"]
)
def test_a_wish_a_denial_and_small_talk_tell_nothing(text: str, words: Words) -> None:
    assert heard(text, words) == {}


def test_a_denial_and_a_wish_reach_no_further_than_their_clause(words: Words) -> None:
    assert set(heard("En ole siivonnut, mutta ajoin taksia", words)) == {"matkustajien-kuljetus"}
    assert "trukin-kaytto" in heard("Ajoin trukkia. Nyt haluaisin hitsariksi.", words)


def test_the_evidence_is_the_sentence_as_it_was_written(words: Words) -> None:
    found = heard("Moi! Olin varastolla kymmenen vuotta. Nyt olen kotona.", words)
    assert found["keraily-ja-pakkaus"] == "Olin varastolla kymmenen vuotta."


def test_a_long_telling_is_cut_to_what_can_be_asked_about(words: Words) -> None:
    text = " ja ".join(competence.words[0] for competence in library().competences.values() if competence.words)
    found = heard(text, words)
    assert len(found) == MOST_AT_ONCE
    assert all(len(said) <= 240 for said in found.values())


def answered(level: int | None, item: str = "arki-ajoissa", competence: str = "ajanhallinta", **more: str) -> Answered:
    values = {"instrument": "arki", "name": "Ajanhallinta", "text": "Olen ajoissa.", **more}
    return Answered(item=item, competence=competence, difficulty=0.0, level=level, **values)  # type: ignore[arg-type]


def made(*answers: Answered, notes: tuple[Note, ...] = ()) -> Profile:
    return profile_of(answers, {note.competence: note for note in notes}, library().competences, library().bank)


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_a_level_never_leaves_the_span_of_the_persons_own_answers(level: int) -> None:
    (known,) = made(answered(level)).known
    assert known.level == level
    both = made(answered(1), answered(2, item="arki-viikon-asiat")).known[0]
    assert both.level in (1, 2)


def test_the_level_that_the_person_sets_counts_for_more_than_answers() -> None:
    (known,) = made(answered(3), notes=(Note("ajanhallinta", judgement=Judgement.NOT_QUITE, level=1),)).known
    assert known.level == 1
    assert known.certainty_in_words is Certainty.CONFIRMED


def test_what_was_told_has_no_level_until_it_is_confirmed_or_asked() -> None:
    told = Note("trukin-kaytto", "ajoin trukkia")
    assert made(notes=(told,)).known[0].level is None
    assert made(notes=(told,)).strengths
    confirmed = Note("trukin-kaytto", "ajoin trukkia", Judgement.RIGHT)
    assert made(notes=(confirmed,)).known[0].level == 2
    assert made(notes=(Note("trukin-kaytto", "ajoin trukkia", Judgement.REMOVE),)).known == ()


def test_each_competence_stands_on_the_persons_words_or_answers() -> None:
    note = Note("ajanhallinta", "tulin aina ajoissa")
    (known,) = made(answered(2), answered(None, item="arki-viikon-asiat"), notes=(note,)).known
    assert [evidence.source for evidence in known.evidence] == [Source.TOLD, Source.ANSWER]


def test_what_is_only_unknown_is_told_to_be_little_known_and_is_no_weakness() -> None:
    profile = made(answered(None))
    assert profile.known == ()
    assert profile.little_known == ("Ajanhallinta",)


def test_strengths_come_first_and_at_most_five() -> None:
    keys = list(library().competences)[:8]
    levels = (0, 3, 2, 1, 3, 3, 3, 3)
    pairs = zip(keys, levels, strict=True)
    profile = made(*(answered(level, f"i-{key}", key, name=key, text=key) for key, level in pairs))
    estimates = [known.estimate for known in profile.known]
    assert estimates == sorted(estimates, reverse=True)
    assert len(profile.strengths) == 5
    assert [known.level for known in profile.beginnings] == [1]


def test_an_answer_to_an_item_that_is_gone_still_stands() -> None:
    (known,) = made(answered(2, "poistettu", "poistettu", name="Vanha asia", text="Osaan vanhan.")).known
    assert (known.name, known.strength, known.address) == ("Vanha asia", None, None)


def test_answers_of_an_instrument_can_be_left_out() -> None:
    assert without([answered(2), answered(1, instrument="valmius")], {"valmius"}) == [answered(2)]
