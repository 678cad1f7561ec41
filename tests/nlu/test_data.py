from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
# Meant by pressing a button, or by having been understood in no way: nobody writes these.
NEVER_WRITTEN = {
    "nlu_fallback", "refuse_entry", "hear_whether_it_helped",
    "choose_instrument", "answer_item", "stop_assessment", "judge_competence",
}  # fmt: skip


def examples() -> dict:
    found: dict = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")]
            found.setdefault(block["intent"], []).extend(lines)
    return found


def domain_intents() -> set:
    files = (ROOT / "bot" / "domain").glob("*.yml")
    return {intent for path in files for intent in yaml.safe_load(path.read_text("utf-8")).get("intents", [])}


def test_every_intent_of_the_domain_has_examples_and_none_is_unknown() -> None:
    assert set(examples()) | NEVER_WRITTEN == domain_intents()


def test_no_sentence_is_given_twice() -> None:
    every = [line.lower() for lines in examples().values() for line in lines]
    assert sorted(every) == sorted(set(every))
