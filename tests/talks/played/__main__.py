"""`make played`: twelve simulated people talk for 15 turns each; prints what was kept, asked, shown and agreed."""

import argparse
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from functools import reduce
from random import Random

from api.settings import ROOT
from tests.support.stack import SEED, Talk
from tests.talks.played.counting import GOALS, Counts, count
from tests.talks.played.people import TURNS, Act, Exchange, Person, Talker, Ways, button_for, people, ways
from tests.talks.playing import SIDE_BY_SIDE, answer_to, as_read
from tests.talks.running import service

READ = ROOT / "var" / "played"


def play(url: str, person: Person, said: Ways, seed: str) -> list[Exchange]:
    """A talk of this person from its beginning."""
    talk, talker = Talk(url), Talker(person, said, Random(f"{seed}:{person.name}"))
    exchanges: list[Exchange] = []
    for turn in range(1, TURNS + 1):
        before = exchanges[-1].answer if exchanges else None
        acts = talker.next(turn, before)
        button = button_for(acts[0], before)
        text = f"[{button['label']}]" if button else talker.words(turn, acts)
        seq = talk.send(choice_id=button["id"]) if button else talk.send(text)
        exchanges.append(Exchange(acts, answer_to(talk, seq), text))
    talk.erase()
    return exchanges


def table(rows: list[tuple[str, Counts]]) -> str:
    """A line a person, and one of all."""
    heads = ("kept", "asked twice", "must-nots", "unanswered", "repeated", "ended at")
    lines = [["", *heads], *([name, *_cells(one)] for name, one in rows), ["all", *_all([one for _, one in rows])]]
    return "\n".join(f"{line[0]:<9}" + "".join(f"{cell:>17}" for cell in line[1:]) for line in lines)


def _cells(one: Counts) -> list[str]:
    shares = [_share(one.told - len(one.lost), one.told), str(len(one.asked_twice)), str(len(one.must_nots))]
    shares += [_share(len(one.unanswered), one.acts), _share(len(one.repeated), one.texts)]
    return [*shares, f"turn {one.ended}" if one.ended else "-"]


def _all(counts: list[Counts]) -> list[str]:
    """The cells of all of them as if it were one talk, and how many ended well."""
    return [*_cells(reduce(_together, counts))[:-1], f"{sum(bool(one.ended) for one in counts)} of {len(counts)}"]


def _together(one: Counts, other: Counts) -> Counts:
    sums = {each.name: getattr(one, each.name) + getattr(other, each.name) for each in fields(Counts)[:-1]}
    return Counts(**sums, ended=None)


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {100 * part / max(whole, 1):5.1f} %"


def keep_to_read(person: Person, exchanges: list[Exchange], counts: Counts) -> None:
    READ.mkdir(parents=True, exist_ok=True)
    lines = [f"{person.name}: {person.life}", ""]
    for number, exchange in enumerate(exchanges, 1):
        lines += [f"{number}. ({', '.join(map(_name, exchange.acts))})", *as_read(exchange.said, exchange.answer), ""]
    for name in ("lost", "asked_twice", "must_nots", "unanswered", "repeated"):
        lines += [f"!! {name} {fault}" for fault in getattr(counts, name)]
    (READ / f"{person.name.lower()}.txt").write_text("\n".join([*lines, ""]), "utf-8")


def _name(act: Act) -> str:
    return f"{act.name} {act.about}".strip()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.talks.played", description=__doc__)
    parser.add_argument("--base", default="", help="a service that runs already, its limits set high")
    parser.add_argument("--only", default="", help="the people of this name")
    parser.add_argument("--seed", default=SEED, help="who says what begins from this")
    asked = parser.parse_args()
    said, chosen = ways(), [person for person in people() if asked.only in person.name]
    with service(asked.base) as url, ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        talks = list(pool.map(lambda person: play(url, person, said, asked.seed), chosen))
    rows = [(person.name, count(person, talk, said.questions)) for person, talk in zip(chosen, talks, strict=True)]
    for person, talk, (_, counts) in zip(chosen, talks, rows, strict=True):
        keep_to_read(person, talk, counts)
    print(f"{table(rows)}\n{GOALS}\nas they went: {READ}")


if __name__ == "__main__":
    main()
