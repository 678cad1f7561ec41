"""`make nlu-baselines`: train what Rasa has of its own on our sentences. Long; what was made is kept.

A baseline learns from the same subset of the sentences, since the whole would take hours. Ours is trained on the
subset too, in the report, so that like is compared with like.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Optional

from tests.nlu.corpus import ROOT, held_out, training
from tests.nlu.pipelines import Examples, Trained, cause, parse, subset, train

CONFIGS = sorted(Path(__file__).parent.joinpath("baselines").glob("*.yml"))
CACHE = ROOT / "var" / "nlu-baselines"
# Examples of each intent. DIET takes about a quarter of a second an example and core for its 100 epochs.
PER_INTENT = 25


def shared_subset() -> Examples:
    """The sentences that every pipeline of the comparison learns from."""
    return subset(training(), PER_INTENT)


def place(config: Path, examples: Examples) -> Path:
    """The folder of a baseline of exactly this configuration and these sentences."""
    return CACHE / f"{config.stem}-{cause(config, examples)}"


def cached(config: Path, examples: Examples) -> Optional[Trained]:
    """The baseline if it was made of the present sentences."""
    folder = place(config, examples)
    return train(config, examples, folder) if (folder / "trained.json").exists() else None


def of_other_data(config: Path) -> bool:
    """Whether the baseline was made once, of whatever sentences."""
    return any(CACHE.glob(f"{config.stem}-*/trained.json"))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--only", choices=[config.stem for config in CONFIGS], help="make one of them")
    only = asked.parse_args().only
    examples = shared_subset()
    texts = [row.text for row in held_out()]
    for config in CONFIGS:
        if only in (None, config.stem):
            print(f"{config.stem}: {sum(map(len, examples.values()))} sentences …", flush=True)
            trained = train(config, examples, place(config, examples))
            print(f"{config.stem}: trained in {trained.seconds:.0f} s", flush=True)
            if texts:
                parse(trained, texts)


if __name__ == "__main__":
    main()
