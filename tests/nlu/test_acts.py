"""How well acts and answers are read by the trained model, in voices that nothing is trained on."""

from __future__ import annotations

import pickle
import tarfile
from typing import Any, Dict, Iterator, List

import pytest
import yaml

from bot.nlu.acts import read_message
from bot.nlu.answers import PHRASES, AnswerReader, Asked
from bot.nlu.intents import ANSWERS_FILE, FILE
from bot.nlu.model import IntentModel
from bot.nlu.vectors import word_vectors
from bot.nlu.words import finnish_words
from tests.nlu.acts import Count, counted, told
from tests.nlu.answers import held_out_answers, read_right
from tests.nlu.corpus import ROOT, training

NOTHING_OPEN = {"open_question": None}
# Acts: measured 88 and 78 per cent. Answers: what the product asks for.
PRECISION, RECALL, RIGHT = 0.85, 0.75, 0.9


@pytest.fixture(scope="module")
def reader() -> AnswerReader:
    """What the model that `make test` and `make run` have trained reads with."""
    model = IntentModel(finnish_words(), word_vectors(), _learned(FILE))
    return AnswerReader(model, _learned(ANSWERS_FILE))


def _learned(part: str) -> Any:
    models = sorted((ROOT / "var" / "models").glob("askelmerkki-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    assert models, "There is no model yet: `make train` makes one."
    with tarfile.open(models[-1]) as archive:
        name = next(name for name in archive.getnames() if name.endswith(part))
        learned = archive.extractfile(name)
        assert learned is not None
        return pickle.loads(learned.read())


@pytest.fixture(scope="module")
def counts(reader: AnswerReader) -> Dict[int, Count]:
    return counted(told(), lambda text: read_message(text, NOTHING_OPEN, reader.model).acts)


def test_no_message_of_the_acts_nor_an_answer_is_trained_on() -> None:
    phrases = yaml.safe_load(PHRASES.read_text("utf-8"))
    lists = [*training().values(), *phrases["meanings"].values(), *_lists(phrases["options"])]
    trained_on = {_bare(text) for texts in lists for text in texts}
    kept_back = [row.text for row in (*told(), *held_out_answers())]
    assert [text for text in kept_back if _bare(text) in trained_on] == []


def _lists(options: dict) -> Iterator[List[str]]:
    for one in options.values():
        yield from one.values() if isinstance(one, dict) else [one]


def _bare(text: str) -> str:
    return text.lower().strip(".!?")


def test_there_are_enough_messages_of_one_act_and_of_several() -> None:
    sizes = [len(row.acts) for row in told()]
    assert len(sizes) >= 400
    assert min(sizes.count(1), sizes.count(2)) >= 150
    assert sum(size > 2 for size in sizes) >= 40


def test_acts_are_found_where_they_are_and_seldom_invented(counts: Dict[int, Count]) -> None:
    assert counts[0].precision >= PRECISION
    assert counts[0].recall >= RECALL


def test_one_thing_said_in_several_clauses_is_mostly_one_act(counts: Dict[int, Count]) -> None:
    assert counts[1].precision >= PRECISION


@pytest.mark.parametrize(
    ("kind", "fewest"), [("level", 40), ("choice", 28), ("yes_no", 20), ("age", 10), ("words", 12)]
)
def test_answers_are_read_by_who_knows_what_was_asked(reader: AnswerReader, kind: str, fewest: int) -> None:
    rows = [row for row in held_out_answers() if row.asked.kind == kind]
    wrong = [
        (row.text, reader.read(row.text, row.asked))
        for row in rows
        if not read_right(row, reader.read(row.text, row.asked))
    ]
    assert len(rows) >= fewest
    assert 1 - len(wrong) / len(rows) >= RIGHT, wrong


@pytest.mark.parametrize("text", ["Emmä oikein kässää", "en tajuu", "mitä häh", "siis mitä", "en ymmärrä kysymystä"])
def test_what_was_not_understood_is_never_a_level(reader: AnswerReader, text: str) -> None:
    [asked] = {row.asked for row in held_out_answers() if row.asked.kind == "level"}
    assert reader.read(text, asked).kind == "explain"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("en tiiä", "unknown"),
        ("emmä tiiä", "unknown"),
        ("En tiedä.", "unknown"),
        ("no vaikee sanoo", "unknown"),
        ("ei hajuukaan", "unknown"),
        ("en mä muista", "unknown"),
        ("tosi hyvin", "2"),
        ("oon tehny tätä vuosia", "2"),
        ("no vähän", "1"),
        ("huonosti", "0"),
        ("en oo ikinä tehny", "0"),
        ("väärin meni", "undo"),
        ("takas", "undo"),
        ("Lopeta!", "stop"),
        ("riittää jo", "stop"),
        ("lopeta ja näytä mitä jäi", "stop"),
        ("mitä tää tarkottaa", "explain"),
        ("jatketaan myöhemmin", "pause"),
        # A worry, a call for help and a search stay what they are.
        ("en tiiä pystynkö mä enää töihin", "other"),
        ("en jaksa enää elää", "other"),
        ("haluun puhua ihmiselle", "other"),
        ("", "other"),
        ("hyvin " * 400, "other"),
    ],
)
def test_a_short_answer_to_an_item_means_what_it_means_there(reader: AnswerReader, said: str, meant: str) -> None:
    answer = reader.read(said, Asked("level"))
    assert meant in (answer.kind, str(answer.value))
