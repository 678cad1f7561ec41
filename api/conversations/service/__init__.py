"""What can be done with conversations: one verb a function; none of them commits."""

from api.conversations.service.changes import change_state, find, reopen
from api.conversations.service.leases import Alone, Lease, Leasing
from api.conversations.service.life import Ages, age_out, authorise, delete, erase, export, once, said_once, start
from api.conversations.service.messages import PAGE, Choice, Draft, add_message, all_messages, messages_after
from api.conversations.service.receiving import (
    Verb,
    asks_for_person,
    receive_choice,
    receive_from_coach,
    receive_text,
    without_identifiers,
)
from api.conversations.service.turns import (
    Finished,
    Reading,
    Reply,
    finish,
    free_leases_of_the_dead,
    give_back,
    lease_next,
    release,
    skip,
    tell_those_who_wait,
)

__all__ = [
    "PAGE",
    "Ages",
    "Alone",
    "Choice",
    "Draft",
    "Finished",
    "Lease",
    "Leasing",
    "Reading",
    "Reply",
    "Verb",
    "add_message",
    "age_out",
    "all_messages",
    "asks_for_person",
    "authorise",
    "change_state",
    "delete",
    "erase",
    "export",
    "find",
    "finish",
    "free_leases_of_the_dead",
    "give_back",
    "lease_next",
    "messages_after",
    "once",
    "receive_choice",
    "receive_from_coach",
    "receive_text",
    "release",
    "reopen",
    "said_once",
    "skip",
    "start",
    "tell_those_who_wait",
    "without_identifiers",
]
