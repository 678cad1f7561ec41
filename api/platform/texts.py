"""What the service itself says in the chat."""

from finnish.texts import FINNISH, texts


def say(key: str, language: str = FINNISH, /, **values: object) -> str:
    """A sentence of `data/texts/chat.yml` with its places filled. Raises KeyError for a wrong key."""
    return texts("chat", language)[key].format(**values)
