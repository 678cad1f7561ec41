"""What is asked of a person when somebody could come along, so that the next message answers it."""

from dataclasses import dataclass
from typing import ClassVar

from api.platform.replies import Asked


@dataclass(frozen=True)
class PersonOffered(Asked):
    """Whether a person shall be asked for."""

    kind: ClassVar[str] = "person"
