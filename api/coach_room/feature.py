"""What the coach's room hands over to be composed."""

from api.coach_room.routes import api, joint_assessment, pages
from api.platform.feature import Feature

FEATURE = Feature(routers=[api.router, pages.router, joint_assessment.router])
