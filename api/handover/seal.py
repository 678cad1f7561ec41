"""Contact details at rest: encrypted with keys that are not in the database."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, MultiFernet


class Seal:
    """Closes with the first key and opens with any, so that keys can be changed one by one."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def close(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Raises cryptography's InvalidToken when none of the keys fits."""
        return self._fernet.decrypt(sealed).decode()

    def renew(self, sealed: bytes) -> bytes:
        """The same, closed with the first key."""
        return self._fernet.rotate(sealed)
