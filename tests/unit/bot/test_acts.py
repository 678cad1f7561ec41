"""A message as acts, with a classifier that knows a few words."""

from typing import List, Optional, Sequence, Tuple

import pytest
import yaml

from bot.nlu.acts import MOST_PARTS, Act, parts_of, read_message, without_placeholders
from bot.nlu.words import finnish_words
from finnish.clauses import Clause, Word, read
from tests.nlu.corpus import ROOT

KNOWN = {
    "maksaa": "myth_cost", "lapset": "myth_family", "moi": "greet", "kurssi": "find_unit", "asun": "tell_place",
    "peruuta": "undo_answer", "pelkään": "myth_cost", "siivousta": "exclude", "vuotias": "tell_age",
}  # fmt: skip
NAMES = (*sorted({*KNOWN.values()}), "out_of_scope")


class Knows:
    """A classifier that is sure of the first word that it knows, and of nothing else."""

    def __init__(self) -> None:
        self.groups = 0

    def clauses(self, text: str) -> List[Clause]:
        return read(text, finnish_words())

    def rank_words(
        self, groups: Sequence[Sequence[Word]], before: Optional[str] = None
    ) -> List[List[Tuple[str, float]]]:
        self.groups += len(groups)
        return [self._rank([word.written for word in words]) for words in groups]

    def _rank(self, written: List[str]) -> List[Tuple[str, float]]:
        said = [KNOWN[word] for word in written if word in KNOWN]
        share = {name: 1.0 + (97.0 / len(set(said)) if name in said else 0.0) for name in NAMES}
        total = sum(share.values())
        return sorted(((name, one / total) for name, one in share.items()), key=lambda pair: -pair[1])


def acts(text: str, metadata: object = None) -> List[Act]:
    return read_message(text, metadata, Knows()).acts


def told(text: str, metadata: object = None) -> List[Tuple[str, str]]:
    return [(act.intent, text[act.start : act.end]) for act in acts(text, metadata)]


def test_each_clause_that_means_something_is_an_act_with_its_own_place() -> None:
    text = "moi, mä asun Nokialla ja onko siivouksesta joku kurssi, mut se maksaa liikaa"
    assert told(text) == [
        ("greet", "moi"),
        ("tell_place", "mä asun Nokialla"),
        ("find_unit", "onko siivouksesta joku kurssi"),
        ("myth_cost", "se maksaa liikaa"),
    ]


def test_places_are_code_points_of_the_stored_text() -> None:
    text = "😀😀 moi! Mä asun Nokialla 🎉"
    assert told(text) == [("greet", "moi"), ("tell_place", "Mä asun Nokialla")]


def test_neighbours_of_one_meaning_are_one_act() -> None:
    assert told("se maksaa paljon, ihan liikaa maksaa") == [("myth_cost", "se maksaa paljon, ihan liikaa maksaa")]


def test_a_clause_without_a_meaning_goes_on_with_the_one_before_or_opens_the_next() -> None:
    assert told("no niin joo, tämä maksaa, eli siis silleen. moi") == [
        ("myth_cost", "no niin joo, tämä maksaa, eli siis silleen"),
        ("greet", "moi"),
    ]


def test_what_hangs_on_a_clause_is_read_with_it() -> None:
    assert told("pelkään, että maksaa") == [("myth_cost", "pelkään, että maksaa")]
    assert len(parts_of(read("jos mä alotan kurssin, niin loppuuko tuki", finnish_words()))) == 1
    assert len(parts_of(read("en enää muista mitä sanoin", finnish_words()))) == 1
    assert len(parts_of(read("olen 52, mitä voisin tehdä", finnish_words()))) == 2


def test_what_turns_the_meaning_stays_in_its_part() -> None:
    [first, second] = parts_of(read("mikä vaan käy paitsi siivous", finnish_words()))
    assert [word.written for word in second.words] == ["paitsi", "siivous"]
    assert first.end < second.start


def test_what_can_only_be_said_while_something_is_open_is_left_out_when_nothing_is() -> None:
    assert told("peruuta") == [("undo_answer", "peruuta")]
    assert told("peruuta", {"open_question": {"kind": "level"}}) == [("undo_answer", "peruuta")]
    assert "undo_answer" not in [name for name, _ in told("peruuta", {"open_question": None})]


def test_the_whole_message_is_read_by_the_names_of_topics_alone() -> None:
    found = read_message("mä asun Nokialla", None, Knows())
    assert found.ranking[0][0] != "tell_place"
    assert "tell_place" not in [name for name, _ in found.ranking]
    assert sum(share for _, share in found.ranking) == pytest.approx(1.0)


def test_what_masking_put_in_is_not_read_and_moves_no_place() -> None:
    texts = yaml.safe_load((ROOT / "data" / "texts" / "chat.yml").read_text("utf-8"))
    for name in ("identity_code", "phone", "email", "iban"):
        text = f"numero on {texts[f'placeholder_{name}']}, moi"
        assert len(without_placeholders(text)) == len(text)
        assert "poistettu" not in without_placeholders(text)
        assert told(text)[-1][1].endswith("moi")


@pytest.mark.parametrize("text", ["", " ", "👍", "?!", "[puhelinnumero poistettu]", "\u200b"])
def test_a_message_without_words_is_one_act_of_all_its_signs(text: str) -> None:
    [act] = acts(text)
    assert (act.start, act.end) == (0, len(text))


def test_a_wall_of_text_is_read_in_few_parts() -> None:
    model = Knows()
    read_message("mä asun siellä. se maksaa. " * 200, None, model)
    assert model.groups == MOST_PARTS + 1
