import pytest

from api.conversations.model import EmptyMessage, TooLongMessage, clean_text


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u200d", "\x00\x07"])
def test_a_message_with_nothing_to_see_is_empty(text: str) -> None:
    with pytest.raises(EmptyMessage):
        clean_text(text, 2000)


def test_the_longest_message_is_2000_characters() -> None:
    assert len(clean_text("ä" * 2000, 2000)) == 2000
    with pytest.raises(TooLongMessage):
        clean_text("ä" * 2001, 2000)


def test_letters_written_in_two_signs_are_composed_and_controls_dropped() -> None:
    assert clean_text(" tyo\u0308\x00ta\u0308 ", 2000) == "työtä"


def test_an_emoji_is_a_message() -> None:
    assert clean_text("👩‍🍳", 2000) == "👩‍🍳"
