"""An empty A4 sheet in Finnish, with letters of its own, for what people print or show at a desk."""

from typing import TypeVar

from fpdf import FPDF

# From Debian's fonts-dejavu-core, which the set-up installs.
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
BOLD = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"

Sheet = TypeVar("Sheet", bound=FPDF)


def opened(sheet: Sheet, title: str) -> Sheet:
    """The sheet with its title, its language, its letters ("DejaVu", plain and B) and a first page."""
    sheet.set_title(title)
    sheet.set_lang("fi")
    sheet.add_font("DejaVu", "", FONT)
    sheet.add_font("DejaVu", "B", BOLD)
    sheet.add_page()
    return sheet
