"""The commands and environments of the three processes, the same for `make run` and the tests."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from api.settings import ROOT, Settings


@dataclass(frozen=True)
class Process:
    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    directory: Path


def all_processes(settings: Settings, model: Path) -> tuple[Process, ...]:
    """Rasa, the actions and the service, in the order in which they are started."""
    shared = {
        "ASKEL_INTERNAL_TOKEN": settings.internal_token.get_secret_value(),
        "ASKEL_SERVICE_URL": settings.base_url,
        "ASKEL_ACTIONS_URL": settings.actions_url,
        "ASKEL_TRACKER_DB": str(settings.tracker_file),
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_MAX_CACHE_SIZE": "0",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
        # Two cores are shared by three processes; a message is too small a task for threads.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
    rasa = (
        str(ROOT / ".venv-bot" / "bin" / "rasa"), "run", "--interface", "127.0.0.1", "--port", str(settings.rasa_port),
        "--model", str(model), "--credentials", str(ROOT / "bot" / "credentials.yml"),
        "--endpoints", str(ROOT / "bot" / "endpoints.yml"),
    )  # fmt: skip
    actions = (str(bot_python()), "-m", "actions.server", str(settings.actions_port))
    service = (str(ROOT / ".venv-service" / "bin" / "python"), "-m", "api", "serve")
    return (
        Process("rasa", rasa, shared, settings.var_dir),
        Process("actions", actions, shared, settings.var_dir),
        Process("service", service, environment_of(settings), ROOT),
    )


def environment_of(settings: Settings) -> dict[str, str]:
    """The settings as the environment that a process reads them from again."""
    own = {f"ASKEL_{name.upper()}": _written(getattr(settings, name)) for name in Settings.model_fields}
    passed = {name: value for name, value in os.environ.items() if name.startswith("ASKEL_")}
    return {**passed, **own, "PYTHONWARNINGS": "ignore"}


def _written(value: object) -> str:
    """The value as an environment holds it."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return json.dumps([_written(each) for each in value]) if isinstance(value, list) else str(value)


def bot_python() -> Path:
    """The Python of the bot's environment."""
    return ROOT / ".venv-bot" / "bin" / "python"
