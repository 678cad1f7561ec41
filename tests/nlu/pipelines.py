"""Pipelines trained and asked through Rasa in processes of their own; what was made is kept by a hash of its causes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Sequence

import yaml

from tests.nlu.corpus import ROOT

SCRIPT = Path(__file__).with_name("in_rasa.py")
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "PYTHONWARNINGS": "ignore",
    "LOG_LEVEL": "ERROR",
    "RASA_MAX_CACHE_SIZE": "0",  # a training that is measured must be one
}
# As Rasa is served (api/launch/processes.py): threads that wait for work by spinning count as work otherwise.
SERVED = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
Examples = Dict[str, List[str]]


@dataclass(frozen=True)
class Answers:
    """What a model said to some texts, and what it took: milliseconds a text, megabytes, seconds to load."""

    rankings: List[List[List]]
    p50: float
    p95: float
    rss: float
    load: float


@dataclass(frozen=True)
class Trained:
    """A model file and the seconds that its training took."""

    model: Path
    seconds: float


def subset(examples: Examples, most: int) -> Examples:
    """At most so many sentences of each intent, spread evenly over all that were written."""
    return {
        intent: [texts[place * len(texts) // most] for place in range(most)] if len(texts) > most else texts
        for intent, texts in examples.items()
    }


def train(config: Path, examples: Examples, folder: Path) -> Trained:
    """A model of these examples, made in the folder unless it is there already."""
    made = Trained(folder / "model.tar.gz", 0.0)
    record = folder / "trained.json"
    if not record.exists():
        folder.mkdir(parents=True, exist_ok=True)
        data = folder / "examples.yml"
        data.write_text(_as_rasa(examples), "utf-8")
        record.write_text(json.dumps(_run("train", config, data, made.model)))
    return Trained(made.model, json.loads(record.read_text())["seconds"])


def parse(trained: Trained, texts: Sequence[str]) -> Answers:
    """What the model says to the texts; asked once for the same texts."""
    kept = trained.model.with_name(f"answers-{_digest(*texts)}.json")
    if not kept.exists():
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as asked:
            json.dump(list(texts), asked)
            asked.flush()
            kept.write_text(json.dumps(_run("parse", trained.model, Path(asked.name), **SERVED)))
    return Answers(**json.loads(kept.read_text()))


def cause(config: Path, examples: Examples) -> str:
    """A hash of all that a model's training depends on, our own components apart."""
    return _digest(config.read_text("utf-8"), json.dumps(examples, ensure_ascii=False, sort_keys=True))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _as_rasa(examples: Examples) -> str:
    blocks = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in examples.items()
    ]
    return yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, sort_keys=False)


def _run(*arguments: object, **environment: str) -> dict:
    """What the script found. Raises CalledProcessError, with what was said, when it fails."""
    env = {**os.environ, **QUIET, **environment}
    with tempfile.NamedTemporaryFile(suffix=".json") as answer:
        command = [sys.executable, str(SCRIPT), answer.name, *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT / "var", env=env, capture_output=True, text=True)
        if done.returncode:
            sys.stderr.write(done.stderr[-4000:])
        done.check_returncode()
        return json.loads(Path(answer.name).read_text("utf-8"))
