"""`make nlu-report`: train on data/nlu, judge on the held-out sentences, write docs/nlu/report.md and its picture."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

import matplotlib
import numpy as np
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import confusion_matrix
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from bot.nlu.acts import ONLY_ACTS, OPEN_QUESTION, read_message, without
from bot.nlu.answers import AnswerReader
from bot.nlu.calibration import BINS, expected_error
from bot.nlu.model import IntentModel, middle_runs
from bot.nlu.vectors import word_vectors
from bot.nlu.words import finnish_words
from finnish.words import Words
from tests.nlu import baselines
from tests.nlu.acts import counted, told
from tests.nlu.answers import held_out_answers, read_right
from tests.nlu.corpus import ROOT, Sentence, blocks, flat, held_out, nearest, talks, training
from tests.nlu.disturbed import DISTURBANCES
from tests.nlu.pipelines import Answers, Examples, Trained, parse, train
from tests.nlu.scores import FALLBACK, Readings, confusions, let_through, per_intent, reliability_of

matplotlib.use("Agg")
from matplotlib import pyplot

OUT = ROOT / "docs" / "nlu"
CONFIG = ROOT / "bot" / "config.yml"
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
NEARNESS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.8, 1.01)
CONFUSIONS = 25
NAMES = {"stock": "stock Rasa: words, characters, DIET", "spacy": "spaCy-fi, words, characters, DIET"}
NOT_MEASURED = "–"


@dataclass(frozen=True)
class Compared:
    """A row of the comparison."""

    name: str
    sentences: int
    readings: Readings
    seconds: float
    speed: str = NOT_MEASURED
    memory: str = NOT_MEASURED
    against: str = NOT_MEASURED


def main() -> None:
    rows = held_out()
    if not rows:
        raise SystemExit("tests/nlu/heldout.tsv is missing: nothing to judge on, no report written.")
    with tempfile.TemporaryDirectory() as folder:
        page = report(rows, Path(folder))
    OUT.mkdir(parents=True, exist_ok=True)
    template = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, keep_trailing_newline=True
    ).get_template("report.md.j2")
    OUT.joinpath("report.md").write_text(template.render(**page), "utf-8")
    draw(page["ours"], OUT / "confusion.png")
    print(f"macro-F1 {page['ours'].macro_f1:.3f}, accuracy {page['ours'].accuracy:.3f}: {OUT / 'report.md'}")


def report(rows: Sequence[Sentence], folder: Path) -> Dict[str, object]:
    """Everything that the page shows."""
    examples, subset = training(), baselines.shared_subset()
    texts, meant = [row.text for row in rows], [row.intent for row in rows]
    whole = train(CONFIG, examples, folder / "whole")
    answers = parse(whole, texts)
    ours = Readings.of(meant, answers.rankings)
    part = train(CONFIG, subset, folder / "part")
    compared = [
        _row("ours", examples, meant, whole, answers),
        linear("characters, linear", examples, rows),
        _row("ours, subset", subset, meant, part, parse(part, texts)),
        linear("characters, linear, subset", subset, rows),
    ]
    others, missing = made_baselines(subset, rows)
    config, model, unseen = left_out(examples)
    return {
        "sentences": sum(map(len, examples.values())),
        "intents": len(examples),
        "rows": len(rows),
        "ours": ours,
        "compared": against_stock(compared + others),
        "missing": missing,
        "per_intent": baselines.PER_INTENT,
        "nearness": by_nearness(ours, nearest(texts, flat(examples)[0])),
        "unseen": unseen,
        "styles": by_style(ours, rows),
        "disturbed": disturbed(whole, texts, meant),
        "temperature": model.learned.lines.temperature,
        "bins": BINS,
        "expected_error": expected_error,
        "held_error": expected_error(ours.sure, ours.right),
        "unseen_error": expected_error(unseen.sure, unseen.right),
        "reliability": reliability_of(ours),
        "thresholds": thresholds(unseen, ours, config["threshold"]),
        **distress(ours, answers),
        "confusions": confusions(ours, CONFUSIONS),
        "per_intent_rows": per_intent(ours),
        **acts_and_answers(examples),
        "pct": lambda share: f"{100 * share:.1f}",
        "num": lambda value: f"{value:.0f}",
    }


def linear(name: str, examples: Examples, rows: Sequence[Sentence]) -> Compared:
    """A linear classifier that sees letters only, without Rasa."""
    started = time.process_time()
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True)
    classifier = make_pipeline(letters, LinearSVC(random_state=0)).fit(*flat(examples))
    seconds = time.process_time() - started
    read = classifier.predict([row.text for row in rows])
    readings = Readings(np.array([row.intent for row in rows]), read, np.ones(len(rows)))
    return Compared(name, sum(map(len, examples.values())), readings, seconds)


def made_baselines(examples: Examples, rows: Sequence[Sentence]) -> Tuple[List[Compared], List[str]]:
    """The baselines that were made of exactly these sentences, and a line for each that was not."""
    meant, texts = [row.intent for row in rows], [row.text for row in rows]
    found, missing = [], []
    for config in baselines.CONFIGS:
        trained = baselines.cached(config, examples)
        if trained:
            found.append(_row(f"{NAMES[config.stem]}, subset", examples, meant, trained, parse(trained, texts)))
        else:
            why = "was made of other sentences" if baselines.of_other_data(config) else "is not made yet"
            missing.append(f"**The baseline `{config.stem}` {why}; `make nlu-baselines` makes it.**\n")
    return found, missing


def against_stock(rows: List[Compared]) -> List[Compared]:
    """The rows with what share of stock Rasa's errors each makes more or fewer."""
    stock = next((row for row in rows if row.name.startswith(NAMES["stock"])), None)
    return [row if stock is None else _against(row, stock) for row in rows]


def left_out(examples: Examples) -> Tuple[dict, IntentModel, Readings]:
    """The pipeline's thresholds, a model that did not see a third of the training sentences, how it read those."""
    ours, fallback = pipeline()["FinnishIntentClassifier"], pipeline()["FallbackClassifier"]
    texts, intents = (np.array(column) for column in flat(examples))
    unseen = middle_runs(intents)
    model = IntentModel.fit(
        Words(), word_vectors(), texts[~unseen].tolist(), intents[~unseen], ours["strength"], ours["caution"]
    )
    by_topics = unseen & ~np.isin(intents, list(ONLY_ACTS))
    rankings = [without(model.rank(text), ONLY_ACTS) for text in texts[by_topics].tolist()]
    return fallback, model, Readings.of(intents[by_topics], rankings)


def by_style(ours: Readings, rows: Sequence[Sentence]) -> List[Tuple[str, Readings]]:
    styles = np.array([row.style for row in rows])
    return [(style, ours.only(styles == style)) for style in sorted(set(styles))]


def by_nearness(ours: Readings, near: np.ndarray) -> List[Tuple[str, Readings]]:
    """The held-out sentences by how alike the nearest training sentence is."""
    groups = [(f"{low:.1f}–{high:.1f}", (near >= low) & (near < high)) for low, high in pairwise(NEARNESS)]
    return [(name, ours.only(rows)) for name, rows in groups if rows.any()]


def disturbed(trained: Trained, texts: Sequence[str], meant: Sequence[str]) -> List[Tuple[str, Readings]]:
    """How the same messages are read when disturbed; asked all at once, since a model takes long to load."""
    asked = [disturb(text) for disturb in DISTURBANCES.values() for text in texts]
    rankings = parse(trained, asked).rankings
    starts = range(0, len(asked), len(texts))
    found = [Readings.of(meant, rankings[start : start + len(texts)]) for start in starts]
    return list(zip(DISTURBANCES, found, strict=True))


def thresholds(unseen: Readings, held: Readings, used: float) -> List[dict]:
    """What each threshold lets through and loses, on both sets."""
    return [
        {"threshold": one, "used": one == used, "unseen": let_through(unseen, one), "held": let_through(held, one)}
        for one in sorted({*THRESHOLDS, used})
    ]


def distress(ours: Readings, answers: Answers) -> Dict[str, float]:
    """How often a cry for help is heard first, and how often among the first three."""
    rows = np.flatnonzero(ours.meant == "distress")
    first = [ours.read[row] == "distress" for row in rows]
    rankings = [[name for name, _ in ranking if name != FALLBACK] for ranking in answers.rankings]
    top = ["distress" in rankings[row][:3] for row in rows]
    return {"distress_recall": _mean(first), "distress_top": _mean(top), "distress_rows": len(rows)}


def acts_and_answers(examples: Examples) -> Dict[str, object]:
    """How acts are found and answers read in voices that nothing is trained on, without Rasa."""
    model = read_beside_places()
    reader, rows = AnswerReader.fit(model, examples), held_out_answers()
    right: Dict[str, List[bool]] = {}
    for row in rows:
        right.setdefault(row.asked.kind, []).append(read_right(row, reader.read(row.text, row.asked)))
    counts = counted(told(), lambda text: read_message(text, {OPEN_QUESTION: None}, model).acts)
    return {
        "acts": counts,
        "act_rows": len(told()),
        "answers": {kind: (_mean(flags), len(flags)) for kind, flags in right.items()},
        **in_talks(model),
    }


def read_beside_places() -> IntentModel:
    """The pipeline's classifier, without Rasa, which also learned what is said where."""
    lines = [(line, block.intent, block.before) for block in blocks() for line in block.lines]
    texts, intents, before = zip(*lines, strict=True)
    ours = pipeline()["FinnishIntentClassifier"]
    return IntentModel.fit(finnish_words(), word_vectors(), texts, intents, ours["strength"], ours["caution"], before)


def in_talks(model: IntentModel) -> Dict[str, object]:
    """How the parts of messages in whole talks are read, by themselves and beside what was said last."""
    rows = talks()
    meant = [row.intent for row in rows]
    return {
        "talks": Readings.of(meant, [model.rank(row.text, row.before) for row in rows]),
        "talks_alone": Readings.of(meant, [model.rank(row.text) for row in rows]),
        "talk_lives": len({row.life for row in rows}),
    }


def pipeline() -> Dict[str, dict]:
    """The settings of the pipeline's components by name."""
    return {one["name"].rsplit(".")[-1]: one for one in yaml.safe_load(CONFIG.read_text("utf-8"))["pipeline"]}


def draw(readings: Readings, path: Path) -> None:
    """The confusion matrix, each row in shares of what was meant."""
    names = sorted(set(readings.meant) | set(readings.read))
    shares = confusion_matrix(readings.meant, readings.read, labels=names, normalize="true")
    figure, axes = pyplot.subplots(figsize=(16, 15))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("read as")
    axes.set_ylabel("meant")
    figure.tight_layout()
    figure.savefig(path, dpi=90)


def _row(name: str, examples: Examples, meant: Sequence[str], trained: Trained, answers: Answers) -> Compared:
    return Compared(
        name,
        sum(map(len, examples.values())),
        Readings.of(meant, answers.rankings),
        trained.seconds,
        f"{answers.p50:.1f} / {answers.p95:.1f}",
        f"{answers.rss:.0f}",
    )


def _against(row: Compared, stock: Compared) -> Compared:
    change = (1 - row.readings.accuracy) / max(1 - stock.readings.accuracy, 1e-9) - 1
    shown = f"{100 * change:+.0f} %" if row.sentences == stock.sentences else NOT_MEASURED
    return replace(row, against=shown)


def _mean(flags: Sequence[bool]) -> float:
    return float(np.mean(flags)) if flags else 0.0


if __name__ == "__main__":
    main()
