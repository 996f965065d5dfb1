"""Which reader reads a file."""

from pathlib import Path

import pytest

from kg.errors import InputError, PluginNotFound
from kg.readers import choose_reader, hf_listing, jsonl

READERS = {"hf-listing": hf_listing.READER, "jsonl": jsonl.READER}


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "papers.txt"
    path.write_text('{"title": "A"}\n')
    assert choose_reader(path, READERS) is jsonl.READER


def test_the_user_decides_where_a_format_is_named(tmp_path: Path) -> None:
    assert choose_reader(tmp_path / "not read at all", READERS, "hf-listing") is hf_listing.READER


def test_unknown_format() -> None:
    with pytest.raises(PluginNotFound, match="there is no reader 'bibtex'; available: hf-listing, jsonl"):
        choose_reader(Path("papers.bib"), READERS, "bibtex")


def test_no_reader_fits(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("# Notes\n\n- one\n- two\n")
    with pytest.raises(InputError, match=r"notes.md is of no format that can be read; name .* \(available: hf-listing, jsonl\)"):
        choose_reader(path, READERS)


def test_two_readers_fit(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text('{"title": "A"}\n')
    with pytest.raises(InputError, match=r"could be any of these formats: jsonl, other; name its format with --format"):
        choose_reader(path, {**READERS, "other": jsonl.READER})


def test_the_sample_is_a_listing(sample: Path) -> None:
    assert choose_reader(sample, READERS) is hf_listing.READER
