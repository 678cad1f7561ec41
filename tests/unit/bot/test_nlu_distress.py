from bot.nlu.distress import acts_weighed, weighed
from finnish.danger import Degree


def ranking(**intents: float) -> list:
    return [{"name": name, "confidence": confidence} for name, confidence in intents.items()]


def act(intent: str, start: int = 0, end: int = 5) -> dict:
    return {"intent": intent, "confidence": 0.9, "from": start, "to": end}


def test_what_is_read_as_danger_despair_or_worry_comes_first() -> None:
    for degree in (Degree.ACT, Degree.ASK, Degree.FRIEND):
        assert weighed(ranking(greet=0.9, thank=0.1), degree) == ranking(distress=1.0, greet=0.9, thank=0.1)


def test_what_is_not_read_so_is_nothing_of_it_whatever_the_classifier_says() -> None:
    for degree in (Degree.CALM, Degree.NONE):
        assert weighed(ranking(distress=0.9, greet=0.1), degree) == ranking(greet=0.1)


def test_distress_is_the_first_act_or_none() -> None:
    assert [each["intent"] for each in acts_weighed([act("find_unit")], ranking(distress=1.0), "x" * 5)] == [
        "distress",
        "find_unit",
    ]
    assert [each["intent"] for each in acts_weighed([act("distress")], ranking(greet=1.0), "x" * 5)] == ["greet"]
