"""What must hold of the sentences themselves: none is given away, and they are truly different."""

import re
from functools import partial

import pytest
import yaml

from bot.nlu.acts import ONLY_ACTS
from finnish.words import Words
from tests.nlu.corpus import ROOT, blocks, distinct, held_out, nearest, talks, training

LAST_SAID = ROOT / "api" / "dialogue" / "model" / "last_said.py"
# So many words ("joo kiitos", "en mä tiiä") are written alike by many.
EVERYBODY_SAYS = 3
# Truly different sentences that each intent needs: those that lie near another need more.
FEWEST = 150
FEWEST_NEAR = 250
FEWEST_OFF_TOPIC = 400
NEAR_ANOTHER = frozenset(
    """
    find_unit find_hybrid find_apprenticeship find_employer_path find_badge
    info_unit info_hybrid info_apprenticeship info_badges
    info_recognition info_learning_from_work myth_no_papers myth_foreign work_ability_unknown myth_health
    myth_takes_years myth_whole_degree myth_classroom myth_learning_difficulty myth_cost money_worry myth_benefits
    ask_details info_next_steps start_assessment ask_recommendation ask_repeat explain_item
    myth_cannot_learn level_not_yet deny skip_item ask_more info_matching frustrated complaint
    """.split()
)

# Meant by pressing a button, or by having been understood in no way: nobody writes these.
NEVER_WRITTEN = frozenset(
    """
    nlu_fallback refuse_entry hear_whether_it_helped choose_instrument answer_item stop_assessment judge_competence
    agree_step decline_step hear_how_it_went forget_this
    """.split()
)


def normalised(words: Words, text: str) -> str:
    return " ".join(words.tokens(text))


def fewest(intent: str) -> int:
    if intent == "out_of_scope":
        return FEWEST_OFF_TOPIC
    return FEWEST_NEAR if intent in NEAR_ANOTHER else FEWEST


def domain_intents() -> set:
    domain = yaml.safe_load((ROOT / "bot" / "domain.yml").read_text("utf-8"))
    return {next(iter(each)) if isinstance(each, dict) else each for each in domain["intents"]}


def test_every_intent_of_the_domain_has_examples_and_none_is_unknown() -> None:
    assert (set(training()) - ONLY_ACTS) | NEVER_WRITTEN == domain_intents()


def test_what_is_read_as_an_act_alone_has_examples_and_a_name_in_the_map_of_topics() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "topics.md").read_text("utf-8"), re.MULTILINE))
    assert set(training()) >= ONLY_ACTS
    assert not ONLY_ACTS & domain_intents()
    assert set(training()) == named


def test_no_sentence_is_given_twice_for_one_place() -> None:
    every = [(block.before or "", line.lower()) for block in blocks() for line in block.lines]
    assert sorted(every) == sorted(set(every))


def test_what_was_said_before_is_told_by_the_names_of_the_service_and_of_the_map_of_topics() -> None:
    named = {block.before for block in blocks() if block.before} | {row.before for row in talks()}
    told = set(re.findall(r'^    [A-Z_]+ = "(\w+)"$', LAST_SAID.read_text("utf-8"), re.MULTILINE))
    page = (ROOT / "docs" / "topics.md").read_text("utf-8")
    assert named == told
    assert [name for name in told if f"`{name}`" not in page] == []


def test_no_sentence_of_the_talks_that_judge_is_trained_on_but_what_everybody_says() -> None:
    trained = {line.lower() for block in blocks() for line in block.lines}
    given_away = [row.text for row in talks() if len(row.text.split()) > EVERYBODY_SAYS and row.text.lower() in trained]
    assert given_away == []
    assert {row.intent for row in talks()} <= set(training())


def test_no_held_out_sentence_is_trained_on() -> None:
    words = Words()
    trained = {normalised(words, text) for texts in training().values() for text in texts}
    given_away = [row.text for row in held_out() if normalised(words, row.text) in trained]
    assert given_away == []


def test_held_out_sentences_are_of_known_intents_and_each_has_enough() -> None:
    rows = held_out()
    counts = {intent: sum(row.intent == intent for row in rows) for intent in set(training()) - ONLY_ACTS}
    assert {row.intent for row in rows} <= set(training())
    assert {intent: count for intent, count in counts.items() if count < 15} == {}


def test_each_intent_has_enough_sentences_that_are_truly_different() -> None:
    words = Words()
    examples = training()
    counts = {intent: len(distinct(texts, partial(normalised, words))) for intent, texts in examples.items()}
    for intent, count in sorted(counts.items(), key=lambda pair: pair[1] - fewest(pair[0])):
        print(f"{intent:28} {count:5} different of {len(examples[intent]):5}, at least {fewest(intent)}")
    assert {intent: count for intent, count in counts.items() if count < fewest(intent)} == {}


def test_sentences_that_differ_by_a_letter_or_by_spelling_count_once() -> None:
    texts = ["mitä opinnollistaminen on", "mitä opinnollistaminen onn", "kuka soittaa minulle", "Kuka soittaa minulle?"]
    assert distinct(texts, lambda text: text.lower().strip("?")) == [texts[0], texts[2]]


def test_a_sentence_is_nearest_to_itself_and_far_from_another() -> None:
    near = nearest(["kuka soittaa minulle", "xyz"], ["kuka soittaa minulle", "mitä maksaa"])
    assert near[0] == pytest.approx(1.0)
    assert near[1] < 0.2
