"""A level is told in the words of the instrument that asked."""

from dataclasses import replace

from api.assessment.files import library
from api.assessment.model.instruments import Rung
from api.assessment.model.profile import Answered, profile_of
from api.assessment.model.scales import Scales
from api.assessment.profile_chart import as_svg
from api.assessment.wording import evidence_text, level_text

OTHER = tuple(Rung(level, label, label) for level, label in enumerate(("Harvoin", "Joskus", "Usein", "Aina")))


def scales() -> Scales:
    """Those of the library, with another scale for one instrument."""
    instruments = library().instruments
    return Scales({**instruments, "valmius": replace(instruments["valmius"], scale=OTHER)})


def answered(instrument: str, competence: str, level: int) -> Answered:
    return Answered(instrument, f"{instrument}-{competence}", competence, competence, 0.0, "Teen näin.", level)


def test_each_level_and_each_evidence_is_told_on_its_own_instruments_scale() -> None:
    profile = profile_of([answered("valmius", "oma", 2), answered("arki", "muu", 2)], {}, {})
    told = {known.competence: level_text(known, scales()) for known in profile.known}
    assert told == {"oma": "Usein", "muu": library().instruments["arki"].scale[2].label}
    evidence = {known.competence: evidence_text(known.evidence[0], scales()) for known in profile.known}
    assert "Usein" in evidence["oma"]
    assert "Usein" not in evidence["muu"]


def test_a_picture_of_two_scales_has_no_labels_on_its_axis() -> None:
    both = profile_of([answered("valmius", "oma", 2), answered("arki", "muu", 2)], {}, {})
    one = profile_of([answered("valmius", "oma", 2)], {}, {})
    assert "Harvoin" in as_svg(one, scales())
    assert "Harvoin" not in as_svg(both, scales())
