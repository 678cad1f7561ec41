"""What can be done with suggestions: one verb a function; none of them commits."""

from api.suggestions.service.context import SuggestionContext
from api.suggestions.service.course_search import find, knows, look, more, narrows_last, refine, refuse
from api.suggestions.service.entry_questions import (
    asked_of_work,
    asks_of_money,
    asks_price,
    details,
    next_step,
    nothing_shown,
)
from api.suggestions.service.personal_data import (
    erase,
    export,
    for_slip,
    forget,
    go_on,
    last_wish,
    looked_for,
    remembered,
)
from api.suggestions.service.recommending import recommend, tells_no_wish
from api.suggestions.service.turning_down import ask_what_instead, chosen_instead, shown_named, turn_down
from api.suggestions.service.work import TOLD, names_trade, where_work_is, work
from api.suggestions.wording import card

__all__ = [
    "TOLD",
    "SuggestionContext",
    "ask_what_instead",
    "asked_of_work",
    "asks_of_money",
    "asks_price",
    "card",
    "chosen_instead",
    "details",
    "erase",
    "export",
    "find",
    "for_slip",
    "forget",
    "go_on",
    "knows",
    "last_wish",
    "look",
    "looked_for",
    "more",
    "names_trade",
    "narrows_last",
    "next_step",
    "nothing_shown",
    "recommend",
    "refine",
    "refuse",
    "remembered",
    "shown_named",
    "tells_no_wish",
    "turn_down",
    "where_work_is",
    "work",
]
