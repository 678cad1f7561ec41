import pytest

from finnish.clauses import read
from finnish.negation import FURTHEST, denied
from finnish.words import Words

WORDS = Words()


def _denied(text: str) -> set[str]:
    return {word.written for clause in read(text, WORDS) for word in clause.words if word.denied}


def _written(text: str) -> set[str]:
    return {word.written for clause in read(text, WORDS) for word in clause.words}


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
        ("ilman tutkintoa ja korttia", {"tutkintoa"}, {"ja", "korttia"}),
        ("ilman pitkää koulutusta iltaisin", {"pitkää", "koulutusta"}, {"iltaisin"}),
        ("onko kurssi jos en osaa suomea", {"suomea"}, {"kurssi"}),
        ("eikö kurssi ole ilmainen", set(), {"kurssi", "ilmainen"}),
        ("emmä haluu kouluun", {"halua", "kouluun"}, set()),
        ("olen kokematon siivooja", {"kokematon"}, {"siivooja"}),
        ("olen työtön", set(), {"työtön"}),
        ("en halua siivousta tai keittiötä", {"siivousta", "keittiötä"}, set()),
        ("en halua muuta kuin siivousta", {"muuta"}, {"siivousta"}),
        ("ei kun Tampere", set(), {"tampere"}),
    ],
)
def test_a_denial_reaches_its_clause_and_no_further(text: str, denied: set[str], stands: set[str]) -> None:
    found = _denied(text)
    assert denied <= found
    assert not stands & found
    assert stands <= _written(text)


@pytest.mark.parametrize(
    "mark", [", ", ". ", " - ", " – ", "... ", "\n", " 😊 ", " ja ", " mutta ", " vaan ", " eiku "]
)
def test_no_denial_reaches_past_the_end_of_its_clause(mark: str) -> None:
    assert _denied(f"en oo kokki{mark}oon siivooja iltaisin") == {"ole", "kokki"}


def test_a_denial_reaches_eight_words_and_no_more() -> None:
    words = ["en", *(f"sana{chr(97 + at)}" for at in range(12))]
    assert FURTHEST == 8
    assert denied(words, words) == [False, *[True] * 8, *[False] * 4]
