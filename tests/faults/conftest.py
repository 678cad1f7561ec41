import pytest

from tests.support.stack import UNLIMITED


@pytest.fixture(scope="session")
def stack_settings() -> dict[str, object]:
    """Where parts are killed, people who wait are told as soon as in life."""
    return UNLIMITED
