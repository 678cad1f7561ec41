"""Distress through the trained classifier and the rules, on the half of the phrases that was kept back meanwhile."""

from __future__ import annotations

import csv
import pickle
import tarfile
from typing import Dict, List, NamedTuple

import pytest

from bot.nlu.distress import DISTRESS, LIKELY, weighed
from bot.nlu.intents import FILE
from bot.nlu.model import IntentModel
from bot.nlu.vectors import word_vectors
from bot.nlu.words import finnish_words
from finnish.distress import Distress, Verdict
from finnish.fold import tokens
from tests.nlu.corpus import ROOT, training

PHRASES = ROOT / "tests" / "unit" / "finnish" / "distress.tsv"
MODELS = ROOT / "var" / "models"
RECALL, PRECISION = 0.98, 0.90


class Phrase(NamedTuple):
    meant: str
    half: str
    text: str


def held_half() -> List[Phrase]:
    with PHRASES.open(encoding="utf-8", newline="") as lines:
        return [phrase for row in csv.reader(lines, delimiter="\t") if (phrase := Phrase(*row)).half == "held"]


def trained() -> IntentModel:
    """The classifier of the model that `make test` and `make run` have trained."""
    models = sorted(MODELS.glob("askelmerkki-*.tar.gz"))
    assert models, "There is no model yet: `make train` makes one."
    with tarfile.open(models[-1]) as archive:
        name = next(name for name in archive.getnames() if name.endswith(FILE))
        learned = archive.extractfile(name)
        assert learned is not None
        return IntentModel(finnish_words(), word_vectors(), pickle.loads(learned.read()))


@pytest.fixture(scope="module")
def read() -> Dict[Phrase, str]:
    """The intent that each phrase of the held half is read as."""
    model, rules = trained(), Distress(finnish_words())
    found = {}
    for phrase in held_half():
        ranking = [{"name": name, "confidence": confidence} for name, confidence in model.rank(phrase.text)[:10]]
        found[phrase] = weighed(ranking, rules.verdict(phrase.text), LIKELY)[0]["name"]
    return found


def test_there_are_enough_phrases_of_both_kinds() -> None:
    kinds = [phrase.meant for phrase in held_half()]
    assert min(kinds.count("real"), kinds.count("sounds")) >= 40


def test_no_phrase_is_trained_on() -> None:
    seen = {tuple(tokens(text)) for texts in training().values() for text in texts}
    assert [phrase.text for phrase in held_half() if tuple(tokens(phrase.text)) in seen] == []


def test_distress_is_noticed(read: Dict[Phrase, str]) -> None:
    real = [intent == DISTRESS for phrase, intent in read.items() if phrase.meant == "real"]
    assert sum(real) / len(real) >= RECALL


def test_what_only_sounds_like_distress_is_seldom_taken_for_it(read: Dict[Phrase, str]) -> None:
    taken = [phrase.meant == "real" for phrase, intent in read.items() if intent == DISTRESS]
    assert sum(taken) / len(taken) >= PRECISION


def test_the_rules_alone_notice_most(read: Dict[Phrase, str]) -> None:
    rules = Distress(finnish_words())
    sure = [rules.verdict(phrase.text) is Verdict.SURE for phrase in read if phrase.meant == "real"]
    assert sum(sure) / len(sure) >= 0.9
