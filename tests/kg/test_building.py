"""A build: whole, repeatable, and nothing extracted twice."""

import json
import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import kg
from kg.errors import AtlasError, PipelineError
from kg.manifest import file_hash
from kg.tables import KEYS, SCHEMAS

SAME_BYTES = [
    *(f"{name}.parquet" for name in SCHEMAS),
    "merges.sssom.tsv",
    "broader.sssom.tsv",
    "matches.sssom.tsv",
    "intake.jsonl",
    "graph.nt",
    "graph.ttl",
    "index.html",
    "manifest.json",
]


def test_every_table_has_its_schema_and_is_sorted_by_its_keys(atlas: kg.Atlas) -> None:
    for name, schema in SCHEMAS.items():
        table = pq.read_table(atlas.path / f"{name}.parquet")
        assert table.schema.equals(schema), name
        keys = list(zip(*(table[key].to_pylist() for key in KEYS[name]), strict=True))
        assert keys == sorted(keys, key=lambda key: [(part is None, part) for part in key]), name  # nulls last


def test_every_mention_is_the_text_at_its_offsets_within_its_sentence(atlas: kg.Atlas) -> None:
    texts = {row["paper_id"]: row for row in atlas.table("papers").to_pylist()}
    for row in atlas.table("mentions").to_pylist():
        text = texts[row["paper_id"]][row["field"]]
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["sent_start"] <= row["start"] < row["end"] <= row["sent_end"] <= len(text)


def test_tables_refer_to_each_other(atlas: kg.Atlas) -> None:
    papers, concepts = set(atlas.table("papers")["paper_id"].to_pylist()), set(atlas.table("concepts")["concept_id"].to_pylist())
    for name in ("mentions", "usages"):
        assert set(atlas.table(name)["paper_id"].to_pylist()) <= papers
        assert set(atlas.table(name)["concept_id"].to_pylist()) == concepts
    for row in atlas.table("links").to_pylist():
        assert {row["paper_a"], row["paper_b"]} <= papers
        assert set(row["shared"]) <= concepts


def test_manifest_holds_the_checksum_of_every_file_and_no_path_or_time(atlas: kg.Atlas) -> None:
    manifest = json.loads((atlas.path / "manifest.json").read_text())
    exports = {entry["file"]: entry["sha256"] for entry in manifest["exports"].values() if "sha256" in entry}
    assert {*manifest["files"], *exports} == {path.name for path in atlas.path.iterdir() if path.is_file()} - {"manifest.json"}
    assert all(file_hash(atlas.path / name) == digest for name, digest in {**manifest["files"], **exports}.items())
    assert manifest["inputs"][0]["name"] == "papers.txt"
    assert str(atlas.path.parent) not in json.dumps(manifest)


def test_second_build_extracts_nothing_and_gives_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    assert kg.build([sample], tmp_path / "atlas").extracted == 44
    first = {name: (tmp_path / "atlas" / name).read_bytes() for name in SAME_BYTES}
    assert kg.build([sample], tmp_path / "atlas").extracted == 0
    assert {name: (tmp_path / "atlas" / name).read_bytes() for name in SAME_BYTES} == first


def test_other_hash_seed_locale_and_workers_give_the_same_bytes(atlas: kg.Atlas, sample: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}
    command = [sys.executable, "-m", "kg", "build", str(sample), "-o", str(tmp_path / "other"), "--jobs", "2"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    different = [name for name in SAME_BYTES if (tmp_path / "other" / name).read_bytes() != (atlas.path / name).read_bytes()]
    assert different == []


def test_workers_give_what_one_process_gives(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    texts = [(f"{paper.title} {number}", paper.abstract) for number in range(90) for paper in papers]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps({"title": title, "abstract": abstract}) for title, abstract in texts))
    for jobs in (1, 2):
        assert kg.build([tmp_path / "in.jsonl"], tmp_path / f"atlas{jobs}", jobs=jobs).extracted == 270
    assert kg.open(tmp_path / "atlas1").table("mentions").equals(kg.open(tmp_path / "atlas2").table("mentions"))


def test_papers_no_longer_in_the_inputs_go(papers: tuple[kg.Paper, ...], tmp_path: Path) -> None:
    lines = [json.dumps({"title": paper.title, "abstract": paper.abstract}) for paper in papers]
    (tmp_path / "all.jsonl").write_text("\n".join(lines))
    (tmp_path / "one.jsonl").write_text(lines[0])
    assert kg.build([tmp_path / "all.jsonl"], tmp_path / "atlas").rows["papers"] == 3
    report = kg.build([tmp_path / "one.jsonl"], tmp_path / "atlas")
    assert (report.rows["papers"], report.extracted) == (1, 0)


def test_failed_build_leaves_the_atlas_as_it_was(sample: Path, tmp_path: Path) -> None:
    kg.build([sample], tmp_path / "atlas")
    before = (tmp_path / "atlas" / "manifest.json").read_bytes()
    settings = kg.Settings.model_validate({"extraction": {"pipeline": "no_such_pipeline"}})
    with pytest.raises(PipelineError, match="no_such_pipeline"):
        kg.build([sample], tmp_path / "atlas", settings=settings)
    assert (tmp_path / "atlas" / "manifest.json").read_bytes() == before


def test_missing_table_is_one_sentence(sample: Path, tmp_path: Path) -> None:
    kg.build([sample], tmp_path / "atlas")
    (tmp_path / "atlas" / "links.parquet").unlink()
    with pytest.raises(AtlasError, match="links.parquet is missing"):
        kg.open(tmp_path / "atlas").table("links")


@pytest.mark.corpus
def test_the_real_listing_loses_nothing_and_its_rnns_are_one_concept(listing: Path, tmp_path: Path) -> None:
    report = kg.build([listing], tmp_path / "atlas")
    atlas = kg.open(tmp_path / "atlas")
    assert (report.read, report.kept, atlas.table("papers").num_rows) == (119, 119, 119)
    concepts = {row["concept_id"]: row for row in atlas.table("concepts").to_pylist()}
    rnn = concepts["recurrent-neural-network"]
    assert (rnn["type"], rnn["papers"] >= 25) == ("Model", True)
    mentions = atlas.table("mentions").select(["text", "concept_id"]).to_pylist()
    for form in ("recurrent neural network", "RNNs", "Recurrent Neural Networks"):
        assert form in {mention["text"] for mention in mentions if mention["concept_id"] == "recurrent-neural-network"}
    assert {"recursive-neural-network", "s5", "lru"} <= concepts.keys()
    named = {
        text: {m["concept_id"] for m in mentions if m["text"] == text} for text in ("S4", "S5", "LRU", "recursive neural network")
    }
    for one, other in combinations(["recurrent-neural-network", *named], 2):
        assert named.get(one, {one}).isdisjoint(named[other])
    assert {"LSTM", "LSTMs", "Long Short-Term Memory"} <= {*concepts["long-short-term-memory"]["aliases"]}
    visible = {row["label"].lower() for row in concepts.values() if not row["hidden"]}
    assert visible.isdisjoint({"model", "models", "method", "methods", "approach", "results"})
