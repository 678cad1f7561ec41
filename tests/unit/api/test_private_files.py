"""No other user of the machine reads what is stored of people."""

import gzip
import os
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from api.launch import training
from api.launch.processes import all_processes, environment_of
from api.launch.run import supervisor_configuration
from api.settings import ROOT, Settings


def open_to_others(folder: Path) -> list[str]:
    return [str(path) for path in (folder, *folder.rglob("*")) if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_what_is_written_and_what_was_there_is_for_its_own_user_alone(tmp_path: Path) -> None:
    var = tmp_path / "var"
    (var / "log").mkdir(parents=True)
    (var / "log" / "old.log").write_text("vanha")
    for path in (var, var / "log", var / "log" / "old.log"):
        path.chmod(0o777)
    settings = Settings(_env_file=None, var_dir=var)
    subprocess.run(
        [sys.executable, "-m", "api", "prepare"],
        check=True, capture_output=True, cwd=ROOT, umask=0o000, env={**os.environ, **environment_of(settings)},
    )  # fmt: skip
    assert (var / "askelmerkki.db").exists()
    assert open_to_others(var) == []


def test_every_process_is_started_with_the_same_umask(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, var_dir=tmp_path)
    written = supervisor_configuration(settings, all_processes(settings, tmp_path / "model")).splitlines()
    assert written.count("umask=077") == 1 + 3


def test_rasa_and_the_actions_are_told_to_listen_on_loopback_alone(tmp_path: Path) -> None:
    rasa, actions, _ = all_processes(Settings(_env_file=None, var_dir=tmp_path), tmp_path / "model")
    assert rasa.command[rasa.command.index("--interface") + 1] == "127.0.0.1"
    assert actions.command[1:3] == ("-m", "actions.server")


def archive(path: Path) -> Path:
    part = path.parent / "metadata.json"
    part.write_text("{}" + " " * 100_000)
    with tarfile.open(path, "w:gz") as made:
        made.add(part, "metadata.json")
    return path


@pytest.mark.parametrize("left", [0, 10, 0.5, 0.99])
def test_a_model_that_was_cut_short_is_noticed(tmp_path: Path, left: float) -> None:
    model = archive(tmp_path / "model.tar.gz")
    assert training.is_whole(model)
    data = model.read_bytes()
    model.write_bytes(data[: int(left if left >= 1 or not left else left * len(data))])
    assert not training.is_whole(model)


def test_a_model_with_a_changed_byte_or_another_archive_is_noticed(tmp_path: Path) -> None:
    model = archive(tmp_path / "model.tar.gz")
    data = bytearray(model.read_bytes())
    data[len(data) // 2] ^= 0xFF
    model.write_bytes(data)
    assert not training.is_whole(model)
    model.write_bytes(gzip.compress(b"not an archive"))
    assert not training.is_whole(model)


def test_a_model_that_was_cut_short_is_trained_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(_env_file=None, var_dir=tmp_path)
    model = training.model_path(settings)
    model.parent.mkdir()
    model.write_bytes(archive(tmp_path / "whole.tar.gz").read_bytes()[:-20])
    asked = []

    def rasa(command, **_more):
        asked.append(command)
        archive(model.parent / "making.tar.gz")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(training.subprocess, "run", rasa)
    assert training.train(settings) == model
    assert len(asked) == 1
    assert training.is_whole(model)
    assert training.train(settings) == model
    assert len(asked) == 1, "a whole one is not trained again"
