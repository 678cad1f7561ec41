"""What supervisor reads of the configuration that `make run` writes for it."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from supervisor.datatypes import dict_of_key_value_pairs

from api.launch.processes import Process, all_processes
from api.launch.run import CannotStart, supervisor_configuration
from api.settings import Settings


def environments(settings: Settings, processes: tuple[Process, ...]) -> list[dict[str, str]]:
    lines = supervisor_configuration(settings, processes).splitlines()
    written = [line.removeprefix("environment=") for line in lines if line.startswith("environment=")]
    return [dict_of_key_value_pairs(line.replace("%%", "%")) for line in written]


def test_every_process_gets_its_environment_whole(tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None,
        var_dir=tmp_path,
        allowed_origins=["https://kaupunki.example"],
        contact_keys=[SecretStr("avain%=")],
    )
    processes = all_processes(settings, tmp_path / "model")
    assert environments(settings, processes) == [process.environment for process in processes]


def test_a_value_that_cannot_be_passed_on_is_named(tmp_path: Path) -> None:
    odd = Process("x", ("true",), {"ASKEL_ODD": """both ' and " """}, tmp_path)
    with pytest.raises(CannotStart, match="ASKEL_ODD"):
        supervisor_configuration(Settings(_env_file=None, var_dir=tmp_path), (odd,))
