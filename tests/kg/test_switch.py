"""The switch: the old atlas or the new one, never a torn one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg import switch
from kg.errors import AtlasError


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An atlas of two files."""
    folder = tmp_path / "atlas"
    write(folder, "old")
    return folder


def write(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text("{}")
    (folder / "table").write_text(text)


def test_new_folder_takes_the_place_of_the_old(place: Path) -> None:
    with switch.writing(place) as folder:
        write(folder, "new")
        assert (place / "table").read_text() == "old"
    assert (place / "table").read_text() == "new"
    assert sorted(path.name for path in place.parent.iterdir()) == [".atlas.lock", "atlas"]


def test_works_without_renameat2(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switch, "_exchange_in_one_step", lambda new, atlas: False)
    with switch.writing(place) as folder:
        write(folder, "new")
    assert (place / "table").read_text() == "new"
    assert not switch.beside(place, "old").exists()


def test_crash_between_the_two_renames_is_mended_by_the_next_reader(place: Path) -> None:
    place.rename(switch.beside(place, "old"))
    switch.settle(place)
    assert (place / "table").read_text() == "old"


def test_failure_leaves_the_old_atlas_and_no_folder(place: Path) -> None:
    with pytest.raises(RuntimeError), switch.writing(place) as folder:
        write(folder, "new")
        raise RuntimeError
    assert (place / "table").read_text() == "old"
    assert not list(place.parent.glob(".atlas.new-*"))


def test_leftovers_of_a_killed_writer_are_removed(place: Path) -> None:
    code = f"""
import os
from pathlib import Path
from kg import switch
with switch.writing(Path({str(place)!r})) as folder:
    (folder / "table").write_text("torn")
    os.kill(os.getpid(), 9)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert (place / "table").read_text() == "old"
    assert len(list(place.parent.glob(".atlas.new-*"))) == 1
    with switch.writing(place) as folder:
        write(folder, "new")
    assert not list(place.parent.glob(".atlas.new-*"))


def test_second_writer_is_told_who_is_first(place: Path) -> None:
    code = f"from pathlib import Path; from kg import switch\nwith switch.writing(Path({str(place)!r})): pass"
    with switch.writing(place) as folder:
        write(folder, "new")
        second = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert f"being written by another process (pid {os.getpid()})" in second.stderr


def test_something_else_than_an_atlas_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.tex").write_text("precious")
    with pytest.raises(AtlasError, match="is not an atlas"), switch.writing(tmp_path / "thesis"):
        pass
    assert (tmp_path / "thesis" / "chapter.tex").read_text() == "precious"


def test_place_that_cannot_be_written_is_one_sentence() -> None:
    with pytest.raises(AtlasError, match="give a place that can be written"), switch.writing(Path("/proc/atlas")):
        pass
