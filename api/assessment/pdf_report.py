"""The profile as a PDF to be printed or read aloud.

fpdf2 writes text as text, a language, a title, an outline, and marks for structure. Of structure it knows only flat
marks: what is a heading, a paragraph or a figure with its text, in reading order. It makes no lists or tables, no
PDF/UA identifier, and no artifacts, so a checker of PDF/UA will still find those missing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from fpdf import FPDF, ViewerPreferences

from api.assessment.model.pathway import ShownPath
from api.assessment.model.profile import Certainty, Known, Profile
from api.assessment.model.scales import Scales
from api.assessment.profile_chart import bars_of, in_words, place_of
from api.assessment.wording import (
    certainty_text,
    evidence_text,
    level_text,
    strengths_of,
    summary_of,
    tell,
    unknown_of,
)
from api.platform.clock import helsinki
from api.platform.pdf import opened

BAR_HEIGHT, ROW_HEIGHT, LABEL_WIDTH = 4.0, 9.0, 70.0
BLUE = (29, 79, 145)


class Paper(FPDF):
    """A page with structure: each text is marked with what it is, in the order of reading."""

    @contextmanager
    def marked(self, kind: str, alternative: str | None = None) -> Iterator[None]:
        """All that is drawn within belongs to one element of this kind (H1, H2, P, Figure).

        fpdf2 has no public call for it but that of pictures, which this does as it does.
        """
        number = self.struct_builder.next_mcid_for_page(self.page)
        self._add_marked_content(struct_type=f"/{kind}", mcid=number, alt_text=alternative)
        self._out(f"/{kind} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    def paragraph(self, kind: str, size: float, text: str) -> None:
        """A text that stays on one page."""
        self.set_font("DejaVu", "" if kind == "P" else "B", size)
        height = self.multi_cell(0, size * 0.5, text, align="L", dry_run=True, output="HEIGHT")
        assert isinstance(height, float)
        if self.will_page_break(height):
            self.add_page()
        with self.marked(kind):
            self.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(1.5)

    def heading(self, text: str) -> None:
        """A heading that also stands in the outline."""
        self.ln(2)
        self.set_font("DejaVu", "B", 13)
        if self.will_page_break(25):
            self.add_page()
        self.start_section(text)
        self.paragraph("H2", 13, text)


def as_pdf(
    profile: Profile,
    scales: Scales,
    unasked: Sequence[str],
    note: str,
    made_at: datetime,
    path: ShownPath | None = None,
) -> bytes:
    """The whole profile: strengths, the picture, the path, on what each competence stands, what is not known."""
    paper = _empty()
    paper.paragraph("H1", 18, tell("profile_title"))
    paper.paragraph("P", 10, tell("paper_made", when=helsinki(made_at)))
    paper.paragraph("P", 10, note)
    paper.heading(tell("paper_strengths"))
    for strength in strengths_of(profile) or [summary_of(profile)]:
        paper.paragraph("P", 12, strength)
    if bars_of(profile):
        paper.heading(tell("paper_picture"))
        _draw(paper, profile, scales)
    if path and path.steps:
        _steps(paper, path)
    if profile.known:
        paper.heading(tell("paper_competences"))
        for known in profile.known:
            _competence(paper, known, scales)
    unknown = unknown_of(profile, unasked)
    if unknown:
        paper.heading(tell("paper_unknown"))
        for sentence in unknown:
            paper.paragraph("P", 11, sentence)
    return bytes(paper.output())


def _empty() -> Paper:
    paper = Paper(format="A4")
    paper.viewer_preferences = ViewerPreferences(display_doc_title=True)
    return opened(paper, tell("profile_title"))


def _steps(paper: Paper, path: ShownPath) -> None:
    paper.heading(tell("paper_path", goal=path.goal) if path.goal else tell("paper_path_plain"))
    for number, step in enumerate(path.steps, 1):
        title = tell("paper_step_sample" if step.sample else "paper_step", number=number, title=step.title)
        paper.paragraph("H3", 11, title)
        paper.paragraph("P", 10, step.why)
        paper.paragraph("P", 10, tell("paper_step_size", size=step.size, time=step.time))
        paper.paragraph("P", 10, step.by_then)
        paper.paragraph("P", 10, step.helper)
    if path.note:
        paper.paragraph("P", 10, path.note)
    paper.paragraph("P", 9, tell("paper_path_shown", when=helsinki(path.shown_at)))


def _competence(paper: Paper, known: Known, scales: Scales) -> None:
    paper.paragraph("H3", 11, known.name)
    level = tell("paper_level", level=level_text(known, scales), certainty=certainty_text(known.certainty_in_words))
    paper.paragraph("P", 10, level)
    for evidence in known.evidence:
        paper.paragraph("P", 10, evidence_text(evidence, scales))
    if known.address:
        paper.paragraph("P", 8, tell("paper_address", address=known.address))


def _draw(paper: Paper, profile: Profile, scales: Scales) -> None:
    """The bars, with what they show as their text."""
    bars = bars_of(profile)
    if paper.will_page_break(ROW_HEIGHT * (len(bars) + 2)):
        paper.add_page()
    with paper.marked("Figure", in_words(profile, scales)):
        paper.set_font("DejaVu", "", 9)
        paper.set_draw_color(*BLUE)
        for known in bars:
            _bar(paper, known, scales)
    paper.ln(2)
    paper.paragraph("P", 9, tell("picture_legend"))


def _bar(paper: Paper, known: Known, scales: Scales) -> None:
    assert known.level is not None
    left, top = paper.l_margin + paper.c_margin, paper.get_y()
    paper.text(left, top + BAR_HEIGHT - 0.8, _fitting(paper, known.name, LABEL_WIDTH - 2))
    width = place_of(known.level, paper.epw - LABEL_WIDTH - 45)
    _fill(paper, known.certainty_in_words, left + LABEL_WIDTH, top, width)
    paper.text(left + LABEL_WIDTH + width + 2, top + BAR_HEIGHT - 0.8, level_text(known, scales))
    paper.set_y(top + ROW_HEIGHT)


def _fill(paper: Paper, certainty: Certainty, x: float, y: float, width: float) -> None:
    """Full for what is sure, hatched for a direction, dotted for what is not sure: as in the other picture."""
    paper.set_fill_color(*BLUE)
    sure = certainty in (Certainty.CONFIRMED, Certainty.FAIRLY_SURE)
    paper.rect(x, y, width, BAR_HEIGHT, style="DF" if sure else "D")
    steps = int(width / 2)
    if certainty is Certainty.DIRECTION:
        for step in range(1, steps):
            paper.line(x + 2 * step, y, x + 2 * step - 1.6, y + BAR_HEIGHT)
    if certainty is Certainty.UNSURE:
        for step in range(1, steps):
            paper.circle(x + 2 * step, y + BAR_HEIGHT / 2, 0.3, style="F")


def _fitting(paper: Paper, text: str, width: float) -> str:
    """The text, cut at a letter where it would not fit."""
    while paper.get_string_width(text) > width:
        text = f"{text.rstrip('…')[:-1]}…"
    return text
