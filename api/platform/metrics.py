"""What is counted and timed, for /metrics. Labels never hold anything of a person."""

from time import perf_counter

from prometheus_client import Counter, Histogram

FINE = (0.001, 0.002, 0.003, 0.004, 0.006, 0.008, 0.01, 0.012, 0.015, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15)

TURNS = Counter("askelmerkki_turns", "Tries of a bot's turn, by how they ended.", ["outcome"])
TURN_PARTS = Histogram("askelmerkki_turn_part_seconds", "Time of a turn by its part.", ["part"], buckets=FINE)
WRITER = Histogram("askelmerkki_writer_seconds", "How long a transaction keeps others from writing.", buckets=FINE)
REQUESTS = Histogram("askelmerkki_request_seconds", "Time of a request.", ["method", "route", "status"], buckets=FINE)


class Stopwatch:
    """Times the parts of a turn, one lap after another."""

    def __init__(self) -> None:
        self._last = perf_counter()

    def lap(self, part: str) -> None:
        """The time since the last lap goes to this part, in seconds."""
        now = perf_counter()
        TURN_PARTS.labels(part).observe(now - self._last)
        self._last = now
