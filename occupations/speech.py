"""The word lists of `data/occupations/speech/`: how people speak of their work."""

from collections.abc import Mapping

import yaml

from finnish.fold import fold
from occupations.files import FOLDER

_LISTS = yaml.safe_load((FOLDER / "speech" / "words.yml").read_text("utf-8"))
WORK, AT_WORK, LEFT, OWNER, VISIT, WISH, STUDY, NO_LENGTH = (
    frozenset(_LISTS[name]) for name in ("work", "at_work", "left", "owner", "visit", "wish", "study", "no_length")
)
WORK_ENDS = tuple(_LISTS["work_ends"])
GENERIC, PLACE_ENDS = (frozenset(map(fold, _LISTS[name])) for name in ("generic", "place_ends"))
ENDINGS: Mapping[str, str] = _LISTS["endings"]
AMOUNTS: Mapping[str, float] = _LISTS["amounts"]
