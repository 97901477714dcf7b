"""A program that prints, as JSON, every regular expression our code compiles: imported, and as it reads a text."""

import importlib
import json
import pkgutil
import re
import sys

TEXT = "2021年，韶关市地区生产总值达1554亿元，同比增长8.6%。到2025年，力争粮食产量稳定在3万吨左右（含玉米）。\n"


def main() -> None:
    """Listen at the one place through which every use of `re` goes, and note what pipelines asks for."""
    asked: dict[tuple[str, int], str] = {}
    compile_it = re._compile  # type: ignore[attr-defined]

    def listen(pattern, flags):
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_globals.get("__name__") == "re":
            frame = frame.f_back
        name = str(frame.f_globals.get("__name__"))
        if name.startswith("pipelines.") and isinstance(pattern, str):
            asked[pattern, int(flags)] = name
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
    json.dump([[pattern, flags, name] for (pattern, flags), name in asked.items()], sys.stdout)


if __name__ == "__main__":
    main()
