"""Train and parse through Rasa itself, each in a process of its own, so that times and memory are Rasa's own.

    python in_rasa.py ANSWER train CONFIG DATA MODEL     writes {"seconds"}
    python in_rasa.py ANSWER parse MODEL TEXTS           writes {"rankings", "p50", "p95", "rss", "load"}

TEXTS is a file with a JSON list, ANSWER the file that is written: what is long does not go whole through a pipe that
libraries print to as well. Times are seconds for "seconds" and "load", milliseconds for p50 and p95; the
memory is megabytes. Importing Rasa is not counted: it is the same for every pipeline.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

import numpy as np
from rasa.core.agent import load_agent
from rasa.core.channels.channel import UserMessage
from rasa.model_training import train_nlu

# Times are of the processor, of all threads together: what else the machine does meanwhile does not count.
WARM_UP = 20  # the first messages of a process pay for what is loaded late


def train(config: str, data: str, model: str) -> dict:
    """Train the understanding alone and leave the model at a path."""
    path = Path(model)
    started = time.process_time()
    made = train_nlu(config, data, str(path.parent), fixed_model_name=path.name)
    if made is None:
        sys.exit(f"Rasa could not train {config} on {data}.")
    return {"seconds": time.process_time() - started}


def parse(model: str, texts: str) -> dict:
    """Parse each text alone, as a conversation would. A ranking is a list of [intent, confidence]."""
    return asyncio.run(_parse(model, json.loads(Path(texts).read_text("utf-8"))))


async def _parse(model: str, texts: list) -> dict:
    started = time.perf_counter()
    agent = await load_agent(model)
    loaded = time.perf_counter() - started
    for text in texts[:WARM_UP]:
        await agent.processor.parse_message(UserMessage(text))
    rankings, times = [], []
    for text in texts:
        started = time.process_time()
        read = await agent.processor.parse_message(UserMessage(text))
        times.append(1000 * (time.process_time() - started))
        rankings.append([[one["name"], one["confidence"]] for one in read["intent_ranking"]])
    p50, p95 = np.percentile(times, [50, 95])
    return {"rankings": rankings, "p50": p50, "p95": p95, "rss": _resident(), "load": loaded}


def _resident() -> float:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    answer, job, *arguments = sys.argv[1:]
    found = {"train": train, "parse": parse}[job](*arguments)
    Path(answer).write_text(json.dumps(found), "utf-8")
