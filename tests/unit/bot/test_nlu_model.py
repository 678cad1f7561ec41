"""The classifier on a few sentences: what it must tell apart, and how it takes what no one would write."""

import pickle
import time

import numpy as np
import pytest

from bot.nlu.features import Reading, companions, word_line
from bot.nlu.model import OFF_TOPIC, IntentModel, middle_runs
from bot.nlu.vectors import word_vectors
from finnish.words import Words

SENTENCES = {
    "find_unit": "haen lyhyttä kurssia;löytyykö siivouskurssia;haluan tutkinnon osan;etsin kurssia keittiöstä",
    "myth_cost": "mulla ei oo rahaa opiskella;opiskelu on liian kallista;kuka maksaa kirjat;ei oo varaa kouluun",
    "greet": "moi;hei;terve;huomenta",
    OFF_TOPIC: "mitä kuuluu jääkiekkoon;millainen sää on huomenna;kerro vitsi;kuka voitti vaalit",
}
TEXTS = [text for line in SENTENCES.values() for text in line.split(";")]
INTENTS = [intent for intent, line in SENTENCES.items() for _ in line.split(";")]
ODD = {
    "empty": "",
    "emoji only": "😀🎉🔥👍🏽",
    "one letter": "a" * 2000,
    "zero width": "m\u200bo\u200di\ufeff" * 40,
    "Cyrillic": "Здравствуйте, я ищу работу",
    "Arabic": "أبحث عن عمل",
    "HTML": "<script>alert('x')</script><b>moi</b>",
    "SQL": "'; DROP TABLE messages; --",
    "a wall": "olen etsinyt töitä kaksi vuotta ja varastotyöntekijänä, " * 35,
    "no spaces": "työvoimapalvelutoimisto" * 80,
    "unknown words": " ".join(f"krt{chr(97 + n % 26)}xzvq{n}blöp" for n in range(130)),
    "surrogate": "moi \ud83d",
}
SECONDS = 1.0


def fit(caution: float = 0.0) -> IntentModel:
    return IntentModel.fit(Words(), word_vectors(), TEXTS, INTENTS, strength=1.0, caution=caution)


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return fit()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("onks siivouksesta kursseja", "find_unit"),
        ("opiskeluun ei ole rahaa", "myth_cost"),
        ("mulla ei oo varaa", "myth_cost"),
        ("moikka", "greet"),
    ],
)
def test_a_sentence_in_other_words_is_read_as_its_like(model, text, intent) -> None:
    assert model.rank(text)[0][0] == intent


def test_a_ranking_holds_every_intent_once_and_its_shares_make_one(model) -> None:
    ranking = model.rank("haen kurssia")
    assert sorted(name for name, _ in ranking) == sorted(SENTENCES)
    assert sum(share for _, share in ranking) == pytest.approx(1.0, abs=1e-5)


def test_what_is_typed_without_dots_reads_almost_the_same(model) -> None:
    assert model.rank("loytyyko siivouskurssia")[0][0] == "find_unit"


def test_caution_makes_off_topic_likelier_and_changes_nothing_else_of_the_order(model) -> None:
    wary = fit(caution=0.5).rank("kuka maksaa vaalit")
    plain = model.rank("kuka maksaa vaalit")
    assert dict(wary)[OFF_TOPIC] > dict(plain)[OFF_TOPIC]
    assert [name for name, _ in wary if name != OFF_TOPIC] == [name for name, _ in plain if name != OFF_TOPIC]


def test_what_was_learned_can_be_kept_and_taken_up_again(model) -> None:
    again = IntentModel(Words(), word_vectors(), pickle.loads(pickle.dumps(model.learned)))
    assert again.rank("haen kurssia") == model.rank("haen kurssia")


@pytest.mark.parametrize("name", ODD)
def test_what_nobody_would_write_is_ranked_in_bounded_time(model, name) -> None:
    started = time.process_time()
    ranking = model.rank(ODD[name])
    assert time.process_time() - started < SECONDS
    assert np.isfinite([share for _, share in ranking]).all()


def test_the_middle_third_of_each_intent_is_left_out_in_a_run() -> None:
    marked = middle_runs(np.array(["a"] * 6 + ["b"] * 3))
    assert list(np.flatnonzero(marked)) == [2, 3, 7]


def test_a_denied_word_is_another_term_than_the_same_word_wanted() -> None:
    wanted = Reading(["haluan"], ["haluta"], [], [False])
    refused = Reading(["haluan"], ["haluta"], [], [True])
    assert set(word_line(refused).split()) - set(word_line(wanted).split()) == {"!haluta"}


def test_companions_are_the_same_in_any_order_and_not_neighbours() -> None:
    assert companions(["a", "b", "c"]) == companions(["c", "b", "a"]) == ["a&c"]
