"""What routes of assessments ask for, here and in the coach's room."""

from typing import Annotated

from fastapi import Depends, Request

from api.assessment.service import AssessmentContext
from api.platform import clock


async def _context(request: Request) -> AssessmentContext:
    state = request.app.state
    return AssessmentContext(state.library, state.catalogue, state.database, state.words, clock.now().date())


TheContext = Annotated[AssessmentContext, Depends(_context)]
