"""`make rehearse-restore`: a thousand talks with the real Rasa, a back-up while people write, two hundred deletions,
the loss of both databases, and a restore. Prints what came back, and ends with 1 when anything did that should not."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from cryptography.fernet import Fernet
from pydantic import SecretStr

from api.launch.backup import backup, restore
from api.platform import clock
from tests.support.stack import UNLIMITED, Stack, Talk
from tests.support.tracker import messages_in

TALKS, DELETED, HANDS = 1000, 200, 8


def main(talks: int, deleted: int) -> int:
    with TemporaryDirectory() as folder:
        keys = [SecretStr(Fernet.generate_key().decode())]
        kept = Path(folder) / "kept"
        (Path(folder) / "var").mkdir()
        stack = Stack(Path(folder) / "var", backup_dir=str(kept), backup_keys=keys, **UNLIMITED)
        stack.start()
        try:
            return rehearse(stack, talks, deleted)
        finally:
            stack.stop()


def rehearse(stack: Stack, count: int, deleted: int) -> int:
    settings = stack.settings
    with ThreadPoolExecutor(HANDS) as hands:
        talks = list(hands.map(lambda _: one(stack), range(count)))
        # Some go on writing while the copy is made.
        writing = [hands.submit(talk.ask, "kiitos") for talk in talks[deleted : deleted + 50]]
        began = time.monotonic()
        file = backup(settings, settings.backups, clock.now())
        print(f"back-up of {count} talks: {time.monotonic() - began:.1f} s, {file.stat().st_size / 1e6:.1f} MB, sealed")
        for each in writing:
            each.result()
        list(hands.map(remove, talks[:deleted]))
    wait_until_noted(settings.backups / "deletions.log", deleted)
    for name in ("service", "rasa", "actions"):
        stack.kill(name)
    for file_of in settings.var_dir.glob("*.db*"):
        file_of.unlink()

    began = time.monotonic()
    done = restore(settings, file, clock.now())
    print(f"restore: {time.monotonic() - began:.1f} s; {done.talks} talks, {done.kept_away} kept away")
    tracked = messages_in(settings.tracker_file)
    in_tracker = sum(talk.id in tracked for talk in talks[:deleted])
    missing = sum(talk.id not in tracked for talk in talks[deleted:])
    for name in ("rasa", "actions", "service"):
        stack.start_one(name)
    stack.wait_until_ready()
    in_service = sum(status(talk) == 200 for talk in talks[:deleted])
    lost = sum(status(talk) != 200 for talk in talks[deleted:])
    print(f"deleted talks that came back: {in_service} in the service, {in_tracker} in the tracker")
    print(f"other talks that are not there: {lost} in the service, {missing} in the tracker")
    goes_on = talks[-1].ask("löytyykö siivouskurssia")
    print(f"a talk goes on after the restore: {bool(goes_on)}")
    return int(bool(in_service or in_tracker or lost or missing or not goes_on))


def one(stack: Stack) -> Talk:
    talk = Talk(stack.url)
    talk.ask("moi")
    return talk


def remove(talk: Talk) -> None:
    httpx.delete(talk.url, headers=talk.headers, trust_env=False, timeout=30).raise_for_status()


def status(talk: Talk) -> int:
    return httpx.get(f"{talk.url}/messages", headers=talk.headers, trust_env=False, timeout=30).status_code


def wait_until_noted(ledger: Path, count: int) -> None:
    ends = time.monotonic() + 60
    while not ledger.exists() or len(ledger.read_text().splitlines()) < count:
        assert time.monotonic() < ends, "the ledger lacks deletions"
        time.sleep(0.1)


if __name__ == "__main__":
    counts = [int(each) for each in sys.argv[1:]] or [TALKS, DELETED]
    sys.exit(main(*counts))
