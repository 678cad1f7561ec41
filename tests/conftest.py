"""Two environments, one tree of tests: each collects what it has the libraries for.

Nothing heavy is imported here: the fixtures of a service or of all processes come with the folders that use them.
"""

import importlib.util
from pathlib import Path

import pytest

HAS_RASA = importlib.util.find_spec("rasa") is not None
HAS_SERVICE = importlib.util.find_spec("fastapi") is not None

OF_THE_SERVICE = [
    "unit/api",
    "unit/catalogue",
    "unit/occupations",
    "unit/test_rooms.py",
    "fuzz",
    "storage",
    "http",
    "conversations",
    "talks",
    "browser",
    "faults",
    "bench",
]
OF_RASA = ["unit/bot", "actions", "nlu"]
collect_ignore = ([] if HAS_RASA else OF_RASA) + ([] if HAS_SERVICE else OF_THE_SERVICE)

FIXTURES = {
    "storage": ["fixtures"],
    "http": ["fixtures"],
    "conversations": ["stack_fixtures"],
    "talks": ["stack_fixtures"],
    "faults": ["stack_fixtures"],
    "browser": ["fixtures", "stack_fixtures"],
}


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> None:
    for name in FIXTURES.get(path.name, []):
        parent.config.pluginmanager.import_plugin(f"tests.support.{name}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked `sqlite_only` is not tested on the other database too."""
    other = [item for item in items if item.get_closest_marker("sqlite_only") and _database(item) == "postgresql"]
    config.hook.pytest_deselected(items=other)
    left_out = set(other)
    items[:] = [item for item in items if item not in left_out]


def _database(item: pytest.Item) -> object:
    return item.callspec.params.get("settings") if hasattr(item, "callspec") else None


@pytest.fixture(scope="session")
def words():
    from finnish.words import Words

    return Words()
