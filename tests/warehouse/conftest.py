"""A small folder of texts, and a warehouse over the project's own samples that the reading tests share."""

from pathlib import Path

import pytest

from pipelines.settings import PROJECT, Settings
from tests.warehouse.whole_run import run_whole

TEXTS = {
    "a.txt": "2021年，韶关市地区生产总值达1554亿元，同比增长8.6%。\n",
    "b.txt": "2021年，桃源县新增就业3.2万人，失业率为4.1%。\n",
}


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    """Return the settings of a folder with two short texts and an empty warehouse beside it."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, text in TEXTS.items():
        (raw / name).write_text(text, encoding="utf-8")
    return Settings(raw, tmp_path / "warehouse")


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return the settings of a published warehouse over the project's samples; read only."""
    settings = Settings(PROJECT / "raw", tmp_path_factory.mktemp("samples"))
    run_whole(settings)
    return settings
