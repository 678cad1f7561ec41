"""HTTP of sign-ins for programs, to verbs and back. Browsers use the pages."""

from fastapi import APIRouter, Request, Response

from api.platform import clock
from api.platform.dependencies import Write
from api.staff import service
from api.staff.guards import Anyone, staff_token
from api.staff.schemas import CredentialsIn, SessionOut, WhoOut
from api.staff.signing import sign_in

router = APIRouter(prefix="/api/staff/session", tags=["staff"])


@router.post("", status_code=201)
async def begin(request: Request, credentials: CredentialsIn) -> SessionOut:
    opened = await sign_in(request, credentials.username, credentials.password)
    return SessionOut(token=opened.token, staff=WhoOut.of(opened.who))


@router.get("")
async def who(person: Anyone) -> WhoOut:
    return WhoOut.of(person)


@router.delete("", status_code=204, response_class=Response)
async def end(request: Request, person: Anyone, session: Write) -> None:
    await service.end(session, staff_token(request), person.id, clock.now())
