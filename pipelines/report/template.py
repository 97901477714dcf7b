"""The pages' frames: HTML files beside this one with $names to fill in."""

from functools import cache
from pathlib import Path
from string import Template

STATIC = Path(__file__).parent / "static"


@cache
def _template(name: str) -> Template:
    return Template((STATIC / name).read_text(encoding="utf-8"))


def fill(template: str, **parts: str) -> str:
    """Return the template's HTML with each `$name` replaced by its part, which must be safe HTML already."""
    return _template(template).substitute(parts)
