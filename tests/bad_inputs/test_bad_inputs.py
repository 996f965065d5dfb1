"""Each file of this folder has something wrong with it: it is told in one sentence, or counted and noted, never a traceback."""

import gzip
import json
import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import InputError
from kg.intake import iter_papers, read_papers
from kg.readers import hf_listing, jsonl

FOLDER = Path(__file__).parent
READERS = {"hf-listing": hf_listing.READER, "jsonl": jsonl.READER}

NO_FORMAT = "is of no format that can be read; name its format with --format (available: hf-listing, jsonl)"
NOT_TEXT = "give the papers as text in UTF-8, plain or packed by gzip"
NOT_UTF8 = "is not UTF-8; save the file as UTF-8, or name its encoding with --encoding"
OR_NAMED = f"{NOT_TEXT}, or name the encoding with --encoding utf-16"
NULS = f"is a binary file or text in UTF-16 (it is full of NUL bytes); {OR_NAMED}"
NO_RECORD = ": there is no record; give a file with at least one paper that has a title"

REFUSED = {
    "blank.txt": "holds nothing but blank space; give a file with at least one paper",
    "cut_in_a_character.jsonl": f":2: byte 0xc3 at byte offset 320 {NOT_UTF8}",
    "damaged.jsonl.gz": "is a damaged gzip file (Error -3 while decompressing data: invalid code lengths set); "
    "pack or download it again",
    "empty.jsonl": "is empty; give a file with at least one paper",
    "empty_list.json": NO_RECORD,
    "empty_within.jsonl.gz": "is empty; give a file with at least one paper",
    "gzip_in_gzip.jsonl.gz": f"is gzip within gzip; {NOT_TEXT}",
    "latin1.jsonl": f":2: byte 0xe9 at byte offset 373 {NOT_UTF8}",
    "list_of_texts.json": NO_FORMAT,
    "markup.txt": NO_FORMAT,
    "mixed_encodings.jsonl": f":2: byte 0xe9 at byte offset 342 {NOT_UTF8}",
    "nothing_but_nuls.txt": NULS,
    "nothing_usable.jsonl": ": the first record, nothing_usable.jsonl:1, was skipped: its title is a number, not text; "
    "give a file with at least one paper that has a title",
    "old_line_ends.jsonl": ": the first record, old_line_ends.jsonl:1, was skipped: it is not valid JSON: extra data "
    "at column 153; the file ends within this line; give a file with at least one paper that has a title",
    "only_page_words.txt": NO_RECORD,
    "picture.jsonl": NULS,
    "pretty_object.json": NO_FORMAT,
    "prose.md": NO_FORMAT,
    "really_a_pdf.txt": f"is a PDF; {NOT_TEXT}",
    "really_a_zip.jsonl": f"is a zip archive or an Office file; {NOT_TEXT}",
    "really_xz.jsonl": f"is an xz archive; {NOT_TEXT}",
    "rubbish_after_gzip.jsonl.gz": "is a damaged gzip file (Not a gzipped file (b'ru')); pack or download it again",
    "text_alone.json": NO_FORMAT,
    "utf16.txt": f"is text in UTF-16; {OR_NAMED}",
    "utf16_without_mark.jsonl": NULS,
}
"""What is said of a file that cannot be read, behind its path."""

CUT_OFF = "it is not valid JSON: unterminated string starting"
NO_ABSTRACT = "no abstract follows this title: it is kept with an empty one"
MARKUP = "was turned into the text that it shows: tags and character references:"
NO_PLACES = "its abstract_inverted_index was dropped: it does not give each word a list of places, numbers from 0"
NO_TITLE = "this abstract has no title before it; put its title on the line above it"
NOT_AN_OBJECT = "it is not a JSON object with a title"
TOO_DEEP = "it is nested deeper than 100 levels"
SAME = "it is the same paper (id-1) as"
XML = "that XML cannot carry were replaced one for one:"

READ: dict[str, tuple[int, list[tuple[int, str, str]]]] = {
    "abstract_first.txt": (2, [(1, "skipped", NO_TITLE)]),
    "bidi.jsonl": (2, []),
    "broken_line.jsonl": (2, [(2, "skipped", "it is not valid JSON: expecting ',' delimiter at column 43")]),
    "byte_order_mark.jsonl": (2, []),
    "carriage_returns.jsonl": (2, []),
    "control_characters.txt": (1, [(1, "changed", f"characters of its abstract {XML} 2 (U+0000, U+000B)")]),
    "cut.jsonl": (1, [(2, "skipped", f"{CUT_OFF} at column 76; the file ends within this line")]),
    "cut.jsonl.gz": (1, [(2, "skipped", "the gzip file is cut off in this line")]),
    "cut_after_title.txt": (3, [(5, "changed", NO_ABSTRACT)]),
    "cut_list.json": (1, [(3, "skipped", f"{CUT_OFF} on line 3; nothing after it can be read")]),
    "cut_listing.txt": (
        2,
        [(3, "changed", "the file ends within its abstract on line 4, without a full stop or line end: is it whole?")],
    ),
    "deep.jsonl": (1, [(2, "skipped", TOO_DEEP)]),
    "duplicate_key.jsonl": (1, [(2, "skipped", "the key 'title' stands twice in one object")]),
    "formulas_and_escapes.jsonl": (3, [(2, "changed", f"characters of its title {XML} 1 (U+001B)")]),
    "infinity.jsonl": (
        1,
        [(2, "skipped", "-Infinity is no number of JSON"), (3, "skipped", "the number 1e400 is out of range")],
    ),
    "inverted_index.jsonl": (3, [(2, "changed", NO_PLACES), (3, "changed", NO_PLACES)]),
    "list_without_comma.json": (
        1,
        [(2, "skipped", "a comma or `]` must follow a value of the list; nothing after it can be read")],
    ),
    "long_number.jsonl": (1, [(2, "skipped", "a number has 5,000 digits, more than 1,000")]),
    "markup.jsonl": (
        2,
        [
            (1, "changed", f"markup of its abstract {MARKUP} 7"),
            (1, "changed", f"markup of its title {MARKUP} 2"),
            (3, "skipped", "its title is blank"),
        ],
    ),
    "nan.jsonl": (1, [(2, "skipped", "NaN is no number of JSON"), (3, "skipped", "the number 1e999 is out of range")]),
    "nested_fields.jsonl": (
        2,
        [
            (1, "skipped", "its title is an object, not text"),
            (2, "changed", "its abstract was dropped: it is an object, not text"),
            (3, "changed", "a value of its authors was dropped: it is a list, not text"),
        ],
    ),
    "no_title.jsonl": (
        1,
        [
            (2, "skipped", "it has no title"),
            (3, "skipped", "its title is blank"),
            (4, "skipped", "its title is a list, not text"),
        ],
    ),
    "not_objects.jsonl": (4, [(2, "skipped", NOT_AN_OBJECT), (3, "skipped", NOT_AN_OBJECT), (4, "skipped", NOT_AN_OBJECT)]),
    "null_values.jsonl": (2, []),
    "odd_ids.jsonl": (10, []),
    "other_line_ends.jsonl": (2, [(2, "changed", f"characters of its abstract {XML} 2 (U+000C, U+001D)")]),
    "same_id_other_content.jsonl": (
        2,
        [(1, "merged", f"{SAME} same_id_other_content.jsonl:2, which is kept; it adds abstract to that one")],
    ),
    "same_paper_twice.jsonl": (2, [(2, "merged", f"{SAME} same_paper_twice.jsonl:1, which is kept; both say the same")]),
    "surrogate.jsonl": (
        1,
        [
            (1, "changed", f"characters of its abstract {XML} 2 (U+0000, U+FFFE)"),
            (1, "changed", f"characters of its title {XML} 1 (U+D800)"),
        ],
    ),
    "text_after_list.json": (1, [(2, "skipped", "it stands after the end of the list that makes up the file")]),
    "two_abstracts.txt": (2, [(3, "skipped", NO_TITLE)]),
    "two_titles.txt": (3, [(3, "changed", NO_ABSTRACT)]),
    "very_deep.jsonl": (1, [(2, "skipped", TOO_DEEP)]),
    "wrong_types.jsonl": (
        1,
        [
            (1, "changed", "a value of its authors was dropped: it is a number, not text"),
            (1, "changed", "a value of its categories was dropped: it is true or false, not text"),
            (1, "changed", "a value of its code was dropped: 'file:///etc' is no http or https link"),
            (1, "changed", "its abstract was dropped: it is a list, not text"),
            (1, "changed", "its url was dropped: 'javascript:alert(1)' is no http or https link"),
            (1, "changed", "its venue was dropped: it is an object, not text"),
            (1, "changed", "its year was dropped: '2O13' is no year"),
        ],
    ),
}
"""How many papers a file gives all the same, and the line, action and reason of each note."""


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(InputError) as error:
        read_papers([FOLDER / name], readers=READERS)
    message = str(error.value)
    assert f"{FOLDER / name}" in message
    assert message.endswith(REFUSED[name])
    assert "\n" not in message


@pytest.mark.parametrize("name", READ)
def test_read_as_far_as_it_goes(name: str) -> None:
    kept, notes = READ[name]
    intake = read_papers([FOLDER / name], readers=READERS)
    assert [(note.line, note.action, note.why) for note in intake.notes] == notes
    assert {note.file for note in intake.notes} <= {name}
    assert intake.kept == kept
    assert intake.read == intake.kept + intake.skipped + intake.merged


def large_files() -> dict[str, tuple[Callable[[], bytes], str]]:
    """Return files that are too large to be kept here: how each is made, and what is said of it."""
    good, title = b'{"title": "Gates and Trees"}\n', b'{"title": "'
    bomb = "unpacks to more than 25 times its size"
    return {
        "long_line.jsonl": (
            lambda: good + title + b"x" * 17_000_000 + b'"}\n',
            ":2: the line is longer than the 16,777,216 bytes of the setting reading.line_bytes",
        ),
        "long_value.json": (
            lambda: b"[" + good + b"," + title + b"x" * 20_000_000,
            ":2: it is longer than 16,777,216 characters (reading.line_bytes); nothing after it can be read",
        ),
        "long_number.jsonl": (lambda: good + b"9" * 9_000_000, ":2: a number has 9,000,000 digits, more than 1,000"),
        "deep_lists.jsonl": (lambda: good + b"[" * 5_000_000, ":2: it is nested deeper than 100 levels"),
        "deep_objects.jsonl": (lambda: good + b'{"a":' * 2_000_000, ":2: it is nested deeper than 100 levels"),
        "many_keys.jsonl": (
            lambda: good + b"{" + b",".join(b'"%d": 0' % (n // 2) for n in range(400_000)) + b"}",
            ":2: the key '0' stands twice in one object",
        ),
        "bomb.jsonl.gz": (lambda: gzip.compress(good + b" " * 200_000_000, 1), bomb),
        "bomb_of_lines.jsonl.gz": (lambda: gzip.compress(good + b"\n" * 50_000_000), bomb),
        "bomb_of_bad_lines.jsonl.gz": (lambda: gzip.compress(good + b"x\n" * 5_000_000), bomb),
    }


@pytest.mark.parametrize("name", large_files())
def test_a_large_file_is_read_or_refused_in_bounded_time(name: str, tmp_path: Path) -> None:
    make, expected = large_files()[name]
    (tmp_path / name).write_bytes(make())
    began = time.process_time()
    try:
        (note,) = read_papers([tmp_path / name], readers=READERS, format="jsonl").notes
    except InputError as error:
        said = str(error)
    else:
        said = f"{note.file}:{note.line}: {note.why}"
    assert time.process_time() - began < 5
    assert name in said
    assert expected in said


def test_a_long_abstract_is_kept(tmp_path: Path) -> None:
    (tmp_path / "long.jsonl").write_text(json.dumps({"title": "Gates and Trees", "abstract": "words " * 1_700_000}))
    assert len(read_papers([tmp_path / "long.jsonl"], readers=READERS).papers["abstract"][0].as_py()) > 10_000_000


PLACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing.jsonl": (lambda path: None, "does not exist"),
    "folder.jsonl": (Path.mkdir, "is a folder"),
    "pipe.jsonl": (os.mkfifo, "is not a regular file but a pipe"),
    "loop.jsonl": (lambda path: path.symlink_to(path), "cannot be opened"),
    "dangling.jsonl": (lambda path: path.symlink_to(path.with_name("nothing")), "does not exist"),
    "device.jsonl": (lambda path: path.symlink_to("/dev/zero"), "is not a regular file but a pipe, socket or device"),
}
"""What may stand where a file should be, and what is said of it."""


@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_file_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    make, expected = PLACES[name]
    make(tmp_path / name)
    with pytest.raises(InputError, match=expected) as error:
        read_papers([tmp_path / name], readers=READERS)
    assert name in str(error.value)


def test_ids_and_so_iris_hold_only_safe_characters() -> None:
    papers = read_papers([FOLDER / "odd_ids.jsonl"], readers=READERS).papers
    assert all(re.fullmatch(r"[A-Za-z0-9.-]+", paper) for paper in papers["paper_id"].to_pylist())


def test_line_ends_and_byte_order_mark_change_no_paper(tmp_path: Path) -> None:
    def papers(content: bytes) -> Sequence[kg.Paper]:
        (tmp_path / "papers.jsonl").write_bytes(content)
        return tuple(iter_papers(read_papers([tmp_path / "papers.jsonl"], readers=READERS).papers))

    plain = (FOLDER / "byte_order_mark.jsonl").read_bytes().removeprefix(b"\xef\xbb\xbf")
    same = (plain, plain.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + plain, plain.rstrip(b"\n"), gzip.compress(plain))
    assert len(set(map(papers, same))) == 1


@given(data=st.data(), name=st.sampled_from(["two_titles.txt", "wrong_types.jsonl", "list_without_comma.json", "cut.jsonl.gz"]))
def test_a_file_with_any_bytes_changed_gives_papers_or_one_sentence(
    data: st.DataObject, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray((FOLDER / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(content)))
        content[start : start + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    try:
        intake = read_papers([path], readers=READERS)
    except InputError as error:
        said = str(error)
    else:
        said = name
        assert intake.read == intake.kept + intake.skipped + intake.merged
        assert all(note.file == name and note.line >= 1 and note.why.isprintable() for note in intake.notes)
    assert name in said
    assert said.isprintable()


def test_every_file_is_tried() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix != ".py" and not path.name.startswith((".", "__"))}
    assert files == REFUSED.keys() | READ.keys()
    assert len(files) >= 40
