import time

import pytest

from finnish.danger import CHILD, LIFE, NEED, VIOLENCE, DangerReader, Degree, language_of, weighed
from finnish.distress import Signs
from finnish.words import Words

WORDS = Words()
READER = DangerReader(WORDS)


def shares(**given: float) -> dict[str, float]:
    """The model's shares; what is not given is of no danger."""
    named = {**dict.fromkeys((LIFE, VIOLENCE, NEED, CHILD, "ask", "friend", "calm"), 0.0), **given}
    return {**named, "none": 1 - sum(given.values())}


def signs(sure: str = "", sign: str = "") -> Signs:
    return Signs(frozenset(sure.split()), frozenset(sign.split()))


def test_an_unmistakable_meaning_is_danger_whatever_the_model_says() -> None:
    found = weighed(shares(), signs(sure=LIFE), signs(sure=LIFE))
    assert (found.degree, found.kind, found.sure) == (Degree.ACT, LIFE, True)


def test_danger_needs_a_sure_meaning_or_two_signs() -> None:
    one = signs(sign=LIFE)
    assert weighed(shares(life=0.6), one, one).degree is Degree.ACT
    assert weighed(shares(life=0.6), signs(), signs()).degree is not Degree.ACT
    assert weighed(shares(life=0.1), one, one).degree is Degree.NONE
    assert weighed(shares(life=0.9), signs(), signs()).degree is Degree.ACT


def test_a_sign_of_despair_alone_raises_what_is_none_to_a_question() -> None:
    one = signs(sign="ask")
    assert weighed(shares(ask=0.3), one, one).degree is Degree.ASK
    assert weighed(shares(ask=0.3), signs(), signs()).degree is Degree.NONE


def test_where_work_is_spoken_of_a_dangerous_word_is_a_tool() -> None:
    one = signs(sign=LIFE)
    assert weighed(shares(life=0.5), one, one, at_work=True).degree is not Degree.ACT


def test_what_is_said_of_another_is_no_danger_of_ones_own() -> None:
    assert weighed(shares(life=0.6), signs(sure=LIFE), signs()).degree is Degree.FRIEND


@pytest.mark.parametrize(
    ("text", "degree", "kind"),
    [
        ("haluan kuolla", Degree.ACT, LIFE),
        ("en jaksa enää elää", Degree.ACT, LIFE),
        ("mies löi mua eilen", Degree.ACT, VIOLENCE),
        ("mulla ei oo mitään syötävää", Degree.ACT, NEED),
        ("pelkään että satutan vauvaa", Degree.ACT, CHILD),
        ("я не хочу жить", Degree.ACT, LIFE),
        ("my husband beats me", Degree.ACT, VIOLENCE),
        ("kaveri sanoi että tappaa itsensä", Degree.FRIEND, LIFE),
        ("ei mulla mitään hätää ole", Degree.CALM, ""),
        ("haluan lopettaa siivoustyön", Degree.NONE, ""),
        ("löytyykö lyhyitä kursseja iltaisin", Degree.NONE, ""),
        ("", Degree.NONE, ""),
        ("👍", Degree.NONE, ""),
    ],
)
def test_the_degree_of_a_message(text: str, degree: Degree, kind: str) -> None:
    found = READER.read(text)
    assert found.degree is degree
    assert found.kind == kind or not kind


def test_the_gravest_sentence_counts_and_calm_beside_it_does_not() -> None:
    assert READER.read("Etsin kurssia. Ei mitään hätää. Haluan kuolla.").degree is Degree.ACT


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("haluan kuolla", None),
        ("I want to die", "en"),
        ("jag vill inte leva längre", "sv"),
        ("я не хочу жить", "ru"),
        ("я не хочу жити, мені погано", "uk"),
        ("لا أريد أن أعيش", "ar"),
        ("ma ei taha enam elada", "et"),
        ("waxaan rabaa inaan dhinto", "so"),
    ],
)
def test_one_in_danger_is_answered_in_the_language_that_they_write(text: str, language: "str | None") -> None:
    assert language_of(text, WORDS) == language


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "kuolla " * 50_000, "haluan. " * 50_000, "\n" * 100_000, "😢" * 100_000]
)
def test_odd_and_endless_text_is_read_in_bounded_time(text: str) -> None:
    started = time.thread_time()
    READER.read(text)
    assert time.thread_time() - started < 10
