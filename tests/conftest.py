"""Two environments, one tree of tests: each collects what it has the libraries for."""

import importlib.util

HAS_RASA = importlib.util.find_spec("rasa") is not None
HAS_SERVICE = importlib.util.find_spec("fastapi") is not None

collect_ignore = [] if HAS_RASA else ["unit/bot", "actions", "nlu"]
if not HAS_SERVICE:
    collect_ignore += [
        "unit/api",
        "unit/catalogue",
        "unit/occupations",
        "storage",
        "http",
        "conversations",
        "browser",
        "faults",
        "bench",
    ]
else:
    from tests.support.fixtures import (
        app,
        bot,
        browser,
        cheap_passwords,
        client,
        coach,
        migrated,
        migrated_postgres,
        postgres,
        seeded,
        seeded_postgres,
        settings,
        stack,
        talk,
        words,
    )

    __all__ = [
        "app",
        "bot",
        "browser",
        "cheap_passwords",
        "client",
        "coach",
        "migrated",
        "migrated_postgres",
        "postgres",
        "seeded",
        "seeded_postgres",
        "settings",
        "stack",
        "talk",
        "words",
    ]
