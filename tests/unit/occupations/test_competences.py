"""The competences that trades tell of: enough, each said plainly in I-form, one thing at a time."""

from collections import Counter

from api.assessment.files import library
from finnish.words import Words

COMPETENCES = list(library().competences.values())
LONGEST_ITEM = 9  # words


def test_there_are_at_least_400_competences_with_names_of_their_own() -> None:
    assert len(COMPETENCES) >= 400
    assert [name for name, count in Counter(each.name for each in COMPETENCES).items() if count > 1] == []


def test_each_item_is_one_short_sentence_in_i_form(words: Words) -> None:
    for competence in COMPETENCES:
        for item in competence.items:
            written = words.tokens(item)
            assert item[0].isupper(), item
            assert item.endswith("."), item
            assert len(written) <= LONGEST_ITEM, item
            assert "ja" not in written, item
            assert written[0].endswith("n"), item
