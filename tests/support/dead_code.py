"""`make lint`: code that nothing calls. What only tests call is dead too, so they are not looked at.

Fields are left out: templates and the wire read them by name, and vulture sees neither.
"""

import sys

from vulture import Vulture
from vulture.core import Item

PATHS = ("finnish", "catalogue", "api", "actions", "bot")
FIELDS = ("variable", "attribute")
# Called by a framework that finds them by a decorator.
DECORATORS = ["@*.get", "@*.post", "@*.put", "@*.patch", "@*.delete", "@*.command", "@*.callback", "@*.middleware"]
DECORATORS += ["@*.exception_handler", "@*.listens_for", "@*validator", "@*_serializer", "@*.register", "@*.signal"]
# Called by a framework that finds them by name: Rasa's components and channel, the parser of HTML.
BY_NAME = ["required_components", "get_default_config", "fingerprint_addon", "process_training_data"]
BY_NAME += ["AskelmerkkiInput", "from_credentials", "blueprint", "get_tracker", "handle_*"]
BY_NAME += ["predict_action_probabilities", "_event_query", "_has_session_expired"]
# What streams of Python have by their protocol.
BY_NAME += ["readinto", "writable"]
# Tools of the checks themselves: what guards a route, how sure the report's readings were.
FOR_CHECKS = ["is_guard", "expected_error"]


def main() -> None:
    """Name what is dead; exit with 1 when something is."""
    vulture = Vulture(ignore_names=[*BY_NAME, *FOR_CHECKS], ignore_decorators=DECORATORS)
    vulture.scavenge(PATHS, exclude=["*/migrations/*"])
    found = [item for item in vulture.get_unused_code() if item.typ not in FIELDS and not _is_action(item)]
    for item in found:
        print(f"{item.filename}:{item.first_lineno}: nothing calls {item.typ} '{item.name}'")
    sys.exit(bool(found))


def _is_action(item: Item) -> bool:
    """Rasa finds actions as what derives from its own class."""
    return item.typ == "class" and item.filename.parent.name == "actions"


if __name__ == "__main__":
    main()
