"""`make guidance-report`: everything that the bot says of worries, on one page for a lawyer to read."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.guidance import files
from api.guidance.model import Card, CardKind, Certainty, Contact, Topic
from api.guidance.service.distress import filled
from api.settings import ROOT
from finnish.texts import texts

REPORT = ROOT / "docs" / "guidance.md"


def report(cards: Sequence[Card], contacts: Sequence[Contact], distress: Mapping[str, Any]) -> str:
    """The page, in Markdown."""
    folder = FileSystemLoader(Path(__file__).parent)
    template = Environment(loader=folder, undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)
    phrases, numbers = texts("guidance"), {contact.key: contact for contact in contacts}
    return template.get_template("report.md.j2").render(
        cards=cards,
        contacts=contacts,
        numbers=numbers,
        distress=_of_danger(distress, numbers),
        to_check=[card for card in cards if card.needs_review],
        other_benefits=[each for each in files.benefits() if each.answer],
        follow_ups=files.follow_ups(),
        benefits=[card for card in cards if card.topic is Topic.BENEFITS],
        kinds={kind: phrases[f"kind_{kind}"] for kind in CardKind},
        topics={topic: phrases[f"topic_{topic}"] for topic in Topic},
        certainties={certainty: phrases[f"certainty_{certainty}"] for certainty in Certainty},
        day=_day,
    )


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _of_danger(says: Mapping[str, Any], numbers: Mapping[str, Contact]) -> Mapping[str, Sequence[str]]:
    """What is said first of each danger, and to one who worries for another."""
    told = {**says["act"], "friend": says["friend"], "friend_violence": says["friend_violence"]}
    kinds = {"friend": "life", "friend_violence": "violence"}
    return {
        name: [filled(way["text"], numbers, kinds.get(name, name)) for way in each["ways"]]
        for name, each in told.items()
    }


if __name__ == "__main__":
    written = report(files.read_cards(), files.read_contacts(), files.distress())
    REPORT.write_text(written, "utf-8")
    print(REPORT.relative_to(ROOT))
