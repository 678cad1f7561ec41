"""What goes over the wire of sign-ins."""

from pydantic import BaseModel, ConfigDict, Field

from api.staff.model import LONGEST_NAME, LONGEST_PASSWORD, SignedIn


class CredentialsIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    username: str = Field(max_length=LONGEST_NAME)
    password: str = Field(max_length=LONGEST_PASSWORD)


class WhoOut(BaseModel):
    id: str
    name: str
    roles: list[str]
    team_id: int | None
    must_change_password: bool

    @classmethod
    def of(cls, who: SignedIn) -> "WhoOut":
        return cls(
            id=who.id,
            name=who.name,
            roles=sorted(who.roles),
            team_id=who.team_id,
            must_change_password=who.must_change_password,
        )


class SessionOut(BaseModel):
    """A new sign-in. The token is the bearer of all that follows."""

    token: str
    staff: WhoOut
