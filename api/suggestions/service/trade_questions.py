"""Questions about a trade that no shown course leads to: what it asks, by what is known of trades in general."""

from collections.abc import Sequence

from api.platform.replies import Choice, Said, means, message
from api.suggestions.model import Aspect, Shown
from api.suggestions.service.context import SuggestionContext
from api.suggestions.wording import tell
from catalogue.recommend.trades import trades_of
from occupations.model import Occupation

OF_PAY = frozenset({Aspect.PAY, Aspect.FEE})
OF_TRADES = frozenset({Aspect.NEEDS, Aspect.CONTENT, Aspect.LANGUAGE, Aspect.DEMANDS}) | OF_PAY


def trade_meant(context: SuggestionContext, text: str, aspects: Sequence[Aspect], about: Sequence[Shown]) -> str | None:
    """The trade that is asked about: named last in the text, where no course that is talked of leads to it."""
    if not OF_TRADES.intersection(aspects):
        return None
    trades = trades_of(context.words)
    led_to = frozenset().union(*(trades.led_to(each.entry) for each in about))
    named = [found.occupation for found in trades.finder.find(text) if not (found.held or found.denied)]
    return named[-1] if named and named[-1] not in led_to else None


def told_of_trade(context: SuggestionContext, key: str, aspects: Sequence[Aspect]) -> Said:
    """The cards and the Finnish that the trade usually asks, and how to look for work in it or learn it. Its pay is not
    known here: that is said where it is asked.
    """
    trade = trades_of(context.words).known.occupations[key]
    cards = ", ".join(f"{card}-ajokortti" if len(card) <= 2 and card.isupper() else card for card in trade.cards)
    needs = tell("trade_cards", trade=trade.name, cards=cards) if cards else tell("trade_unknown", trade=trade.name)
    ways = [
        Choice(tell("trade_work"), means("seek_work", subject=trade.name)),
        Choice(tell("trade_learn"), means("find_unit", subject=trade.name)),
        Choice(tell("ask_person"), means("request_human")),
    ]
    pay = tell("trade_pay", trade=trade.name) if OF_PAY.intersection(aspects) else ""
    return Said([message(pay or f"{needs} {finnish_needed(trade)}", ways)])


def finnish_needed(trade: Occupation) -> str:
    """The Finnish that one usually gets by with in the trade."""
    return tell("trade_finnish", trade=trade.name, level=trade.asks.finnish.value)
