"""A real browser for tests: Debian's chromium, driven by Playwright."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from pipelines.settings import PROJECT
from tests.programs import need_chromium

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Yield a browser that asks nothing of the network."""
    chromium = need_chromium()  # before the driver is started, which cannot be everywhere
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def keep_screenshot(page: Page, name: str) -> None:
    """Keep what the page looks like for a person to look at, in the folder SCREENSHOTS (build/screenshots)."""
    folder = Path(os.environ.get("SCREENSHOTS") or PROJECT / "build" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(1_000)  # until what loads in the background is there
    page.screenshot(path=folder / f"{name}.png")
