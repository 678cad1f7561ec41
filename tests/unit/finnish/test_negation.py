import pytest

from finnish.negation import marked, negated
from finnish.words import Words

WORDS = Words()


def _denied(text: str) -> set[str]:
    return {word for word, flag in negated(text, WORDS) if flag}


@pytest.mark.parametrize(
    ("text", "denied", "stands"),
    [
        ("en halua tutkintoa", {"halua", "tutkintoa"}, set()),
        ("haluan tutkinnon", set(), {"haluan", "tutkinnon"}),
        ("en halua tutkintoa vaan kurssin", {"tutkintoa"}, {"kurssin"}),
        ("ei etänä, mutta illalla käy", {"etänä"}, {"illalla", "käy"}),
        ("en oo käyny koulua mut töitä oon tehny", {"koulua"}, {"töitä", "tehnyt"}),
        ("älä lähetä papereita", {"papereita"}, set()),
        ("haluan töitä ilman tutkintoa", {"tutkintoa"}, {"töitä"}),
        ("onko kurssi jos en osaa suomea", {"suomea"}, {"kurssi"}),
        ("eikö kurssi ole ilmainen", set(), {"kurssi", "ilmainen"}),
        ("emmä haluu kouluun", {"halua", "kouluun"}, set()),
        ("olen kokematon siivooja", {"kokematon"}, {"siivooja"}),
        ("olen työtön", set(), {"työtön"}),
    ],
)
def test_a_denial_reaches_its_clause_and_no_further(text: str, denied: set[str], stands: set[str]) -> None:
    found = _denied(text)
    assert denied <= found
    assert not stands & found


def test_denied_lemmas_are_marked_for_the_classifier() -> None:
    assert "ei_tutkinto" in marked("en halua tutkintoa", WORDS)
    assert "tutkinto" in marked("haluan tutkinnon", WORDS)
