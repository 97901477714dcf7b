"""Other programs that tests need; where one is missing they skip, and fail where CI=true."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest


def skip_unless_ci(reason: str) -> NoReturn:
    """Skip the test for this reason; in CI, where everything is to be there, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def need_program(*names: str) -> str:
    """Return the path of the first of these programs that is installed; without one the test is skipped."""
    for name in names:
        if path := shutil.which(name):
            return path
    skip_unless_ci(f"{names[0]} is not installed")


def need_chromium() -> str:
    """Return the browser's path; without one the test is skipped."""
    return need_program("chromium", "chromium-browser", "google-chrome")


CSV_IN_UTF_8 = "Text - txt - csv (StarCalc):44,34,76"  # an import filter: comma, quotation mark, UTF-8


def convert_with_libreoffice(source: Path, target: str, folder: Path, *, read_as: str = "") -> Path:
    """Return `source` as LibreOffice saves it: `target` is an extension, with a filter where one is needed."""
    soffice = need_program("soffice", "libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", *([f"--infilter={read_as}"] if read_as else [])]
    command += ["--convert-to", target, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.{target.partition(':')[0]}"


def print_with_chromium(source: Path, target: Path, *, with_margin_text: bool = False) -> Path:
    """Return the PDF to which a browser prints the page at `source`, with date, title and page number if asked."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={target.parent / 'browser'}"]
    options += [] if with_margin_text else ["--no-pdf-header-footer"]
    command = [need_chromium(), *options, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target
