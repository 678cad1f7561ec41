"""Messages without a word."""

import pytest

from finnish.signs import Signs, said_by_signs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("👍", Signs.YES),
        ("👍🏽👍🏽", Signs.YES),
        ("👌!", Signs.YES),
        ("✔️", Signs.YES),
        ("❤️", Signs.THANKS),
        ("🙏🏻", Signs.THANKS),
        (":)", Signs.THANKS),
        (":D", Signs.THANKS),
        ("<3", Signs.THANKS),
        ("👍❤️", Signs.YES),
        ("👎", Signs.NO),
        ("🙅‍♀️", Signs.NO),
        ("❌", Signs.NO),
        ("?", Signs.QUESTION),
        (" ?!? ", Signs.QUESTION),
        ("？", Signs.QUESTION),
        ("؟", Signs.QUESTION),
        ("🤷‍♂️", Signs.QUESTION),
        ("😭", Signs.SAD),
        (":'(", Signs.SAD),
        ("👍😭", Signs.SAD),
        (".", Signs.NOTHING),
        ("…", Signs.NOTHING),
        ("...", Signs.NOTHING),
        ("!", Signs.NOTHING),
        ("🐈", Signs.NOTHING),
        ("\u200b", Signs.NOTHING),
        ("", Signs.NOTHING),
    ],
)
def test_signs_alone_say_something_or_nothing(text: str, said: Signs) -> None:
    assert said_by_signs(text) is said


@pytest.mark.parametrize("text", ["ok 👍", "k", "3", "3️⃣", "½", "moi :D", "д", "mitä?", "https://", "🆗 kiitos"])
def test_a_word_or_a_number_is_no_sign(text: str) -> None:
    assert said_by_signs(text) is None
