"""What can be done with accounts and sign-ins: one verb a function; none of them commits."""

from api.staff.service.accounts import (
    accounts,
    add_account,
    add_team,
    change_account,
    change_password,
    checked_hash,
    id_of,
    keep_team,
    new_password,
    own_credentials,
    reset_password,
    team_id,
    teams,
)
from api.staff.service.audit import age_out, audit, erase, export, record, record_reading, remains_until
from api.staff.service.sessions import (
    Opened,
    begin,
    credentials_of,
    end,
    matches,
    recognise,
    touch,
)
from api.staff.tables import StaffRow

__all__ = [
    "Opened",
    "StaffRow",
    "accounts",
    "add_account",
    "add_team",
    "age_out",
    "audit",
    "begin",
    "change_account",
    "change_password",
    "checked_hash",
    "credentials_of",
    "end",
    "erase",
    "export",
    "id_of",
    "keep_team",
    "matches",
    "new_password",
    "own_credentials",
    "recognise",
    "record",
    "record_reading",
    "remains_until",
    "reset_password",
    "team_id",
    "teams",
    "touch",
]
