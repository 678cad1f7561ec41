"""Who asks for work itself, and no studies: where openings are, and which trades are near what the person can do."""

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.replies import Choice, Said, means, message
from api.suggestions.service.binding import bounds_of
from api.suggestions.wording import tell
from catalogue.recommend.trades import within_reach
from occupations.files import occupations

# So many trades are named: more would be a list to read.
MOST_NAMED = 3


async def work(session: AsyncSession, conversation_id: str) -> Said:
    """Where openings are told, what one may look for by what was told, and a person. No course is pushed."""
    bounds = await bounds_of(session, conversation_id)
    named = within_reach(occupations(), bounds.practised, [each.key for each in bounds.forbidden])[:MOST_NAMED]
    near = tell("work_near_within" if bounds.forbidden else "work_near", trades=", ".join(named)) if named else ""
    ways = [
        Choice(tell("ask_person"), means("request_human")),
        Choice(tell("work_with_employer"), means("find_employer_path")),
        Choice(tell("start_assessment"), means("start_assessment")),
    ]
    return Said([message(" ".join(filter(None, (tell("work"), near, tell("work_help")))), ways)], stays=True)
