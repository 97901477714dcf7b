"""A program that prints, as JSON, every regular expression our code compiles: imported, and as it reads a text.

`patterns` holds [pattern, whether it is of bytes, flags, methods by which it is asked]; `places` the calls of `re`
that were heard, as "file:line": what is missing there is a pattern that this program does not reach.
"""

import importlib
import json
import pkgutil
import re
import sys
from collections import defaultdict
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]  # nothing of ours is imported before main listens

TEXT = "2021年，韶关市地区生产总值达1554亿元，同比增长8.6%。到2025年，力争粮食产量稳定在3万吨左右（含玉米）。\n"


def main() -> None:
    """Listen at the one place through which every use of `re` goes, and note what pipelines asks for."""
    asked: dict[tuple[str | bytes, int], str] = {}
    places: dict[str, None] = {}
    compile_it = re._compile  # type: ignore[attr-defined]

    def listen(pattern, flags):
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_globals.get("__name__") == "re":
            frame = frame.f_back
        name = str(frame.f_globals.get("__name__"))
        if name.startswith("pipelines.") and isinstance(pattern, str | bytes):
            asked[pattern, int(flags)] = name
            places[f"{Path(frame.f_code.co_filename).relative_to(PROJECT).as_posix()}:{frame.f_lineno}"] = None
        return compile_it(pattern, flags)

    re._compile = listen  # type: ignore[attr-defined]
    import pipelines

    for module in pkgutil.walk_packages(pipelines.__path__, "pipelines."):
        if not module.name.endswith((".ray_engine", ".worker")):  # an extra; a program
            importlib.import_module(module.name)
    read_what_compiles_late()
    asked_how = ways_of_use({pattern: module for (pattern, _), module in asked.items()})
    patterns = [
        [pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern, isinstance(pattern, bytes), flags,
         sorted(asked_how.get(pattern, ()))]
        for pattern, flags in asked
    ]  # fmt: skip
    json.dump({"patterns": patterns, "places": list(places)}, sys.stdout)


def read_what_compiles_late() -> None:
    """Read a text and a page, for the patterns that are made from vocabularies."""
    from pipelines.extraction.documents.markdown_file import read_markdown
    from pipelines.extraction.reading import read_text

    read_text(TEXT * 3)
    read_markdown(f"---\ntitle: x\n---\n# 一\n{TEXT}")


def ways_of_use(asked_by: dict[str | bytes, str]) -> dict[str | bytes, set[str]]:
    """Return the methods that our source calls on each pattern; none where it is not known to which it calls them.

    A pattern that a module holds is known by its name. One that is compiled into a table (a class with fields of type
    `re.Pattern`) is asked in one of the ways in which its module asks any such field.
    """
    modules = {name: module for name, module in sys.modules.items() if name.startswith("pipelines.")}
    sources = {name: Path(str(module.__file__)).read_text(encoding="utf-8") for name, module in modules.items()}
    ways: dict[str | bytes, set[str]] = defaultdict(set)
    for module, source in sources.items():
        for name, value in vars(modules[module]).items():
            if isinstance(value, re.Pattern):
                called = re.findall(rf"\b{name}\.(\w+)", source)
                # By another name, or handed on: it may be asked in any way.
                handed_on = len(re.findall(rf"\b{name}\b", source)) > len(called) + 1
                ways[value.pattern].update(called, {"search"} if handed_on else ())
    for pattern, module in asked_by.items():
        if pattern not in ways:
            fields = "|".join(re.findall(r"^    (\w+): \"?re\.Pattern", sources[module], re.MULTILINE))
            used = re.compile(rf"\.(?:{fields})\b(?:\.(\w+))?")  # without a method: handed on
            if fields:
                ways[pattern] = {way or "search" for way in used.findall(sources[module])}
    return ways


if __name__ == "__main__":
    main()
