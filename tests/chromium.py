"""A real browser for tests: Debian's chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def need_chromium() -> str:
    """Return the browser's path; without one the test is skipped, but fails where CI=true."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        missing = "there is no chromium on this machine (Debian: apt install chromium fonts-noto-cjk)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Yield a browser that asks nothing of the network."""
    path = need_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def keep_screenshot(page: Page, name: str) -> None:
    """Keep what the page looks like for a person to look at, in the folder SCREENSHOTS (build/screenshots)."""
    folder = Path(os.environ.get("SCREENSHOTS") or Path(__file__).resolve().parents[1] / "build" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(1_000)  # until what loads in the background is there
    page.screenshot(path=folder / f"{name}.png")
