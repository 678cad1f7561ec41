"""`make run`: everything from the database to a message that can be answered."""

import asyncio
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from cryptography.fernet import Fernet
from pydantic import SecretStr
from rich.console import Console

from api.guidance.files import BadSeed
from api.launch import seed
from api.launch.processes import Process, all_processes
from api.launch.training import TrainingFailed, train
from api.platform import migrate
from api.platform.database import Database
from api.platform.private_files import UMASK, make_private
from api.settings import Settings

START_SECONDS = 180.0
# As supervisor reads it: in octal.
UMASK_WRITTEN = f"{UMASK:03o}"

out = Console(highlight=False)


class CannotStart(Exception):
    """A step failed: what failed, and what to do."""

    def __init__(self, advice: str) -> None:
        super().__init__(advice)
        self.advice = advice


@contextmanager
def step(title: str) -> Iterator[None]:
    """Say what is being done and how long it took, or that it failed."""
    began = time.monotonic()
    out.print(f"  … {title}")
    try:
        yield
    except Exception:
        out.print(f"  [red]✗[/red] {title} failed.")
        raise
    out.print(f"  [green]✓[/green] {title} ({time.monotonic() - began:.0f} s)")


def run(settings: Settings) -> int:
    """Start all three processes and stay until they are stopped. 0 when stopped by a person."""
    try:
        settings = with_secrets(settings)
        with step("Ports are free"):
            check_ports(settings)
        prepare(settings)
        with step("Language model"):
            model = train(settings)
        return supervise(settings, model)
    except CannotStart as error:
        out.print(f"    {error.advice}")
    except BadSeed as error:
        out.print(f"    data/facts/{error}")
    except TrainingFailed as error:
        out.print(f"    Training failed. The reason is at the end of {error}.")
    return 1


def with_secrets(settings: Settings) -> Settings:
    """The settings with an internal token and a contact key: the given ones, or made once and kept in var."""
    made: dict[str, object] = {}
    if not settings.internal_token.get_secret_value():
        made["internal_token"] = _kept(settings.var_dir / "internal-token", lambda: secrets.token_urlsafe(32))
    if not settings.contact_keys:
        made["contact_keys"] = [_kept(settings.var_dir / "contact-key", lambda: Fernet.generate_key().decode())]
    return settings.model_copy(update=made)


def _kept(file: Path, make: Callable[[], str]) -> SecretStr:
    """The secret in the file, made at the first time; nobody else may read it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(make())
    return SecretStr(file.read_text().strip())


def check_ports(settings: Settings) -> None:
    """Raises CannotStart when a port is taken."""
    for name, host, port in (
        ("ASKEL_PORT", settings.host, settings.port),
        ("ASKEL_RASA_PORT", "127.0.0.1", settings.rasa_port),
        ("ASKEL_ACTIONS_PORT", "127.0.0.1", settings.actions_port),
    ):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                advice = f"Port {port} is taken ({error.strerror}). Free it, or choose another with {name}."
                raise CannotStart(advice) from error


def prepare(settings: Settings) -> None:
    """The database and the sample content."""
    (settings.var_dir / "log").mkdir(parents=True, exist_ok=True)
    make_private(settings.var_dir)
    with step("Database"):
        migrate.upgrade(settings.database)
    with step("Sample content"):
        loaded = asyncio.run(_load(settings))
        for key, fault in loaded.bad:
            out.print(f"    [yellow]skipped[/yellow] {key}: {fault}")


async def _load(settings: Settings) -> seed.Loaded:
    database = Database(settings.database, settings.busy_timeout_seconds)
    try:
        return await seed.load(database)
    finally:
        await database.close()


def supervise(settings: Settings, model: Path) -> int:
    """Run supervisor over the three until a person stops it. Raises CannotStart."""
    configuration = settings.var_dir / "supervisor.conf"
    configuration.touch(mode=0o600)
    configuration.write_text(supervisor_configuration(settings, all_processes(settings, model)))
    command = [
        sys.executable,
        "-m",
        "supervisor.supervisord",
        "--nodaemon",
        "--silent",
        "-c",
        str(configuration),
    ]
    supervisor = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wanted, _stop)
    try:
        with step("Rasa, actions and service"):
            wait_until_ready(settings, supervisor)
        out.print(
            f"\n  Askelmerkki answers.\n    Chat page   {settings.base_url}/\n"
            f"    API pages   {settings.base_url}/api/docs\n    Health      {settings.base_url}/health/ready\n"
            f"    Logs        {settings.var_dir}/log\n  Ctrl-C stops all.\n"
        )
        return supervisor.wait()
    except KeyboardInterrupt:
        out.print("\n  Stopping.")
        return 0
    finally:
        supervisor.terminate()
        supervisor.wait()


def _stop(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def wait_until_ready(settings: Settings, supervisor: subprocess.Popen[bytes]) -> None:
    """Return when a message can be answered. Raises CannotStart with the part that is missing."""
    ends = time.monotonic() + START_SECONDS
    missing = ["service"]
    while time.monotonic() < ends:
        if supervisor.poll() is not None:
            raise CannotStart(f"The supervisor stopped. See {settings.var_dir}/log/supervisord.log.")
        try:
            answer = httpx.get(f"{settings.base_url}/health/ready", timeout=5, trust_env=False)
            if answer.is_success:
                return
            missing = answer.json()["missing"]
        except httpx.HTTPError:
            missing = ["service"]
        time.sleep(0.5)
    logs = ", ".join(f"{settings.var_dir}/log/{part}.log" for part in missing)
    raise CannotStart(f"Not ready after {START_SECONDS:.0f} s: {', '.join(missing)}. See {logs}.")


def supervisor_configuration(settings: Settings, processes: tuple[Process, ...]) -> str:
    """Supervisor's configuration: each process restarted with a growing pause when it dies."""
    logs = settings.var_dir / "log"
    sections: dict[str, dict[str, object]] = {
        "supervisord": {
            "logfile": logs / "supervisord.log",
            "pidfile": settings.var_dir / "supervisord.pid",
            "umask": UMASK_WRITTEN,
            "childlogdir": logs,
        }
    }
    for process in processes:
        sections[f"program:{process.name}"] = {
            "command": " ".join(_quoted(_escaped(part)) for part in process.command),
            "directory": _escaped(str(process.directory)),
            "environment": ",".join(_assigned(name, value) for name, value in process.environment.items()),
            "umask": UMASK_WRITTEN,
            "autorestart": "true",
            "startsecs": "3",
            "startretries": "1000000",
            "stopasgroup": "true",
            "killasgroup": "true",
            "redirect_stderr": "true",
            "stdout_logfile": logs / f"{process.name}.log",
            "stdout_logfile_maxbytes": "10MB",
            "stdout_logfile_backups": "3",
        }
    lines = []
    for title, options in sections.items():
        lines += [f"[{title}]", *(f"{name}={value}" for name, value in options.items())]
    return "\n".join(lines) + "\n"


def _escaped(value: str) -> str:
    return value.replace("%", "%%")


def _assigned(name: str, value: str) -> str:
    """A variable with its value in quotes: of the kind that it lacks, since supervisor knows no escapes in them."""
    if '"' in value and "'" in value:
        raise CannotStart(f"{name} has both kinds of quotes in it, and only one can be passed on. Leave one out.")
    quote = "'" if '"' in value else '"'
    return f"{name}={quote}{_escaped(value)}{quote}"


def _quoted(part: str) -> str:
    return f"'{part}'" if " " in part or ";" in part else part
