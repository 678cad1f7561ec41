from datetime import UTC, datetime, timedelta

import pytest

from api.conversations.model import MessageReading, ReadAct, Said, back_off, in_a_row, let_finish, sentences, together

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_the_pause_between_tries_grows_and_stays_within_ten_seconds() -> None:
    pauses = [back_off(attempt) for attempt in range(1, 12)]
    assert pauses[:4] == [timedelta(seconds=s) for s in (0.5, 1, 2, 4)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(seconds=10)


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        (["moi"], 1),
        (["moi", "oon 45", "etsin töitä"], 3),
        (["moi", None, "etsin töitä"], 1),
        ([None, "etsin töitä"], 1),
        ([None, None], 1),
        (["a" * 15, "b" * 9], 2),
        (["a" * 15, "b" * 10], 1),
        (["a" * 30, "b"], 1),
    ],
)
def test_what_waits_is_heard_as_one_up_to_a_press_and_the_length_of_one_message(
    written: list[str | None], heard: int
) -> None:
    assert in_a_row(written, longest=25) == heard


def test_each_message_of_a_row_is_understood_by_what_was_read_in_it() -> None:
    said = [Said(4, "moi"), Said(5, "oon 45 ja etsin töitä"), Said(7, "kiitos")]
    text = together(said)
    acts = [
        ReadAct("tell_age", 0.7, text.index("oon")),
        ReadAct("find_unit", 0.8, text.index("etsin")),
        ReadAct("thank", 0.6, text.index("kiitos")),
    ]
    whole = MessageReading("find_unit", 0.5, acts)
    assert [(seq, each.intent, each.confidence) for seq, each in whole.of_each(said)] == [
        (4, "find_unit", 0.5),
        (5, "find_unit", 0.8),
        (7, "thank", 0.6),
    ]


def test_a_message_heard_alone_is_understood_as_a_whole() -> None:
    reading = MessageReading("ask_details", 0.9, [ReadAct("greet", 0.99, 0)])
    assert list(reading.of_each([Said(1, "moi, mitä se maksaa")])) == [(1, MessageReading("ask_details", 0.9))]


def test_one_who_writes_on_is_let_finish_but_not_for_ever() -> None:
    pause = timedelta(seconds=1)
    written = [NOON + timedelta(seconds=at) for at in (0, 0.8, 1.6, 2.4, 3.2)]
    answered = [(let_finish(NOON, now, pause) - NOON).total_seconds() for now in written]
    assert answered == [1, 1.8, 2.6, 3, 3]


def test_a_message_that_breaks_off_is_one_sentence_with_the_next() -> None:
    said = [
        Said(1, "moi"),
        Said(2, "mä haluaisin"),
        Said(3, "hoitoalan koulutuksen ja"),
        Said(5, "töitä"),
        Said(6, "kiitos"),
    ]
    assert together(said) == "moi\nmä haluaisin hoitoalan koulutuksen ja töitä\nkiitos"
    assert [each.seq for each in sentences(said)] == [1, 5, 6]
