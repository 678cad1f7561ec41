"""What can be done with a turn: one verb a function; none of them commits."""

from api.dialogue.service.answering import answer_once
from api.dialogue.service.asking_ahead import Answers, read_ahead
from api.dialogue.service.progress import awaited, erase, export, unsay
from api.dialogue.service.turn import Surroundings

__all__ = ["Answers", "Surroundings", "answer_once", "awaited", "erase", "export", "read_ahead", "unsay"]
