from bot.nlu.distress import weighed
from finnish.distress import Verdict

LIKELY = 0.1


def ranking(**intents: float) -> list:
    return [{"name": name, "confidence": confidence} for name, confidence in intents.items()]


def names(found: list) -> list:
    return [intent["name"] for intent in found]


def test_a_sure_word_comes_first_and_the_classifiers_ranking_stays_behind_it() -> None:
    found = weighed(ranking(greet=0.9, thank=0.1), Verdict.SURE, LIKELY)
    assert found == ranking(distress=1.0, greet=0.9, thank=0.1)


def test_a_doubtful_word_counts_when_the_classifier_holds_it_for_likely() -> None:
    assert names(weighed(ranking(greet=0.8, distress=0.1), Verdict.MAYBE, LIKELY)) == ["distress", "greet"]
    assert names(weighed(ranking(greet=0.8, distress=0.09), Verdict.MAYBE, LIKELY)) == ["greet", "distress"]
    assert names(weighed(ranking(greet=0.8), Verdict.MAYBE, LIKELY)) == ["greet"]


def test_an_idiom_takes_the_classifiers_distress_away() -> None:
    assert weighed(ranking(distress=0.9, greet=0.1), Verdict.SOUNDS, LIKELY) == ranking(greet=0.1)


def test_where_the_rules_say_nothing_the_classifier_decides() -> None:
    assert weighed(ranking(distress=0.9, greet=0.1), Verdict.NOTHING, LIKELY) == ranking(distress=0.9, greet=0.1)
