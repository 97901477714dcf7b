"""A program that prints, as JSON, every regular expression our code compiles: imported, and as it reads a text."""

import importlib
import json
import pkgutil
import re
import sys
from collections import defaultdict
from pathlib import Path

TEXT = "2021年，韶关市地区生产总值达1554亿元，同比增长8.6%。到2025年，力争粮食产量稳定在3万吨左右（含玉米）。\n"


def main() -> None:
    """Listen at the one place through which every use of `re` goes, and note what pipelines asks for."""
    asked: dict[tuple[str, int], None] = {}
    compile_it = re._compile  # type: ignore[attr-defined]

    def listen(pattern, flags):
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_globals.get("__name__") == "re":
            frame = frame.f_back
        name = str(frame.f_globals.get("__name__"))
        if name.startswith("pipelines.") and isinstance(pattern, str):
            asked[pattern, int(flags)] = None
        return compile_it(pattern, flags)

    re._compile = listen  # type: ignore[attr-defined]
    import pipelines

    for module in pkgutil.walk_packages(pipelines.__path__, "pipelines."):
        if not module.name.endswith((".ray_engine", ".worker")):  # an extra; a program
            importlib.import_module(module.name)
    from pipelines.extraction.documents.markdown_file import read_markdown
    from pipelines.extraction.reading import read_text

    read_text(TEXT * 3)
    read_markdown(f"---\ntitle: x\n---\n# 一\n{TEXT}")
    asked_how = ways_of_use()
    json.dump([[pattern, flags, sorted(asked_how.get(pattern, ()))] for pattern, flags in asked], sys.stdout)


def ways_of_use() -> dict[str, set[str]]:
    """Return the methods that our source calls on each pattern that a module holds by a name."""
    ways: dict[str, set[str]] = defaultdict(set)
    for module in [module for name, module in sys.modules.items() if name.startswith("pipelines.")]:
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and module.__file__:
                source = Path(module.__file__).read_text(encoding="utf-8")
                called = re.findall(rf"\b{name}\.(\w+)", source)
                # By another name, or handed on: it may be asked in any way.
                handed_on = len(re.findall(rf"\b{name}\b", source)) > len(called) + 1
                ways[value.pattern].update(called, {"search"} if handed_on else ())
    return ways


if __name__ == "__main__":
    main()
