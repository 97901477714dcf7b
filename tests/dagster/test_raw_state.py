"""Whether the folder has changed: anything a person does to a file shows, and looking changes nothing."""

from pathlib import Path

import pytest

from pipelines.raw_state import raw_state


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "公报.txt").write_text("粮食产量12万吨。", encoding="utf-8")
    return tmp_path


def test_looking_twice_gives_the_same(raw: Path) -> None:
    assert raw_state(raw) == raw_state(raw)
    assert raw_state(raw).files == 1


def test_every_change_shows(raw: Path) -> None:
    seen = [raw_state(raw).digest]
    file = raw / "2024" / "公报.txt"
    for change in (
        lambda: (raw / "b.txt").write_text("b"),
        lambda: file.write_text("粮食产量13万吨。今年", encoding="utf-8"),
        lambda: file.rename(raw / "2024" / "年报.txt"),
        lambda: (raw / "b.txt").unlink(),
    ):
        change()
        seen.append(raw_state(raw).digest)
    assert len(set(seen)) == len(seen)


def test_what_is_no_text_of_ours_does_not_count(raw: Path) -> None:
    before = raw_state(raw)
    (raw / ".hidden").write_text("x")
    (raw / "~$open.docx").write_text("x")
    assert raw_state(raw) == before


def test_a_link_counts_as_itself_and_is_not_followed(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a.txt").write_text("x")
    (raw / "link").symlink_to(outside)
    linked = raw_state(raw)
    assert linked.files == 2
    (outside / "b.txt").write_text("x")
    assert raw_state(raw) == linked


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert raw_state(tmp_path / "none").files == 0
