"""What can be done with handovers: one verb a function; none of them commits."""

from api.handover.service.asking import (
    alert,
    alone_in_distress,
    ask,
    ask_at_once,
    ask_callback,
    cancel,
    opened_slip,
    rate,
)
from api.handover.service.coaching import (
    claim,
    claimed,
    close,
    contact,
    give_to_bot,
    held,
    queue,
    return_claim,
    return_forgotten_claims,
    set_duty,
    visible,
    write,
)
from api.handover.service.rights import age_out, erase, export

__all__ = [
    "age_out",
    "alert",
    "alone_in_distress",
    "ask",
    "ask_at_once",
    "ask_callback",
    "cancel",
    "claim",
    "claimed",
    "close",
    "contact",
    "erase",
    "export",
    "give_to_bot",
    "held",
    "opened_slip",
    "queue",
    "rate",
    "return_claim",
    "return_forgotten_claims",
    "set_duty",
    "visible",
    "write",
]
