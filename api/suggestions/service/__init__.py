"""What can be done with suggestions: one verb a function; none of them commits."""

from api.suggestions.service.asking import details
from api.suggestions.service.desk import Desk
from api.suggestions.service.finding import find, look, more, refuse
from api.suggestions.service.recommending import recommend
from api.suggestions.service.rights import erase, export, remembered

__all__ = ["Desk", "details", "erase", "export", "find", "look", "more", "recommend", "refuse", "remembered"]
