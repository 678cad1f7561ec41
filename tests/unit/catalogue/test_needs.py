import pytest

from catalogue.model import Competence, Employer, Need, Standing, compare_needs
from finnish.words import Words


@pytest.fixture(scope="module")
def bases(words: Words):
    def of(text: str) -> frozenset[str]:
        return frozenset(base for word in words.content_words(text) for base in words.bases(word)[:1])

    return of


EMPLOYER = Employer(must_have=("asiakaspalvelu", "suomen kielen taito"), learnt_at_work=("kassatyö",))


def test_each_need_is_had_learnt_at_work_or_missing(bases) -> None:
    needs = compare_needs(EMPLOYER, [Competence("Asiakaspalvelua kahvilassa", 3)], bases)
    assert needs == [
        Need("asiakaspalvelu", Standing.HAVE, "Asiakaspalvelua kahvilassa"),
        Need("suomen kielen taito", Standing.MISSING),
        Need("kassatyö", Standing.LEARNT_AT_WORK),
    ]


def test_what_one_does_only_with_help_is_not_had_yet(bases) -> None:
    (need, *_) = compare_needs(EMPLOYER, [Competence("asiakaspalvelu", 1)], bases)
    assert need.standing == Standing.MISSING


def test_what_one_learns_at_work_may_be_had_already(bases) -> None:
    needs = compare_needs(EMPLOYER, [Competence("kassatyöt kaupassa", 2)], bases)
    assert needs[-1].standing == Standing.HAVE


def test_half_of_a_needs_words_is_enough_and_less_is_not(bases) -> None:
    employer = Employer(must_have=("trukin ajaminen", "varaston hyllytys ja keräily"))
    forklift, shelving = compare_needs(employer, [Competence("trukki"), Competence("varasto")], bases)
    assert (forklift.standing, shelving.standing) == (Standing.HAVE, Standing.MISSING)
