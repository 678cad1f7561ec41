"""`make journey`: the way over two houses in three windows, with kill -9 of the service and of Rasa in each step."""

import os
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import coach_journey as journey
from tests.support.stack import UNLIMITED, Stack

VICTIMS = ("service", "rasa")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(Path(folder), **UNLIMITED)
        try:
            stack.start()
            journey.hire(stack)
            _walk(stack)
        finally:
            stack.stop()


def _walk(stack: Stack) -> None:
    def kill() -> None:
        for victim in VICTIMS:
            stack.kill(victim)
        for victim in VICTIMS:
            stack.start_one(victim)

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    began = time.monotonic()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        with journey.windows(browser, stack) as at:
            at.amid = kill
            for step in journey.STEPS:
                step_began = time.monotonic()
                step(at)
                print(f"  {step.__name__:28}{time.monotonic() - step_began:5.1f} s", flush=True)
                stack.wait_until_ready()
            journey.judge(at)
        browser.close()
    kills = len(journey.STEPS) * len(VICTIMS)
    print(f"{kills} kills -9 in {time.monotonic() - began:.0f} s: nothing lost, nothing doubled, the order kept")


if __name__ == "__main__":
    main()
