"""The words of Finnish, loaded once for all components of a process."""

from functools import lru_cache

from finnish.words import Words

finnish_words = lru_cache(1)(Words)
