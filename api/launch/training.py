"""The trained model: made when anything that shapes it has changed, and only then."""

import gzip
import hashlib
import os
import subprocess
import tarfile
import zlib
from pathlib import Path

from api.platform.private_files import UMASK
from api.settings import ROOT, Settings

SHAPES_THE_MODEL = ("data/nlu", "data/answers.yml", "bot", "finnish", "uv.lock")


READ_BYTES = 1024 * 1024


class TrainingFailed(Exception):
    """Rasa could not train; the log says why."""


def fingerprint(root: Path = ROOT) -> str:
    """A hash over the names and contents of all that shapes the model. Dates do not count."""
    digest = hashlib.sha256()
    for name in SHAPES_THE_MODEL:
        for path in sorted(_files(root / name)):
            digest.update(str(path.relative_to(root)).encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def model_path(settings: Settings) -> Path:
    """Where the model of the present data is, or will be."""
    return settings.var_dir / "models" / f"askelmerkki-{fingerprint()}.tar.gz"


def train(settings: Settings) -> Path:
    """The model of the present data, trained if it is not there. Raises TrainingFailed."""
    model = model_path(settings)
    if model.exists() and is_whole(model):
        return model
    log = settings.var_dir / "log" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    model.parent.mkdir(parents=True, exist_ok=True)
    command = [
        str(ROOT / ".venv-bot" / "bin" / "rasa"), "train", "--config", str(ROOT / "bot" / "config.yml"),
        "--domain", str(ROOT / "bot" / "domain.yml"),
        "--data", str(ROOT / "data" / "nlu"), str(ROOT / "bot" / "stories"),
        "--out", str(model.parent), "--fixed-model-name", "making",
    ]  # fmt: skip
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "",
        "PYTHONWARNINGS": "ignore", "ASKEL_INTERNAL_TOKEN": "", "ASKEL_ACTIONS_URL": "", "ASKEL_TRACKER_DB": "",
    }  # fmt: skip
    with log.open("w") as out:
        done = subprocess.run(
            command, cwd=settings.var_dir, env={**os.environ, **quiet}, umask=UMASK,
            stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    made = model.parent / "making.tar.gz"
    if done.returncode or not made.exists():
        raise TrainingFailed(str(log))
    made.rename(model)
    _drop_old(model)
    return model


def is_whole(model: Path) -> bool:
    """Whether the archive can be read to its end: one that a full disk or a copy has cut short cannot."""
    try:
        with gzip.open(model) as unpacked:
            # The sum over all of it stands at its end, and is checked when that is read.
            while unpacked.read(READ_BYTES):
                pass
        with tarfile.open(model, "r:gz") as archive:
            return "metadata.json" in archive.getnames()
    except (tarfile.TarError, EOFError, OSError, zlib.error):
        return False


def _drop_old(model: Path) -> None:
    for other in model.parent.glob("askelmerkki-*.tar.gz"):
        if other != model:
            other.unlink()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
