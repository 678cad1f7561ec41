"""A talk to be saved: as plain text, or as a PDF that can be shown at a desk."""

from collections.abc import Iterable

from fpdf import FPDF

from api.conversations.tables import MessageRow
from api.platform.clock import helsinki
from api.platform.pdf import opened
from api.platform.texts import say


def as_text(messages: Iterable[MessageRow]) -> str:
    """Who said what and when, in Helsinki's time."""
    return "\n\n".join(f"{_heading(message)}\n{_said(message)}" for message in messages) + "\n"


def as_pdf(messages: Iterable[MessageRow]) -> bytes:
    """The same as a PDF of A4 pages; signs that the font lacks are shown as a box."""
    pdf = opened(FPDF(format="A4"), say("transcript_title"))
    _paragraph(pdf, "B", 16, say("transcript_title"))
    _paragraph(pdf, "", 10, say("transcript_note"))
    for message in messages:
        _paragraph(pdf, "B", 9, _heading(message))
        _paragraph(pdf, "", 11, _said(message))
    return bytes(pdf.output())


def _paragraph(pdf: FPDF, style: str, size: int, text: str) -> None:
    pdf.set_font("DejaVu", style, size)
    pdf.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)


def _heading(message: MessageRow) -> str:
    return f"{helsinki(message.created_at)} {say(f'author_{message.author}')}"


def _said(message: MessageRow) -> str:
    cards = (f"– {card['name']}" for card in message.body.get("cards", []))
    return "\n".join((message.body["text"], *cards))
