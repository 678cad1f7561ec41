"""A card in words: put together from its own sentences and the few that are the service's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from api.guidance.model.answer_reading import Benefit, FollowUp
from api.guidance.model.card_dialogue import Helped, Met, Variant, speaks_of_benefits
from api.guidance.model.cards import Card, Option
from api.guidance.model.language import Jargon, says_to_check
from finnish.clauses import shortened

# So many characters of an answer are said beside something else.
BRIEF = 180


@dataclass(frozen=True)
class Spoken:
    """A card as it is said once: in plain Finnish, and in easier Finnish (empty: it is easy as it is)."""

    text: str
    easy: str = ""


@dataclass(frozen=True)
class Speaker:
    """Says cards on a day, with the service's own sentences (`phrases`) around them."""

    phrases: Mapping[str, str]
    jargon: Jargon
    today: date

    def say(self, card: Card, variant: Variant, met: Met, option: Option | None = None) -> Spoken:
        """The card in this way of saying it, to one who has met it so far; `option` is whom the answer is for."""
        match variant:
            case Variant.QUESTION:
                question = card.asks_first.question if card.asks_first else ""
                return Spoken(_paragraphs(f"{_acknowledged(card, met)} {question}"))
            case Variant.PERSON:
                handing_on = in_turn(self.phrases, "person_again", met.times)
                return Spoken(_paragraphs(f"{_acknowledged(card, met)} {handing_on}"))
            case Variant.EASY:
                return Spoken(self._easy(card, option))
            case Variant.SHORT:
                told = card.another_way if met.times else card.answer
                said = _paragraphs(f"{self.phrases['second_worry']} {told}", self._check(card, told))
                return Spoken(said, self._easy(card, option))
            case Variant.BRIEF:
                return self._brief(card, option)
        answer = card.another_way if variant is Variant.OTHER_WORDS else (option or card).answer
        # With the card's own question the worry has been taken up already.
        taken_up = met.said is Variant.QUESTION or (option and met.said) or met.helped is Helped.LITTLE
        opening = "" if taken_up else _acknowledged(card, met)
        check = self._check(card, f"{answer} {card.ask_before}")
        said = _paragraphs(f"{opening} {answer}", card.ask_before, check, card.next_step)
        return Spoken(said, self._easy(card, option))

    def say_of_benefit(self, card: Card, named: Benefit, variant: Variant, met: Met) -> Spoken:
        """Whom to ask of a benefit that the card does not speak of."""
        if variant is Variant.EASY:
            return Spoken(named.easy)
        opening = _acknowledged(card, met) if variant is Variant.FULL else ""
        return Spoken(_paragraphs(f"{opening} {named.answer}"), named.easy)

    def say_follow_up(self, card: Card, asked: FollowUp, named: Benefit | None) -> Spoken:
        """The answer to a question about what was told: of the card, or of another benefit that was named."""
        if named is not None:
            return Spoken(self.phrases["follow_up_other"].format(decides=named.decides))
        return Spoken(_paragraphs(asked.answer, card.ask_before if asked.asks_before else ""), asked.easy)

    def _brief(self, card: Card, option: Option | None) -> Spoken:
        """The first sentences of the answer, which hold the heart of it, and whom to ask before anything is begun."""
        told = shortened((option or card).answer, BRIEF)
        ask = self.phrases["brief_ask"] if speaks_of_benefits(card) else ""
        return Spoken(" ".join(filter(None, [told, ask, self._check(card, f"{told} {ask}", "_easy")])))

    def _easy(self, card: Card, option: Option | None) -> str:
        easy = (option or card).easy
        return _paragraphs(easy, self._check(card, easy, "_easy"))

    def _check(self, card: Card, said: str, style: str = "") -> str:
        """What tells the person to make sure, where what is said does not do so itself."""
        decides = card.decides.rstrip(".")
        if card.is_overdue(self.today):
            return self.phrases[f"overdue{style}"].format(decides=decides)
        if card.needs_review and not says_to_check(said, self.jargon):
            return self.phrases[f"needs_review{style}"].format(decides=decides)
        return ""


def in_turn(phrases: Mapping[str, str], name: str, times: int) -> str:
    """One of the phrases `name_0`, `name_1` …, so that it does not sound like a record."""
    ways = every_way(phrases, name)
    return ways[times % len(ways)]


def every_way(phrases: Mapping[str, str], name: str) -> list[str]:
    """The phrases `name_0`, `name_1` …"""
    return [text for key, text in phrases.items() if key.startswith(f"{name}_")]


def _acknowledged(card: Card, met: Met) -> str:
    return card.acknowledge[met.times % len(card.acknowledge)] if card.acknowledge else ""


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())
