"""Accessibility findings of a page in a real browser: axe-core 4.14.1 (npm, MPL-2.0, beside the browser tests)."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "browser" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA and its best practices: the rule, how bad, and where.

    Put in by the browser's own tools, so that the page's policy on scripts stays as it is. Sizes are of the page
    with its styles: one that is still loading is waited for.
    """
    page.wait_for_load_state("load")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
