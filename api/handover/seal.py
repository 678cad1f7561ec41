"""Contact details at rest: encrypted with keys that are not in the database."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, MultiFernet

from api.handover.model import CallbackClosed


class Seal:
    """Closes with the first key and opens with any, so that keys can be changed one by one."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = [Fernet(key) for key in keys]

    @property
    def _fernet(self) -> MultiFernet:
        """Raises CallbackClosed when there is no key: nothing is kept in the clear instead."""
        if not self._keys:
            raise CallbackClosed
        return MultiFernet(self._keys)

    def close(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Raises cryptography's InvalidToken when none of the keys fits."""
        return self._fernet.decrypt(sealed).decode()

    def renew(self, sealed: bytes) -> bytes:
        """The same, closed with the first key."""
        return self._fernet.rotate(sealed)
