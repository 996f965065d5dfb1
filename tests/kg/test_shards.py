"""The extraction cache: what goes in comes out, and what is damaged is made again."""

from pathlib import Path

import pytest

import kg
from kg.intake import papers_table
from kg.shards import cached_keys, compact, in_shards, read_extractions, read_failures, text_key, tidy, write_shard


def extraction(word: str) -> kg.Extraction:
    mention = kg.Mention("abstract", 0, len(word), 0, 20, word, "Model", type_scores=(1.0, 0.0, 0.0, 0.0, 0.0), confidence=0.5)
    definition = kg.Definition(word, f"long {word}", "abstract", 0, 20)
    return kg.Extraction((mention, mention), (definition,), ("https://example.org/code",))


def test_what_is_written_is_read_in_the_order_of_papers(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    write_shard(papers[:1], [extraction("A")], tmp_path)
    write_shard(papers[1:], [extraction("B"), kg.Extraction()], tmp_path)
    table = papers_table(reversed(papers))
    found = read_extractions(table, tmp_path)
    mentions, definitions, code = found.mentions, found.definitions, found.code
    assert list(zip(mentions["paper_id"].to_pylist(), mentions["text"].to_pylist(), strict=True)) == [
        ("title-b", "B"),
        ("title-b", "B"),
        ("title-a", "A"),
        ("title-a", "A"),
    ]
    assert definitions.select(["paper_id", "short", "long"]).to_pylist()[1] == {
        "paper_id": "title-a",
        "short": "A",
        "long": "long A",
    }
    assert code.to_pylist()[0] == {"paper_id": "title-b", "code": "https://example.org/code"}


def test_papers_of_the_same_text_share_one_extraction(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    twin = kg.Paper("id-twin", papers[0].title, papers[0].abstract)
    write_shard(papers[:1], [extraction("A")], tmp_path)
    mentions = read_extractions(papers_table([papers[0], twin]), tmp_path).mentions
    assert mentions["paper_id"].to_pylist() == ["title-a", "title-a", "id-twin", "id-twin"]


def test_damaged_shard_is_forgotten(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    path = write_shard(papers, [kg.Extraction()] * 3, tmp_path)
    assert cached_keys(tmp_path) == {text_key(paper.title, paper.abstract) for paper in papers}
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert tidy(tmp_path) == 1
    assert cached_keys(tmp_path) == set()
    assert not path.exists()


def test_what_a_killed_writer_left_is_cleared_away(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    path = write_shard(papers, [kg.Extraction()] * 3, tmp_path)
    (tmp_path / ".new-half").write_bytes(path.read_bytes()[:100])
    assert tidy(tmp_path) == 0
    assert list(tmp_path.iterdir()) == [path]


def test_a_cache_that_cannot_be_written_is_found_at_once(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    with pytest.raises(OSError, match="in the way|Not a directory|File exists"):
        tidy(tmp_path / "cache")


def test_an_empty_cache_has_nothing(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    assert cached_keys(tmp_path / "none") == set()


def test_many_small_shards_become_one_and_say_the_same(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    many = [kg.Paper(f"id-{number}", papers[0].title, str(number)) for number in range(20)]
    for paper in many:
        write_shard([paper], [extraction(paper.abstract)], tmp_path)
    before = read_extractions(papers_table(many), tmp_path)
    compact(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    assert tidy(tmp_path) == 0
    assert read_extractions(papers_table(many), tmp_path) == before


def test_a_failure_is_remembered_with_its_reason(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    write_shard(papers, [extraction("A"), kg.Extraction(failure="too hard"), extraction("C")], tmp_path)
    assert read_failures(papers_table(papers), tmp_path) == [(1, "too hard")]
    mentions = read_extractions(papers_table(papers), tmp_path).mentions
    assert set(mentions["paper_id"].to_pylist()) == {"title-a", "title-c"}


def test_same_extractions_give_the_same_file(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    paths = [write_shard(papers[:1], [extraction("A")], tmp_path / name) for name in ("one", "two")]
    assert paths[0].name == paths[1].name


def test_shards_hold_every_paper_once(papers: tuple[kg.Paper, ...]) -> None:
    assert [len(shard) for shard in in_shards(papers, size=2)] == [2, 1]
