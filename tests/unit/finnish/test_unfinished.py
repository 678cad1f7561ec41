import pytest

from finnish.unfinished import breaks_off


@pytest.mark.parametrize(
    "text",
    ["mä haluaisin", "Etsin", "oon 45 ja", "asun Tampereella,", "mut", "sillee että  ", "mulla on lapsia joten koska"],
)
def test_a_message_whose_last_word_ends_no_sentence_breaks_off(text: str) -> None:
    assert breaks_off(text)


@pytest.mark.parametrize(
    "text",
    [
        "moi",
        "kiitos",
        "en tiedä",
        "oon 45",
        "etsin töitä",
        "ja?",
        "en oo varma mitä haluun...",
        "👍",
        "",
        "joo",
        "vaikka 2",
    ],
)
def test_any_other_does_not(text: str) -> None:
    assert not breaks_off(text)
