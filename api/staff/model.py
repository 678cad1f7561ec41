"""The rules of accounts and sessions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from api.platform.problem import Problem
from finnish.plain import one_line, plain

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
LONGEST_NAME = 80


class Role(StrEnum):
    """What an account may do. No role has another within it: an admin reads no talks."""

    COACH = "coach"
    EDITOR = "editor"
    ADMIN = "admin"


class Action(StrEnum):
    """What the audit keeps."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_CHANGED = "account_changed"
    PASSWORD_RESET = "password_reset"
    TEAM_ADDED = "team_added"
    AUDIT_READ = "audit_read"
    TALK_CLAIMED = "talk_claimed"
    TALK_READ = "talk_read"
    TALK_WRITTEN = "talk_written"
    TALK_RETURNED = "talk_returned"
    TALK_GIVEN_TO_BOT = "talk_given_to_bot"
    TALK_CLOSED = "talk_closed"
    CONTACT_READ = "contact_read"
    TALK_TRANSFERRED = "talk_transferred"
    TALK_REOPENED = "talk_reopened"
    TALK_STARTED = "talk_started"
    TALKS_SEARCHED = "talks_searched"
    NOTE_WRITTEN = "note_written"
    INSIGHTS_READ = "insights_read"
    MEANING_TOLD = "meaning_told"
    KOPPI_OFFERED = "koppi_offered"
    KOPPI_CAUGHT = "koppi_caught"
    KOPPI_WITHDRAWN = "koppi_withdrawn"
    ALARM_ACKNOWLEDGED = "alarm_acknowledged"


class NotSignedIn(Problem):
    """There is no session, or it has ended."""

    status, kind = 401, "not-signed-in"


class WrongCredentials(Problem):
    """The user name or the password is wrong, or the account is closed."""

    status, kind = 401, "wrong-credentials"


class PasswordMustChange(Problem):
    """The password was made by another: it must be changed before anything else."""

    status, kind = 403, "password-must-change"


class WrongRole(Problem):
    """The account has not the role that this needs."""

    status, kind = 403, "wrong-role"


class ForgedRequest(Problem):
    """A changing request without the token of its own page, or from another site."""

    status, kind = 403, "forged-request"


class BadPassword(Problem):
    """The new password is too short, too long or tells the user name."""

    status, kind = 422, "bad-password"


class PasswordsDiffer(Problem):
    """The new password was written in two ways."""

    status, kind = 422, "passwords-differ"


class BadAccount(Problem):
    """A user name, a name or the roles of an account are not as they must be."""

    status, kind = 422, "bad-account"


class NameTaken(Problem):
    """There is an account or a team of this name already."""

    status, kind = 409, "name-taken"


class UnknownAccount(Problem):
    """There is no such account."""

    status, kind = 404, "unknown-account"


class LastAdmin(Problem):
    """Somebody must be left who can open accounts."""

    status, kind = 409, "last-admin"


@dataclass(frozen=True)
class Ends:
    """When a session ends: after so long without a sign of life, and at the latest after so long."""

    idle: timedelta
    absolute: timedelta

    def ended(self, began: datetime, seen: datetime, now: datetime) -> bool:
        """Whether a session that began and was last seen then has ended. A clock set back ends none early."""
        return now - seen > self.idle or now - began > self.absolute


@dataclass(frozen=True)
class SignedIn:
    """Who makes a request."""

    id: str
    name: str
    roles: frozenset[Role]
    team_id: int | None
    must_change_password: bool


def checked_password(password: str, username: str) -> str:
    """The password as it is. Raises BadPassword.

    Length and not telling the user name, no rules on kinds of signs (NIST SP 800-63B, section 5.1.1.2).
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise BadPassword
    if username.partition("@")[0].casefold() in password.casefold() or len(set(password)) < 5:
        raise BadPassword
    return password


def folded_username(typed: str) -> str:
    """A user name as it is compared: in its plain form, lower case."""
    return plain(typed).strip().casefold()


def checked_username(username: str) -> str:
    """The user name as it is kept: lower case, without spaces. Raises BadAccount."""
    kept = folded_username(username)
    if not 2 <= len(kept) <= LONGEST_NAME or any(sign.isspace() or not sign.isprintable() for sign in kept):
        raise BadAccount
    return kept


def checked_name(name: str) -> str:
    """The name that people see. Raises BadAccount."""
    kept = one_line(name)
    if not 1 <= len(kept) <= LONGEST_NAME or not kept.isprintable():
        raise BadAccount
    return kept


def checked_roles(roles: list[str]) -> list[str]:
    """The roles, at least one, in one order. Raises BadAccount."""
    kept: list[str] = [role.value for role in Role if role.value in roles]
    if not kept or len(kept) != len(set(roles)):
        raise BadAccount
    return kept
