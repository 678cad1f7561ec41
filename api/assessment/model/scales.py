"""Each instrument has a scale of its own: a level is told in the words that it was answered with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.assessment.model.instruments import Instrument, InstrumentKind, Rung

Scale = Sequence[Rung]


@dataclass(frozen=True)
class Scales:
    """The scales of all instruments. What no instrument asked is told in the words of the telling one."""

    instruments: Mapping[str, Instrument]

    def of(self, instrument: str | None) -> Scale:
        """The scale that this instrument is answered with; for none, or one that is gone, the telling's."""
        found = self.instruments.get(instrument or "") or self._telling
        return found.scale

    def shared(self, instruments: Sequence[str | None]) -> Scale:
        """The one scale of several instruments; empty when their words differ: no axis can carry two."""
        scales = [self.of(each) for each in instruments] or [self._telling.scale]
        return scales[0] if all(each == scales[0] for each in scales) else ()

    @property
    def _telling(self) -> Instrument:
        telling = (each for each in self.instruments.values() if each.kind is InstrumentKind.TELLING)
        return next(telling, next(iter(self.instruments.values())))
