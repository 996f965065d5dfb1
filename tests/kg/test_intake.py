"""Intake: every record of every input is kept, merged or skipped, and the order of the inputs decides nothing."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.intake import Intake, iter_papers, papers_table, read_papers, write_notes
from kg.model import IntakeNote, Paper, Record
from kg.readers import hf_listing, jsonl
from kg.tables import SCHEMAS

READERS = {"hf-listing": hf_listing.READER, "jsonl": jsonl.READER}

RECORDS = st.fixed_dictionaries(
    {"id": st.sampled_from(["1", "2", "3"])},
    optional={
        "title": st.sampled_from(["One Title", "Another Title", " "]),
        "abstract": st.sampled_from(["", "It says this.", "It says that."]),
        "year": st.sampled_from([2017, "2O17", None]),
        "authors": st.lists(st.sampled_from(["A. One", "B. Two"]), max_size=2),
        "stars": st.integers(0, 2),
    },
)
LINES = RECORDS.map(json.dumps) | st.sampled_from(["broken", "[]", '{"title": "A", "title": "B"}', ""])


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


def read(paths: Sequence[Path], format: str | None = "jsonl") -> Intake:  # noqa: A002 -- as the option is called
    return read_papers(paths, readers=READERS, format=format)


def test_papers_are_the_table_of_an_atlas(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"id": "b", "title": "Later"}, {"id": "a", "title": "Earlier", "year": 2017})
    intake = read([path], format=None)
    assert intake.papers.schema == SCHEMAS["papers"]
    assert intake.papers["paper_id"].to_pylist() == ["id-a", "id-b"]
    assert intake.papers["year"].to_pylist() == [2017, None]
    assert intake.papers["community"].null_count == intake.papers["x"].null_count == 2
    assert intake.inputs == (("a.jsonl", hashlib.sha256(path.read_bytes()).hexdigest()),)


def test_listing_and_json_lines_together(tmp_path: Path, sample: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"title": "One More Paper"})
    intake = read_papers([sample, path], readers=READERS)
    assert set(intake.papers["source"].to_pylist()) == {"hf-papers", "jsonl"}
    assert intake.kept == intake.read > 1


def test_gaps_of_the_kept_record_are_filled_and_both_lines_named(tmp_path: Path) -> None:
    one = write(tmp_path / "one.jsonl", {"id": "1", "title": "T", "year": 2017, "stars": 3}, {"id": "2", "title": "Other"})
    two = write(tmp_path / "two.jsonl", "", {"id": "1", "title": "T", "abstract": "Said.", "authors": ["A"], "forks": 1})
    intake = read([one, two])
    paper, _ = iter_papers(intake.papers)
    assert paper == Paper("id-1", "T", "Said.", ("A",), 2017, source="jsonl", extra='{"forks":1,"stars":3}')
    (note,) = intake.notes
    assert note.action == "merged"
    assert {f"{note.file}:{note.line}", *note.why.replace(",", "").split()} >= {"one.jsonl:1", "two.jsonl:2", "(id-1)"}
    assert (intake.read, intake.kept, intake.skipped, intake.merged) == (3, 2, 0, 1)


def test_the_smaller_content_hash_decides_what_both_have(tmp_path: Path) -> None:
    versions = [{"id": "1", "title": "T", "abstract": f"Version {number}."} for number in range(5)]
    kept = {read([write(tmp_path / "a.jsonl", *order)]).papers["abstract"][0].as_py() for order in (versions, versions[::-1])}
    assert len(kept) == 1


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"id": "1", "title": "T"}, {"id": "2", "title": "U"})
    assert read([path, path]) == read([path])


def test_the_same_file_under_two_names_merges_every_record(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, {"id": "1", "title": "T"}, {"id": "2", "title": "U"}) for name in ("a.jsonl", "b.jsonl")]
    intake = read(paths)
    assert (intake.read, intake.kept, intake.merged) == (4, 2, 2)
    assert intake.papers.equals(read(paths[:1]).papers)
    assert all(note.why.endswith("both say the same") for note in intake.notes)
    assert intake.records.num_rows == 4


@given(files=st.lists(st.lists(LINES, max_size=6), min_size=1, max_size=3), shuffled=st.randoms(use_true_random=False))
def test_order_decides_nothing_and_every_record_is_counted(
    tmp_path_factory: pytest.TempPathFactory, files: list[list[str]], shuffled: object
) -> None:
    folder = tmp_path_factory.getbasetemp()
    good = '{"title": "So that there is one"}'
    paths = [write(folder / f"{number}.jsonl", good, *lines) for number, lines in enumerate(files)]
    intake = read(paths)
    assert (
        intake.read
        == intake.kept + intake.skipped + intake.merged
        == sum(bool(line) for lines in files for line in [good, *lines])
    )
    assert intake.kept == intake.papers.num_rows == len(set(intake.papers["paper_id"].to_pylist()))
    assert intake.merged == sum(note.action == "merged" for note in intake.notes)
    assert intake.skipped == sum(note.action == "skipped" for note in intake.notes)
    assert read(paths[::-1]) == intake
    shuffled.shuffle(files)  # type: ignore[attr-defined]
    lines = [line for lines in files for line in [*lines, good]]
    shuffled.shuffle(lines)  # type: ignore[attr-defined]
    places = ["input", "line"]
    assert read([write(folder / "all.jsonl", *lines)]).papers.drop_columns(places).equals(intake.papers.drop_columns(places))


def test_no_record_with_a_paper(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"abstract": "x"}', "[]")
    with pytest.raises(
        InputError, match=r"no paper could be read from .*a\.jsonl: the first record, a\.jsonl:1, was skipped: it has no title"
    ):
        read([path])


def test_no_input() -> None:
    with pytest.raises(InputError, match="no input file was given"):
        read([])


def test_every_input_is_looked_at_before_any_is_read(tmp_path: Path) -> None:
    class Unread:
        def recognises(self, head: str) -> bool:
            return True

        def read(self, path: Path) -> Iterator[Record | IntakeNote]:
            raise AssertionError(path)

    path = write(tmp_path / "a.txt", "text")
    with pytest.raises(InputError, match="missing does not exist"):
        read_papers([path, tmp_path / "missing"], readers={"any": Unread()})


def test_papers_pass_through_the_table(papers: tuple[Paper, ...]) -> None:
    full = Paper(
        "id-f", "T", "A", ("B",), 2017, "V", "https://example.org", ("https://example.org/c",), ("cs.LG",), "s", '{"a":1}'
    )
    table = papers_table([*papers, full])
    assert table.schema == SCHEMAS["papers"]
    assert tuple(iter_papers(table)) == (*papers, full)
    (batch,) = table.to_batches()
    assert tuple(iter_papers(batch)) == (*papers, full)


def test_columns_that_are_null_leave_the_default() -> None:
    table = pa.table(
        {name: pa.nulls(1, kind) for name, kind in zip(SCHEMAS["papers"].names, SCHEMAS["papers"].types, strict=True)}
    )
    table = table.set_column(0, "paper_id", pa.array(["id-1"])).set_column(1, "title", pa.array(["T"]))
    assert list(iter_papers(table)) == [Paper("id-1", "T")]


def test_notes_are_written_one_a_line(tmp_path: Path) -> None:
    notes = [IntakeNote("a.jsonl", 3, "skipped", "na\u00efve", "it has no title"), IntakeNote("b.txt", 1, "changed", "x", "y")]
    write_notes(notes, tmp_path / "intake.jsonl")
    assert (tmp_path / "intake.jsonl").read_text("utf-8") == (
        '{"file": "a.jsonl", "line": 3, "action": "skipped", "what": "na\u00efve", "why": "it has no title", "input": 0}\n'
        '{"file": "b.txt", "line": 1, "action": "changed", "what": "x", "why": "y", "input": 0}\n'
    )


@pytest.mark.corpus
def test_the_real_listing_gives_119_papers(listing: Path) -> None:
    intake = read_papers([listing], readers=READERS)
    assert (intake.read, intake.kept, intake.skipped, intake.merged) == (119, 119, 0, 0)
    assert [note.line for note in intake.notes] == [3]


@given(
    content=st.binary(max_size=300)
    | st.lists(st.text(max_size=60), max_size=9).map("\n".join).map(lambda text: text.encode("utf-8", "ignore")),
    name=st.sampled_from([None, *READERS]),
)
def test_any_bytes_give_papers_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str | None
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(content)
    try:
        intake = read([path], name)
    except InputError as error:
        message = str(error)
    else:
        message = "any"
        assert intake.read == intake.kept + intake.skipped + intake.merged
    assert "any" in message
    assert message.isprintable()
