"""What an entry likely asks, by the trade that it names: shown beside the form, filled in when the editor says so."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from catalogue.importers.tabular import OF_ASKS
from catalogue.model import HELD, Licence
from occupations.files import occupations
from occupations.model import Occupation

Bases = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Proposal:
    """A trade, and what each column of the form would say by it. What the trade does not tell is not proposed."""

    trade: str
    values: Mapping[str, str]

    def missing_in(self, written: Mapping[str, str]) -> dict[str, str]:
        """What the form does not say yet."""
        return {name: value for name, value in self.values.items() if not written.get(name)}

    def in_words(self, written: Mapping[str, str]) -> dict[str, str]:
        """The same as people read it."""
        missing = self.missing_in(written)
        return {column.name: column.options[missing[column.name]] for column in OF_ASKS if column.name in missing}


def proposal_for(content: Mapping[str, Any], bases: Bases) -> Proposal | None:
    """By the first trade that the entry's roles, keywords or name tell of; None when they tell of none."""
    trades = _trades_by_name()
    named = (trades[word] for word in _words_of(content, bases) if word in trades)
    trade = next(named, None)
    return Proposal(trade.name, _values(trade)) if trade else None


def _values(trade: Occupation) -> dict[str, str]:
    told = {name: getattr(trade.asks, name, None) for name in HELD}
    licence = next((Licence(card) for card in trade.cards if card in list(Licence)), None)
    return {f"asks_{name}": str(value) for name, value in {**told, "licence": licence}.items() if value}


def _words_of(content: Mapping[str, Any], bases: Bases) -> Iterator[str]:
    for text in ((content.get("employer") or {}).get("roles") or (), content.get("keywords") or ()):
        yield from (item.casefold() for item in text)
    for word in re.findall(r"[\w-]+", str(content.get("name") or "")):
        yield from bases(word.casefold())


@cache
def _trades_by_name() -> dict[str, Occupation]:
    """Every trade by its official and spoken names; of two with the same name the first."""
    named: dict[str, Occupation] = {}
    for trade in occupations().occupations.values():
        for name in trade.names:
            named.setdefault(name.casefold(), trade)
    return named
