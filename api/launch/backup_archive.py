"""The file of a back-up: a packed tar of its parts with a list of their sums, sealed when there is a key.

A sealed file is a row of Fernet tokens, a megabyte in each. Every token tells whose file it is of, its place and
whether it is the last: tokens of another file, in another order or cut short are noticed.
"""

import hashlib
import io
import json
import os
import secrets
import struct
import tarfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Iterator

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

PLAIN, SEALED = b"askelmerkki back-up 1 plain\n", b"askelmerkki back-up 1 sealed\n"
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
LONGEST_TOKEN = 2 * CHUNK
LENGTH, PLACE = struct.Struct(">I"), struct.Struct(">16sQ?")


class BadBackup(Exception):
    """The file is no back-up, is broken, or none of the keys opens it. Its words say which."""


def write(file: Path, parts: Mapping[str, Path], told: Mapping[str, Any], keys: Sequence[str]) -> None:
    """Pack the parts under their names, with what is told of them. The file appears when it is whole."""
    making = file.with_suffix(".part")
    sums = {name: _sum(part) for name, part in parts.items()}
    manifest = json.dumps({**told, "sums": sums}).encode()
    with making.open("wb") as out:
        os.fchmod(out.fileno(), 0o600)
        with _sealing(out, keys) as target, tarfile.open(fileobj=target, mode="w|gz") as packed:
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(manifest)
            packed.addfile(entry, io.BytesIO(manifest))
            for name, part in parts.items():
                packed.add(part, name)
        out.flush()
        os.fsync(out.fileno())
    making.rename(file)


def read(file: Path, folder: Path, keys: Sequence[str]) -> dict[str, Any]:
    """Unpack the parts into the folder, and give what was told of them. Raises BadBackup."""
    try:
        with file.open("rb") as packed, tarfile.open(fileobj=_opened(packed, keys), mode="r|gz") as parts:
            parts.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        broken = [name for name, wanted in manifest["sums"].items() if _sum(folder / name) != wanted]
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, KeyError) as error:
        raise BadBackup(f"{file.name} is broken: {error}") from error
    if broken:
        raise BadBackup(f"{file.name} is broken: {', '.join(broken)}")
    return manifest


@contextmanager
def _sealing(out: IO[bytes], keys: Sequence[str]) -> Iterator[IO[bytes]]:
    out.write(SEALED if keys else PLAIN)
    if not keys:
        yield out
        return
    with io.BufferedWriter(_Sealer(out, _fernet(keys)), CHUNK) as buffered:
        yield buffered


def _opened(packed: IO[bytes], keys: Sequence[str]) -> IO[bytes]:
    kind = packed.readline(len(SEALED))
    if kind == PLAIN:
        return packed
    if kind != SEALED:
        raise BadBackup("this is no back-up of ours")
    if not keys:
        raise BadBackup("it is sealed, and ASKEL_BACKUP_KEYS has no key")
    return io.BufferedReader(_Opener(packed, _fernet(keys)), CHUNK)


def _fernet(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


class _Sealer(io.RawIOBase):
    """Writes what it is given as a token; the last one when it is closed."""

    def __init__(self, out: IO[bytes], fernet: MultiFernet) -> None:
        self._out, self._fernet = out, fernet
        self._id, self._place = secrets.token_bytes(16), 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._token(bytes(data), last=False)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._token(b"", last=True)
        super().close()

    def _token(self, data: bytes, last: bool) -> None:
        for start in range(0, max(len(data), 1), CHUNK):
            token = self._fernet.encrypt(PLACE.pack(self._id, self._place, last) + data[start : start + CHUNK])
            self._out.write(LENGTH.pack(len(token)) + token)
            self._place += 1


class _Opener(io.RawIOBase):
    """Reads token by token. Raises BadBackup for one that is not in its place."""

    def __init__(self, packed: IO[bytes], fernet: MultiFernet) -> None:
        self._packed, self._fernet = packed, fernet
        self._id, self._place, self._ended = b"", 0, False
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left and not self._ended:
            self._left = self._next()
        taken = min(len(buffer), len(self._left))
        buffer[:taken], self._left = self._left[:taken], self._left[taken:]
        return taken

    def _next(self) -> bytes:
        told = self._packed.read(LENGTH.size)
        length = LENGTH.unpack(told)[0] if len(told) == LENGTH.size else 0
        if not 0 < length <= LONGEST_TOKEN:
            raise BadBackup("it is cut short")
        try:
            opened = self._fernet.decrypt(self._packed.read(length))
        except InvalidToken:
            raise BadBackup("none of the keys opens it, or it has been changed") from None
        whose, place, self._ended = PLACE.unpack(opened[: PLACE.size])
        self._id = self._id or whose
        if whose != self._id or place != self._place:
            raise BadBackup("its parts are not in their places")
        self._place += 1
        return opened[PLACE.size :]


def _sum(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
