"""What can be done with conversations: one verb a function; none of them commits."""

from api.conversations.service.leases import Lease
from api.conversations.service.life import authorise, change_state, delete, export, find, once, start
from api.conversations.service.messages import (
    PAGE,
    Choice,
    Draft,
    add_message,
    messages_after,
    receive_choice,
    receive_text,
)
from api.conversations.service.turns import (
    Finished,
    Reply,
    finish,
    free_leases_of_the_dead,
    lease_next,
    release,
    skip,
    tell_those_who_wait,
)

__all__ = [
    "PAGE",
    "Choice",
    "Draft",
    "Finished",
    "Lease",
    "Reply",
    "add_message",
    "authorise",
    "change_state",
    "delete",
    "export",
    "find",
    "finish",
    "free_leases_of_the_dead",
    "lease_next",
    "messages_after",
    "once",
    "receive_choice",
    "receive_text",
    "release",
    "skip",
    "start",
    "tell_those_who_wait",
]
