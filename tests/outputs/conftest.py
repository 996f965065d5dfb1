"""A small atlas written by hand, for outputs to be tried on without a build."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kg import sssom
from kg.atlas import Atlas
from kg.tables import SCHEMAS, sort_table, write_table

BASE = "https://w3id.org/paperkg/id/"

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

SMALL: Rows = {
    "papers": [
        {
            "paper_id": "title-a",
            "title": "Gated Networks for Tagging",
            "abstract": "An RNN tags words.",
            "year": 2017,
            "community": 0,
        },
        {
            "paper_id": "title-a-b",
            "title": "Beam Search without Regret",
            "abstract": "",
            "authors": ["Ada Lovelace"],
            "community": 1,
        },
        {
            "paper_id": "title-c",
            "title": "Seeing Less",
            "url": "https://example.org/a b",
            "code": ["https://github.com/x/y", "ftp://x"],
        },
    ],
    "concepts": [
        {
            "concept_id": "rnn",
            "hidden": False,
            "label": "recurrent neural network",
            "type": "Model",
            "aliases": ["RNN", "recurrent neural network"],
            "papers": 2,
        },
        {
            "concept_id": "pos",
            "hidden": False,
            "label": "part-of-speech tagging",
            "type": "Task",
            "aliases": ["POS tagging"],
            "papers": 1,
            "centrality": 1e-7,
        },
        {
            "concept_id": "beam-search",
            "label": "beam search",
            "type": "Method",
            "broader": ["search", "model"],
            "papers": 2,
            "hidden": False,
        },
        {"concept_id": "search", "label": "search", "type": "Method", "papers": 0, "hidden": False},
        {"concept_id": "model", "label": "model", "type": "Model", "papers": 3, "hidden": True},
    ],
    "usages": [
        {"paper_id": "title-a", "concept_id": "rnn", "hidden": False, "role": "used", "mentions": 2, "weight": 1.5},
        {"paper_id": "title-a", "concept_id": "pos", "hidden": False, "mentions": 1, "weight": 0.5},
        {"paper_id": "title-a", "concept_id": "model", "mentions": 1, "weight": 0.5},
        {"paper_id": "title-a-b", "concept_id": "rnn", "hidden": False, "mentions": 1, "weight": 1.0},
        {"paper_id": "title-a-b", "concept_id": "beam-search", "mentions": 1, "weight": 1.0},
        {"paper_id": "title-c", "concept_id": "beam-search", "mentions": 1, "weight": 1.0},
    ],
    "links": [
        {"paper_a": "title-a", "paper_b": "title-a-b", "score": 0.5, "shared": ["rnn", "model"]},
        {"paper_a": "title-a-b", "paper_b": "title-c", "score": 0.25, "shared": ["beam-search"]},
    ],
}

MERGES = [("rnns", "rnn"), ("rnn-h0123456789", "rnn"), ("models", "model")]


@pytest.fixture
def make_atlas(tmp_path: Path) -> Callable[..., Atlas]:
    """Return a function that writes an atlas with the given rows (those of `SMALL` without any) and opens it."""

    def make(rows: Rows = SMALL, *, merges: Sequence[tuple[str, str]] = MERGES) -> Atlas:
        folder = tmp_path / f"atlas-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for table, schema in SCHEMAS.items():
            write_table(
                sort_table(table, pa.Table.from_pylist(list(rows.get(table, ())), schema=schema)), folder / f"{table}.parquet"
            )
        mappings = [
            sssom.Mapping(
                f"concept:{form}",
                form,
                "Model",
                "skos:exactMatch",
                f"concept:{concept}",
                concept,
                "semapv:LexicalMatching",
                1.0,
                "",
            )
            for form, concept in merges
        ]
        sssom.write_mappings(mappings, folder / "merges.sssom.tsv", base=BASE, version="0.1.0")
        counts = {table: len(rows.get(table, ())) for table in SCHEMAS}
        manifest = {"paperkg": "0.1.0", "settings": {"rdf": {"base": BASE}}, "inputs": [], "counts": counts, "pipeline": {}}
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        return Atlas(folder)

    return make


@pytest.fixture
def small_atlas(make_atlas: Callable[..., Atlas]) -> Atlas:
    """Return three papers, four concepts and a hidden one, two links."""
    return make_atlas()
