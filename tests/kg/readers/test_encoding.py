"""Inputs in an encoding that the user names."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, SettingsError
from kg.readers.encoding import decoding
from kg.readers.lines import iter_lines, iter_pieces
from kg.readers.source import read_head

TEXT = "Café au lait\nNaïve Bayes €\n"


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-15", "utf-16", "utf-16-be", "utf-32", "gb18030", "utf-8-sig"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_named_encoding_gives_the_same_text(encoding: str, pack: type[bytes], tmp_path: Path) -> None:
    path = tmp_path / "papers.txt"
    path.write_bytes(pack(TEXT.encode(encoding)))
    with decoding(encoding):
        assert read_head(path) == "".join(iter_pieces(path)) == "".join(f"{line.text}\n" for line in iter_lines(path)) == TEXT


@pytest.mark.parametrize(
    ("encoding", "content", "said"),
    [
        ("ascii", b"one\ntwo\n\xe9\n", r":3: byte 0xe9 is not ascii, the encoding that was named; name another with --encoding"),
        ("utf-16-le", "ab\n\n".encode("utf-16-le") + b"\x00\xdc", r":3: byte 0x00 is not utf-16-le"),
        ("utf-16-le", "ab\n".encode("utf-16-le") + b"x", r":2: byte 0x78 is not utf-16-le"),
        ("unicode_escape", b"\\ud800", r":1: .*surrogates not allowed is not unicode_escape"),
    ],
)
def test_what_is_not_in_it_is_told_with_its_line(encoding: str, content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "papers.txt"
    path.write_bytes(content)
    with decoding(encoding), pytest.raises(InputError, match=rf"papers\.txt{said}"):
        list(iter_lines(path))


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\ufeff")),
    st.sampled_from(["utf-16", "utf-32-le", "utf-7", "gb18030"]),
)
def test_any_text_comes_through(tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_bytes((said := json.dumps({"title": text}, ensure_ascii=False)).encode(encoding))
    with decoding(encoding):
        assert "".join(iter_pieces(path)) == said


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "a\x00b"])
def test_what_is_no_encoding_of_text_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="name one such as latin-1"), decoding(name):
        pass
