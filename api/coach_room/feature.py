"""What the coach's room hands over to be composed."""

from api.coach_room import joint_assessment, pages, routes
from api.platform.feature import Feature

FEATURE = Feature(routers=[routes.router, pages.router, joint_assessment.router])
