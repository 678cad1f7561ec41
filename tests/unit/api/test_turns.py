from datetime import timedelta

from api.conversations.model import back_off


def test_the_pause_between_tries_grows_and_stays_within_ten_seconds() -> None:
    pauses = [back_off(attempt) for attempt in range(1, 12)]
    assert pauses[:4] == [timedelta(seconds=s) for s in (0.5, 1, 2, 4)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(seconds=10)
