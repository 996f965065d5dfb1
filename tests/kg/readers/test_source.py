"""Opening what a user gave: a file that cannot be read is told in one sentence, and none can hang or fill the machine."""

import gzip
import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.readers import lines
from kg.readers.limits import Limits, limiting
from kg.readers.lines import Line, iter_lines, iter_pieces
from kg.readers.source import file_digest, read_head


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"papers\.txt does not exist; give the path of a file"):
        read_head(tmp_path / "papers.txt")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"is a folder; give the files in it, such as .*/\*\.jsonl"):
        file_digest(tmp_path)


def test_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for reads in (read_head, file_digest):
        with pytest.raises(InputError, match="not a regular file but a pipe"):
            reads(tmp_path / "pipe")


def test_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(InputError, match="cannot be opened: too many levels of symbolic links"):
        read_head(tmp_path / "loop")


def test_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("text")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")  # the tests may run as root, who may read all

    monkeypatch.setattr(Path, "open", refuse)
    for reads in (read_head, file_digest):
        with pytest.raises(InputError, match=r"secret\.txt cannot be read: permission denied"):
            reads(path)


def test_names_in_messages_are_printable(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"red\\x1b\[31m\\udcff does not exist"):
        read_head(tmp_path / "red\x1b[31m\udcff")


def test_only_line_feeds_end_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffone\u2028still\x0cone\x85\r\ntwo\r\n\nfour".encode())
    assert list(iter_lines(path)) == [
        Line("one\u2028still\x0cone\x85", 1),
        Line("two", 2),
        Line("", 3),
        Line("four", 4, ended=False),
    ]


def test_byte_order_mark_is_taken_off_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff\ufefftext".encode())
    assert read_head(path) == "\ufefftext" == "".join(iter_pieces(path)) == next(iter_lines(path)).text


def test_gzip_is_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "named_as_text.txt"
    path.write_bytes(gzip.compress(b"one\ntwo\n"))
    assert [line.text for line in iter_lines(path)] == ["one", "two"]
    assert read_head(path) == "one\ntwo\n"


def test_bytes_that_are_not_utf8_are_placed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "PIECE_BYTES", 5)
    path = tmp_path / "a.txt"
    path.write_bytes("né\nä\n".encode() + b"caf\xe9!\n")
    for reads in (lambda: list(iter_lines(path)), lambda: list(iter_pieces(path)), lambda: read_head(path)):
        with pytest.raises(InputError, match=r"a\.txt:3: byte 0xe9 at byte offset 10 is not UTF-8"):
            reads()


def test_file_cut_within_a_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text\nna\xc3")
    with pytest.raises(InputError, match=r"a\.txt:2: byte 0xc3 at byte offset 7 is not UTF-8"):
        list(iter_lines(path))


def test_line_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "PIECE_BYTES", 4)
    path = tmp_path / "a.txt"
    path.write_bytes(b"0123456789\n" + b"x" * 40 + b"\nshort\n\xff\n")
    found = iter_lines(path)
    with limiting(Limits(line_bytes=10)):
        assert [(line.number, line.text[:11], line.problem) for line in (next(found), next(found), next(found))] == [
            (1, "0123456789", ""),
            (2, "x" * 11, "the line is longer than the 10 bytes of the setting reading.line_bytes"),
            (3, "short", ""),
        ]
        with pytest.raises(InputError, match=":4: byte 0xff at byte offset 58"):
            next(found)


def test_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"text " * 2**20))
    with pytest.raises(InputError, match=r"unpacks to more than 25 times its size"):
        list(iter_pieces(path))


def test_the_bounds_of_gzip_are_settings(tmp_path: Path) -> None:
    path = tmp_path / "large.gz"
    path.write_bytes(gzip.compress(b"text " * 1000))
    with limiting(Limits(unpacked_bytes=4_000)), pytest.raises(InputError, match=r"or 4,000 bytes.*reading\.unpacked_bytes"):
        list(iter_pieces(path))
    assert len("".join(iter_pieces(path))) == 5_000


def test_cut_gzip_gives_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "cut.gz"
    text = "".join(f"line {number} {number * 7919 % 1009}\n" for number in range(20_000))
    path.write_bytes(gzip.compress(text.encode())[:-1000])
    found = list(iter_lines(path))
    assert [line.text for line in found[:-1]] == text.split("\n")[: len(found) - 1]
    assert len(found) > 5_000
    assert found[-1].problem == "the gzip file is cut off in this line"


@pytest.mark.parametrize("length", [3, 10])
def test_gzip_cut_before_any_text_is_damaged(length: int, tmp_path: Path) -> None:
    path = tmp_path / "cut.gz"
    path.write_bytes(gzip.compress(b"some text")[:length])
    with pytest.raises(InputError):
        read_head(path)
