from datetime import UTC, datetime, timedelta

import pytest

from catalogue.model import (
    ALLOWED,
    BadPublishTime,
    EditedMeanwhile,
    FieldChange,
    Status,
    StatusNotAllowed,
    check_status,
    differences,
    merge,
)

NOW = datetime(2026, 11, 25, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.mark.parametrize("now", list(Status))
@pytest.mark.parametrize("wanted", list(Status))
def test_a_status_goes_only_where_the_table_lets_it(now: Status, wanted: Status) -> None:
    if wanted == now or wanted in ALLOWED[now]:
        check_status(now, wanted, LATER, NOW)
    else:
        with pytest.raises(StatusNotAllowed):
            check_status(now, wanted, LATER, NOW)


def test_what_is_archived_comes_back_as_a_draft_only() -> None:
    assert ALLOWED[Status.ARCHIVED] == {Status.DRAFT}


@pytest.mark.parametrize("publish_at", [None, NOW, NOW - timedelta(hours=1)])
def test_what_is_scheduled_needs_a_time_to_come(publish_at: datetime | None) -> None:
    with pytest.raises(BadPublishTime):
        check_status(Status.DRAFT, Status.SCHEDULED, publish_at, NOW)


def test_a_difference_tells_the_field_what_it_was_and_what_it_is() -> None:
    changes = differences({"name": "A", "keywords": ["x", "y"]}, {"name": "B", "keywords": ["y", "z"]})
    assert changes[0] == FieldChange("name", "A", "B")
    assert (changes[1].added, changes[1].removed) == (["z"], ["x"])


def test_a_conflict_carries_both_versions_and_where_they_differ() -> None:
    base = {"name": "Alussa", "summary": "Alussa", "place": "Alussa", "provider": "Sama"}
    mine = {**base, "name": "Minun", "summary": "Minun"}
    theirs = {**base, "name": "Toisen", "place": "Toisen"}
    error = EditedMeanwhile(base=base, mine=mine, theirs=theirs, revision=3, saved_by="eeva")
    assert [change.field for change in error.differences] == ["name", "summary", "place"]
    assert error.clashes == [FieldChange("name", "Toisen", "Minun")]
    assert error.taken == [FieldChange("place", "Alussa", "Toisen")]
    assert error.together == {"name": "Minun", "summary": "Minun", "place": "Toisen", "provider": "Sama"}


@pytest.mark.parametrize(
    ("ours", "base", "theirs", "now", "changed", "kept"),
    [
        ("lähde", "lähde", "lähde", "lähde", False, False),  # nothing new
        ("lähde", "lähde", "uusi", "uusi", True, False),  # the source's own field follows its source
        ("käsin", "lähde", "lähde", "käsin", False, False),  # by hand, and the source says what it said
        ("käsin", "lähde", "uusi", "käsin", False, True),  # by hand, and the source says something new
        ("uusi", "lähde", "uusi", "uusi", False, False),  # the editor was faster
    ],
)
def test_what_is_written_by_hand_is_never_written_over(
    ours: str, base: str, theirs: str, now: str, changed: bool, kept: bool
) -> None:
    merged = merge({"name": ours}, {"name": base}, {"name": theirs})
    assert merged.content["name"] == now
    assert (bool(merged.changes), bool(merged.kept)) == (changed, kept)


def test_another_source_changes_nothing_of_its_own_accord() -> None:
    merged = merge({"name": "Nimi"}, {}, {"name": "Toinen"})
    assert merged.content["name"] == "Nimi"
    assert merged.kept == (FieldChange("name", "Nimi", "Toinen"),)
