"""Base forms, compound parts and content words, from Voikko with the likelier reading chosen."""

import re
from functools import lru_cache
from typing import Any

from libvoikko import Voikko
from wordfreq import zipf_frequency

from finnish.fold import tokens
from finnish.normalise import Normaliser

_PART = re.compile(r"\(([^()+]+)\)")
CACHE = 50_000
LONGEST_WORD = 60  # Voikko's time grows with the length; no Finnish word that people write is longer
TWO_LIKELIEST = 2

# Words that say nothing of the subject of a search.
SMALL = frozenset(
    """
    ja tai että jos kun niin myös vai vain kuin mutta olla ei minä sinä hän me te he se tämä tuo ne
    nämä nuo joku jokin mikä kuka joka missä mistä mihin milloin miten miksi kuinka onko voida saada
    haluta pitää tulla mennä tehdä löytyä etsiä hakea haeskella tarvita kiinnostaa olisi vielä nyt
    sitten ihan vaan kyllä hyvä uusi jo enää kanssa pikku pieni lyhyt nopea kurssi koulutus opinto
    opiskella opiskelu opiskelija oppia kouluttaa kouluttautua koulu juttu asia jotain vähän mukava
    sopiva semmoinen sellainen tällainen tutkinto tutkinnonosa osa ala suorittaa näyttää katsoa
    joskus mukaan varten niinku kiitos hei moi terve päästä ottaa antaa itse jokainen kaikki muu
    toinen eli
    """.split()
)
# What a verb's stem looks like as a participle's base: Voikko gives `haluinen` for `haluisin`.
PREFERRED = {"haluinen": "haluta", "oleva": "olla", "vuo": "vuosi", "turpa": "turva"}


class Words:
    """Voikko for one process. Not for several threads at once."""

    def __init__(self) -> None:
        self._voikko = Voikko("fi")
        self._analyse = lru_cache(CACHE)(self._analyse_uncached)
        self._normaliser = Normaliser(self.known)

    def known(self, word: str) -> bool:
        """Whether Voikko knows the word as Finnish."""
        return bool(self._analyse(word))

    def tokens(self, text: str) -> list[str]:
        """The words of a text in their written forms."""
        return self._normaliser.words(tokens(text))

    def bases(self, word: str) -> tuple[str, ...]:
        """The two likeliest base forms of a word, likelier first; the word itself when unknown."""
        ranked = sorted({reading[0] for reading in self._analyse(word)}, key=_likelihood)
        preferred = dict.fromkeys(PREFERRED.get(base, base) for base in ranked)
        return tuple(preferred)[:TWO_LIKELIEST] or (word,)

    def lemma(self, word: str) -> str:
        """The likeliest base form."""
        return self.bases(word)[0]

    def parts(self, word: str) -> tuple[str, ...]:
        """Base forms of a compound's parts, or the root of a derived word (siivous: siivota); else empty."""
        readings = [reading for reading in self._analyse(word) if reading[0] in self.bases(word)]
        if not readings:
            return ()
        likeliest = min(readings, key=lambda reading: (_likelihood(reading[0]), len(reading[1])))
        return tuple(part for part in likeliest[1] if part != likeliest[0])

    def content_words(self, text: str) -> list[str]:
        """The words of a text that may tell its subject."""
        return [word for word in self.tokens(text) if not SMALL.intersection(self.bases(word))]

    def _analyse_uncached(self, word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if len(word) > LONGEST_WORD:
            return ()
        return tuple(_reading(analysis) for analysis in self._voikko.analyze(word))


def _reading(analysis: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    parts = _PART.findall(analysis.get("WORDBASES", ""))
    return analysis["BASEFORM"].lower(), tuple(part.lower() for part in parts if len(part) > 2)


def _likelihood(base: str) -> tuple[float, str]:
    """Sorts the commoner reading first; a compound is as likely as its last part is common."""
    return (-max(zipf_frequency(base, "fi"), zipf_frequency(base[-5:], "fi") - 2.0), base)
