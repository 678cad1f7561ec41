"""Which language a message is in, from its letters and from how common its words are in each.

Swedish and English are told by how common a word is there, Somali and Estonian by words that only they have, Russian,
Ukrainian and Arabic by their letters. A Finnish message with words of another language stays Finnish, and so does a
learner's Finnish; a greeting that several languages share is Finnish here.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from finnish.fold import tokens
from finnish.frequency import zipf
from finnish.lists import inverted, rows
from finnish.normalise import FORMS, KEPT
from finnish.words import Words

NAMES = inverted("language_names.txt")
LONGEST_TEXT = 80  # words that are looked at; a language shows itself in fewer
_LISTS = {name: frozenset(found) for name, found in rows("languages.txt").items()}
FINNISH_ENDING = re.compile(
    r"(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|kko|ään|aan|nen|sti|tta|ttä|uus|yys|kö|ko|mme|nsa|nsä|oo|ää|öö|uu|ii|yy)$"
)
SWEDISH_SIGN = re.compile(r"å|(?:tion|ning|het|skap|lig|isk)$")
ENGLISH_SIGN = re.compile(r"(?:tion|ing|ness|ment|ight|ould|th)$|^(?:wh|th|sh)|'")
SIGN = 1.0
MARGIN = 1.4  # how much commoner abroad a word must be to speak for that language, on the Zipf scale
UNKNOWN = 2.5  # a word rarer than this says little
SHORT = 2  # from so many words that speak for another language, one Finnish word does not outweigh them
ONLY_THEIRS = 2  # a word that only one language has says more than one that is commoner there
UKRAINIAN_LETTER = re.compile("[іїєґ]")
NOT_RUSSIAN_LETTER = re.compile("[љњћђџјѓќѕўәғқңөұүһҷӣҳӯ]")  # of Serbian, Macedonian, Belarusian, Kazakh, Tajik
NOT_ARABIC_LETTER = re.compile("[پچژگکیڤڕڵێۆەٹڈڑںےہ]")  # of Persian, Kurdish, Urdu
ESTONIAN_LETTER = "õ"


class Language(str, Enum):
    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"
    RUSSIAN = "ru"
    UKRAINIAN = "uk"
    ARABIC = "ar"
    SOMALI = "so"
    ESTONIAN = "et"
    OTHER = "other"
    NONE = "none"


FOREIGN = frozenset(Language) - {Language.FINNISH, Language.NONE}


@dataclass(frozen=True)
class Guess:
    """The language, and for another script its Unicode name (CYRILLIC, ARABIC), else an empty string."""

    language: Language
    script: str = ""


def guess(text: str, words: Words) -> Guess:
    """The language of a message. Bounded time on anything; raises nothing."""
    read = tokens(text)[:LONGEST_TEXT]
    script = _foreign_script(read)
    if script:
        return Guess(_written_in(script, read), script)
    readable = [word for word in read if any(sign.isalpha() for sign in word) and len(set(word)) > 1]
    return Guess(_among(readable, words)) if readable else Guess(Language.NONE)


def meant(text: str, words: Words) -> "str | None":
    """The language that a message is in, if it is not Finnish, or that it asks for by name; `other`: not known here."""
    language = guess(text, words).language
    if language in FOREIGN:
        return language.value
    return next((NAMES[base] for word in words.tokens(text) for base in words.bases(word) if base in NAMES), None)


def _foreign_script(read: Sequence[str]) -> str:
    """The script that most letters are in, when it is not the Latin one."""
    letters = [sign for word in read for sign in word[:40] if sign.isalpha()]
    scripts = Counter(_script(sign) for sign in letters)
    name = scripts.most_common(1)[0][0] if scripts else "LATIN"
    return "" if name == "LATIN" else name


def _script(sign: str) -> str:
    return "LATIN" if sign.isascii() else unicodedata.name(sign, "UNKNOWN").split()[0]


def _written_in(script: str, read: Sequence[str]) -> Language:
    """The language of a script, as far as its letters tell."""
    text = " ".join(read)
    if script == "ARABIC":
        return Language.OTHER if NOT_ARABIC_LETTER.search(text) else Language.ARABIC
    if script != "CYRILLIC" or NOT_RUSSIAN_LETTER.search(text):
        return Language.OTHER
    is_ukrainian = UKRAINIAN_LETTER.search(text) or not _LISTS[Language.UKRAINIAN.value].isdisjoint(read)
    return Language.UKRAINIAN if is_ukrainian else Language.RUSSIAN


def _among(read: Sequence[str], words: Words) -> Language:
    votes = Counter(vote for word in read if (vote := _vote(word, words)) is not None)
    if not votes:
        return Language.OTHER if _is_strange(read, words) else Language.FINNISH
    for near in (Language.SOMALI, Language.ESTONIAN):
        votes[near] *= ONLY_THEIRS
    finnish = votes.pop(Language.FINNISH, 0)
    abroad = max(votes, key=lambda language: votes[language], default=Language.FINNISH)
    if finnish >= votes[abroad] or (votes[abroad] < SHORT and len(read) > SHORT and finnish):
        return Language.FINNISH
    return abroad


def _vote(word: str, words: Words) -> Language | None:
    """The language that a word speaks for, or nothing when it is shared or unknown."""
    for language in (Language.FINNISH, Language.SWEDISH, Language.ENGLISH):
        if word in _LISTS[language.value]:
            return language
    if (only := _only_in(word, words)) is not None:
        return only
    scores = _scores(word, words)
    (best, first), (_, second) = sorted(scores.items(), key=lambda pair: -pair[1])[:2]
    if first < UNKNOWN or first - second < MARGIN:
        return Language.FINNISH if first - scores[Language.FINNISH] < MARGIN and words.known(word) else None
    return best


def _only_in(word: str, words: Words) -> Language | None:
    """Somali or Estonian, of a word that is theirs and no Finnish."""
    if word in FORMS or word in KEPT or words.known(word):
        return None
    is_estonian = word in _LISTS[Language.ESTONIAN.value] or ESTONIAN_LETTER in word
    return Language.ESTONIAN if is_estonian else Language.SOMALI if word in _LISTS[Language.SOMALI.value] else None


def _scores(word: str, words: Words) -> dict[Language, float]:
    finnish = max(zipf(word), SIGN * 4 if word in FORMS or word in KEPT else 0.0)
    finnish += SIGN * 1.5 if words.known(word) else 0.0
    finnish += SIGN if FINNISH_ENDING.search(word) else 0.0
    swedish = zipf(word, "sv") + (SIGN if SWEDISH_SIGN.search(word) else 0.0)
    english = zipf(word, "en") + (SIGN if ENGLISH_SIGN.search(word) else 0.0)
    if "ä" in word or "ö" in word:
        english -= 2 * SIGN
    return {Language.FINNISH: finnish, Language.SWEDISH: swedish, Language.ENGLISH: english}


def _is_strange(read: Sequence[str], words: Words) -> bool:
    """Whether no word is known to any of the three, nor spoken Finnish: another language, or noise."""
    if len(read) <= SHORT or any(map(words.known, words.tokens(" ".join(read)))):
        return False
    return all(max(zipf(word, code) for code in ("fi", "sv", "en")) < UNKNOWN for word in read)
