"""One target under coverage-guided fuzzing: `one TARGET FINDS SECONDS`, started by `tests.fuzz` for each target.

A process of its own that imports pipelines only under instrumentation.
"""

import sys
from pathlib import Path

import atheris

from tests.fuzz.words import WORDS, data_of

with atheris.instrument_imports(include=["pipelines"]):
    from tests.fuzz.targets import TARGETS, run_target

HERE = Path(__file__).parent
_SEEDS = (
    "2021 年 ， 韶关市 地区生产总值 达 1 5 5 4 亿元 ， 同比 增长 8 点 6 % 。",
    "一、 今年 上半年 ， 全市 工业增加值 增长 3 . 3 % ， 其中 出口 下降 2 成 。",
    "从 10 万 增加 到 三 亿 五 千 万 吨 ， 占 全国 的 三 分之 一 。",
    "到 2024 年 ， 力争 失业率 不超过 5 . 5 % ， 人口 约 十 几 万人 。",
)


def fuzz_one(name: str, finds: Path, seconds: int) -> None:
    """Fuzz one target in this process until the time is over or it has found something."""
    grown = finds / "corpus" / name
    grown.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(_SEEDS):
        (grown / f"seed-{number}").write_bytes(data_of(seed))
        (grown / f"plain-{number}").write_bytes(seed.replace(" ", "").encode())
    kept = HERE / "corpus" / name
    arguments = [sys.argv[0], f"-max_total_time={seconds}", "-print_final_stats=1", "-timeout=30", "-rss_limit_mb=3000",
                 f"-artifact_prefix={finds}/{name}-", f"-dict={_write_dictionary(finds)}", "-max_len=2048",
                 str(grown), *([str(kept)] if kept.is_dir() else [])]  # fmt: skip
    TARGETS[name](data_of(_SEEDS[0]))  # what is loaded and compiled once is no input's time
    atheris.Setup(arguments, lambda data: run_target(name, data))
    atheris.Fuzz()


def _write_dictionary(finds: Path) -> Path:
    """Write the words in the form that libFuzzer reads, and return the file."""
    file = finds / "words.dict"
    lines = ["".join(f"\\x{byte:02x}" for byte in word.encode()) for word in dict.fromkeys(WORDS)]
    lines += ["".join(f"\\x{byte:02x}" for byte in word.encode("gb18030")) for word in dict.fromkeys(WORDS)]
    file.write_text("".join(f'"{line}"\n' for line in dict.fromkeys(lines)), encoding="ascii")
    return file


if __name__ == "__main__":
    fuzz_one(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
