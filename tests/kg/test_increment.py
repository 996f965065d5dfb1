"""Adding and removing: always what a fresh build of the same records gives, and nothing extracted twice."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.errors import AtlasError, InputError, NotInAtlas
from kg.tables import SCHEMAS

QUICK = kg.Settings.model_validate({"outputs": {"formats": []}})
ABSTRACTS = (
    "",
    "A recurrent neural network (RNN) tags words.",
    "Our RNN with dropout beats beam search on WMT14. Code: https://github.com/a/b",
)
RECORDS = st.fixed_dictionaries(
    {"id": st.sampled_from("abcd"), "title": st.sampled_from(["Gated Nets", "Beam Search", " "])},
    optional={
        "abstract": st.sampled_from(ABSTRACTS),
        "year": st.sampled_from([2017, "2O17", None]),
        "code": st.lists(st.sampled_from(["https://github.com/c/d", "https://github.com/a/b", "gone"]), max_size=3),
        "stars": st.integers(0, 2),
    },
)
FILES = st.lists(st.lists(RECORDS.map(json.dumps) | st.just("broken"), max_size=5), min_size=2, max_size=4)


def write(path: Path, lines: Sequence[object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


def contents(atlas: Path) -> dict[str, bytes]:
    """Return the bytes of every file of an atlas, but for the store, which differs each time."""
    return {path.name: path.read_bytes() for path in atlas.iterdir() if path.is_file()}


def record(number: int, **more: object) -> dict[str, object]:
    return {"id": str(number), "title": f"Paper {number}", "abstract": ABSTRACTS[number % 3], **more}


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two files; the second has another record of a paper of the first, and lines that are skipped and changed."""
    first = write(tmp_path / "first.jsonl", [record(1), record(2, year="2O17"), "broken"])
    second = write(tmp_path / "second.jsonl", [record(2, venue="V", stars=3), record(3), {"title": ["no"]}])
    return first, second


def test_adding_gives_the_bytes_of_a_fresh_build_and_extracts_what_is_new(two: tuple[Path, Path], tmp_path: Path) -> None:
    kg.build([two[0]], tmp_path / "grown")
    two[0].unlink()  # earlier records come from the atlas, never from where they were
    report = kg.add(tmp_path / "grown", [two[1]])
    write(two[0], [record(1), record(2, year="2O17"), "broken"])
    kg.build(two, tmp_path / "fresh")
    assert contents(tmp_path / "grown") == contents(tmp_path / "fresh")
    assert report.extracted == 1
    assert (report.read, report.kept, report.skipped, report.merged) == (6, 3, 2, 1)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files=FILES, data=st.data())
def test_any_papers_added_in_any_order_and_some_removed_give_a_fresh_build(
    tmp_path_factory: pytest.TempPathFactory, files: list[list[str]], data: st.DataObject
) -> None:
    place = tmp_path_factory.mktemp("any")
    paths = [
        write(place / f"{number % 2}" / f"{number // 2}.jsonl", [json.dumps(record(number)), *lines])
        for number, lines in enumerate(files)
    ]
    order = data.draw(st.permutations(paths))
    kg.build(order[:1], place / "atlas", settings=QUICK, input_format="jsonl")
    for path in [*order[1:], order[0]]:  # the last one is there already
        kg.add(place / "atlas", [path], input_format="jsonl")
    kg.build(paths, place / "fresh", settings=QUICK, input_format="jsonl")
    assert contents(place / "atlas") == contents(place / "fresh")
    gone = data.draw(st.lists(st.sampled_from(kg.open(place / "atlas").table("papers")["paper_id"].to_pylist()), unique=True))
    gone = [paper for paper in gone if paper not in {f"id-{number}" for number in range(len(paths))}]
    kg.remove(place / "atlas", gone)
    left = [[line for line in path.read_text().splitlines() if not is_of(line, gone)] for path in paths]
    again = [write(place / f"left{number}.jsonl", lines) for number, lines in enumerate(left)]
    kg.build(again, place / "fresh", settings=QUICK, input_format="jsonl")
    same_but_for_places(place / "atlas", place / "fresh")


def is_of(line: str, papers: Sequence[str]) -> bool:
    return line != "broken" and json.loads(line)["title"].strip() != "" and f"id-{json.loads(line)['id']}" in papers


def same_but_for_places(one: Path, other: Path) -> None:
    """Compare two atlases of the same records from different files: only what names a file may differ."""
    tables = [{name: kg.open(path).table(name) for name in SCHEMAS} for path in (one, other)]
    for name in SCHEMAS:
        first, second = (
            each[name].drop_columns([c for c in ("input", "line") if c in each[name].column_names]) for each in tables
        )
        assert first.equals(second), name
    counts = [kg.open(path).manifest["intake"] for path in (one, other)]
    assert counts[0] == counts[1]


def test_removing_all_papers_of_an_input_gives_the_bytes_of_a_build_without_it(tmp_path: Path) -> None:
    first = write(tmp_path / "first.jsonl", [record(1), record(2), "broken"])
    second = write(tmp_path / "second.jsonl", [record(3, year="2O17"), record(4)])
    kg.build([first, second], tmp_path / "shrunk")
    assert kg.remove(tmp_path / "shrunk", ["id-3", "id-4"]).extracted == 0
    kg.build([first], tmp_path / "fresh")
    assert contents(tmp_path / "shrunk") == contents(tmp_path / "fresh")


def test_papers_that_were_removed_come_back_with_their_input(two: tuple[Path, Path], tmp_path: Path) -> None:
    kg.build(two, tmp_path / "atlas", settings=QUICK)
    before = contents(tmp_path / "atlas")
    kg.remove(tmp_path / "atlas", ["id-2"])
    assert contents(tmp_path / "atlas") != before
    kg.add(tmp_path / "atlas", [two[0]])
    kg.add(tmp_path / "atlas", [two[1]])
    assert contents(tmp_path / "atlas") == before


def test_the_settings_of_the_atlas_stay_unless_others_are_given(two: tuple[Path, Path], tmp_path: Path) -> None:
    kg.build([two[0]], tmp_path / "atlas", settings=QUICK)
    kg.add(tmp_path / "atlas", [two[1]])
    assert not (tmp_path / "atlas" / "graph.nt").exists()
    kg.add(tmp_path / "atlas", [two[1]], settings=kg.Settings.model_validate({"outputs": {"formats": ["nt"]}}))
    assert (tmp_path / "atlas" / "graph.nt").exists()


def test_what_cannot_be_added_or_removed_is_one_sentence_and_changes_nothing(two: tuple[Path, Path], tmp_path: Path) -> None:
    kg.build([two[0]], tmp_path / "atlas", settings=QUICK)
    before = contents(tmp_path / "atlas")
    with pytest.raises(InputError, match="nowhere.jsonl does not exist"):
        kg.add(tmp_path / "atlas", [tmp_path / "nowhere.jsonl"])
    with pytest.raises(AtlasError, match="is not an atlas"):
        kg.add(tmp_path / "none", [two[1]])
    with pytest.raises(NotInAtlas, match="has no paper 'id-9'"):
        kg.remove(tmp_path / "atlas", ["id-1", "id-9"])
    with pytest.raises(NotInAtlas, match="no paper left"):
        kg.remove(tmp_path / "atlas", ["id-1", "id-2"])
    assert contents(tmp_path / "atlas") == before


@pytest.mark.parametrize("name", ["papers.parquet", "records.parquet", "intake.jsonl"])
def test_a_damaged_atlas_is_not_built_upon(name: str, two: tuple[Path, Path], tmp_path: Path) -> None:
    kg.build([two[0]], tmp_path / "atlas", settings=QUICK)
    with (tmp_path / "atlas" / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(AtlasError, match=f"{name} is damaged"):
        kg.add(tmp_path / "atlas", [two[1]])
