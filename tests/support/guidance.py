"""Cards of a test: a good one, changed where the test needs it."""

from typing import Any

from api.guidance.model import Card, Jargon, card_from

JARGON = Jargon(
    words={"omaehtoi": ["itse"], "mikäli": []},
    abbreviations={"HOKS": ["suunnitelma"], "osp": ["osaamispiste"]},
    names=["MIELI"],
    benefits=["yleistu"],
    says_check=["tarkist", "varmist"],
)


def raw_card(key: str = "myth_cost", **changes: Any) -> dict[str, Any]:
    """A good card as it stands in a file."""
    card = {
        "key": key,
        "kind": "worry",
        "topic": "money",
        "title": "Hinta huolettaa",
        "worry": "Opiskelu maksaa liikaa.",
        "acknowledge": ["Ensin kuulen.", "Sitten kuulen.", "Taas kuulen."],
        "answer": "Opetus on yleensä maksutonta.",
        "another_way": "Opetuksesta ei yleensä makseta.",
        "easy": "Opetus ei yleensä maksa.",
        "next_step": "Katso opintoja.",
        "offers": ["find_unit", "request_human"],
        "decides": "Oppilaitos",
        "sources": ["esimerkki.fi, 1.1.2026"],
        "facts": ["4a"],
        "certainty": "sure",
        "needs_review": False,
        "reviewed_on": "2026-11-24",
        "review_by": "2027-11-24",
        "ask_helped": True,
    }
    return {**card, **changes}


def card(key: str = "myth_cost", **changes: Any) -> Card:
    return card_from(raw_card(key, **changes))


QUESTION = {
    "question": "Kumpi sopii sinuun?",
    "options": [
        {"key": "alle-25", "label": "Olen alle 25", "answer": "Nuorelle on omat reitit.", "easy": "Nuorelle on omaa."},
        {"key": "yli-25", "label": "Olen 25 tai yli", "answer": "Reittejä on monta.", "easy": "Reittejä on."},
    ],
    "skip": {"label": "En halua sanoa"},
}
