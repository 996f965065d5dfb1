"""Each file of this folder has something wrong with it: it is told in one sentence, or counted and noted, never a traceback."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.intake import read_papers
from kg.readers import hf_listing, jsonl

FOLDER = Path(__file__).parent
READERS = {"hf-listing": hf_listing.READER, "jsonl": jsonl.READER}

REFUSED = {
    "blank.txt": "holds nothing but blank space; give a file with at least one paper",
    "damaged.jsonl.gz": "is a damaged gzip file (Error -3 while decompressing data: invalid code lengths set); "
    "pack or download it again",
    "empty.jsonl": "is empty; give a file with at least one paper",
    "latin1.jsonl": ":2: byte 0xe9 at byte offset 373 is not UTF-8; save the file as UTF-8",
    "nothing_usable.jsonl": ": the first record, nothing_usable.jsonl:1, was skipped: its title is a number, not text; "
    "give a file with at least one paper that has a title",
    "only_page_words.txt": ": there is no record; give a file with at least one paper that has a title",
    "picture.jsonl": "is a binary file or text in UTF-16 (it is full of NUL bytes); "
    "give the papers as text in UTF-8, plain or packed by gzip",
    "prose.md": "is of no format that can be read; name its format with --format (available: hf-listing, jsonl)",
    "really_a_pdf.txt": "is a PDF; give the papers as text in UTF-8, plain or packed by gzip",
    "really_a_zip.jsonl": "is a zip archive or an Office file; give the papers as text in UTF-8, plain or packed by gzip",
    "utf16.txt": "is text in UTF-16; give the papers as text in UTF-8, plain or packed by gzip",
}
"""What is said of a file that cannot be read, behind its path."""

CUT_OFF = "it is not valid JSON: unterminated string starting"
NO_ABSTRACT = "no abstract follows this title: it is kept with an empty one"
NO_TITLE = "this abstract has no title before it; put its title on the line above it"
NOT_AN_OBJECT = "it is not a JSON object with a title"
TOO_DEEP = "it is nested deeper than 100 levels"
XML = "that XML cannot carry were replaced one for one:"

READ: dict[str, tuple[int, list[tuple[int, str, str]]]] = {
    "abstract_first.txt": (2, [(1, "skipped", NO_TITLE)]),
    "broken_line.jsonl": (2, [(2, "skipped", "it is not valid JSON: expecting ',' delimiter at column 43")]),
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
    "list_without_comma.json": (
        1,
        [(2, "skipped", "a comma or `]` must follow a value of the list; nothing after it can be read")],
    ),
    "long_number.jsonl": (1, [(2, "skipped", "a number has 5,000 digits, more than 1,000")]),
    "nan.jsonl": (1, [(2, "skipped", "NaN is no number of JSON"), (3, "skipped", "the number 1e999 is out of range")]),
    "no_title.jsonl": (
        1,
        [
            (2, "skipped", "it has no title"),
            (3, "skipped", "its title is blank"),
            (4, "skipped", "its title is a list, not text"),
        ],
    ),
    "not_objects.jsonl": (4, [(2, "skipped", NOT_AN_OBJECT), (3, "skipped", NOT_AN_OBJECT), (4, "skipped", NOT_AN_OBJECT)]),
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
    assert {note.file for note in intake.notes} == {name}
    assert intake.kept == kept
    assert intake.read == intake.kept + intake.skipped + intake.merged


def test_every_file_is_tried() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix != ".py" and not path.name.startswith((".", "__"))}
    assert files == REFUSED.keys() | READ.keys()
