"""The profile as a picture: one bar a competence, drawn so that it works in black and white and aloud."""

from xml.sax.saxutils import escape

from api.assessment.model.profile import Certainty, Known, Profile
from api.assessment.model.scales import Scale, Scales
from api.assessment.wording import certainty_text, level_text, tell

MOST_BARS = 15
WIDTH, TOP, ROW, LEFT, BAR = 720, 64, 46, 16, 18
SCALE = WIDTH - 2 * LEFT - 40
LEGEND = 34
# How sure it is can be seen from the pattern alone.
PATTERNS = {
    Certainty.CONFIRMED: '<rect width="8" height="8" fill="#1d4f91"/>',
    Certainty.FAIRLY_SURE: '<rect width="8" height="8" fill="#1d4f91"/>',
    Certainty.DIRECTION: (
        '<rect width="8" height="8" fill="#ffffff"/><path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" '
        'stroke="#1d4f91" stroke-width="2.5"/>'
    ),
    Certainty.UNSURE: '<rect width="8" height="8" fill="#ffffff"/><circle cx="4" cy="4" r="1.6" fill="#1d4f91"/>',
}


def as_svg(profile: Profile, scales: Scales) -> str:
    """The chart with its title, and the same told in words for those who do not see it."""
    bars = bars_of(profile)
    height = TOP + ROW * len(bars) + LEGEND
    grid = _grid(scales.shared([known.instrument for known in bars]), height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="t d" lang="fi" font-family="DejaVu Sans, Arial, sans-serif" font-size="14">'
        f'<title id="t">{escape(tell("picture_title"))}</title>'
        f'<desc id="d">{escape(in_words(profile, scales))}</desc>'
        f"<defs>{''.join(_pattern(certainty) for certainty in Certainty)}</defs>"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
        f"{grid}{''.join(_row(place, known, scales) for place, known in enumerate(bars))}"
        f"{_legend(height)}</svg>"
    )


def bars_of(profile: Profile) -> tuple[Known, ...]:
    """What the picture shows: the strongest that have a level."""
    return tuple(known for known in profile.known if known.level is not None)[:MOST_BARS]


def in_words(profile: Profile, scales: Scales) -> str:
    """What the picture shows, as text."""
    bars = bars_of(profile)
    rows = " ".join(
        tell(
            "picture_row",
            name=known.name,
            level=level_text(known, scales),
            certainty=certainty_text(known.certainty_in_words),
        )
        for known in bars
    )
    return tell("picture_description", count=len(bars), rows=rows)


def _pattern(certainty: Certainty) -> str:
    drawn = PATTERNS[certainty]
    return f'<pattern id="p-{certainty}" width="8" height="8" patternUnits="userSpaceOnUse">{drawn}</pattern>'


def place_of(level: float, width: float) -> float:
    """How long a bar is: the lowest level has a short one, so that it is seen to be there."""
    return width * (level + 0.25) / 3.25


def _grid(scale: Scale, height: int) -> str:
    lines = []
    for rung in scale:
        x = LEFT + place_of(rung.level, SCALE)
        lines.append(f'<path d="M{x:.1f},{TOP - 14} V{height - LEGEND}" stroke="#8a8a8a" stroke-dasharray="2 4"/>')
        anchor = "start" if rung.level == 0 else "end" if rung.level == scale[-1].level else "middle"
        lines.append(
            f'<text x="{x:.1f}" y="{TOP - 24}" text-anchor="{anchor}" fill="#222222">{escape(rung.label)}</text>'
        )
    return "".join(lines)


def _row(place: int, known: Known, scales: Scales) -> str:
    assert known.level is not None
    y = TOP + ROW * place
    width = place_of(known.level, SCALE)
    return (
        f'<text x="{LEFT}" y="{y + 13}" fill="#111111" stroke="#ffffff" stroke-width="5" paint-order="stroke" '
        f'font-weight="bold">{escape(known.name)}'
        f'<tspan font-weight="normal"> – {escape(level_text(known, scales))}</tspan></text>'
        f'<rect x="{LEFT}" y="{y + 19}" width="{width:.1f}" height="{BAR}" '
        f'fill="url(#p-{known.certainty_in_words})" stroke="#1d4f91" stroke-width="1.5"/>'
    )


def _legend(height: int) -> str:
    shown, x = [], LEFT
    for certainty in (Certainty.FAIRLY_SURE, Certainty.DIRECTION, Certainty.UNSURE):
        label = certainty_text(certainty)
        shown.append(
            f'<rect x="{x}" y="{height - 24}" width="18" height="14" fill="url(#p-{certainty})" stroke="#1d4f91"/>'
            f'<text x="{x + 24}" y="{height - 12}" fill="#222222">{escape(label)}</text>'
        )
        x += 200
    return "".join(shown)
