"""Fixtures that every test may use. The corpora are taken by path and tests that need them say so when they are absent."""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, settings

import kg
from kg import sssom
from kg.atlas import Atlas
from kg.tables import SCHEMAS, sort_table, write_table

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
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


RICH: Rows = {
    "papers": [
        {
            "paper_id": "arxiv-1406.00001",
            "title": "Gates That Remember",
            "abstract": "We present the gated unit. It beats the plain RNN at machine translation.",
            "authors": ["Ada Lovelace", "Alan Turing"],
            "year": 2014,
            "venue": "Workshop on Gates",
            "categories": ["cs.CL"],
            "code": ["https://example.org/gates"],
            "community": 0,
            "centrality": 0.5,
        },
        {
            "paper_id": "arxiv-1706.00002",
            "title": "Translating Without Loops",
            "abstract": "The gated unit reaches 28.4 BLEU on WMT14. The RNN reaches 25 BLEU.",
            "year": 2017,
            "community": 1,
            "centrality": 0.25,
        },
        {
            "paper_id": "arxiv-1706.00003",
            "title": "An RNN for Parsing",
            "abstract": "The gated unit beats the plain RNN again.",
            "year": 2017,
            "community": 1,
            "centrality": 0.125,
        },
    ],
    "concepts": [
        {"concept_id": "gated-unit", "label": "gated unit", "type": "Model", "papers": 3, "hidden": False, "broader": ["rnn"]},
        {
            "concept_id": "rnn",
            "label": "RNN",
            "type": "Model",
            "aliases": ["recurrent network"],
            "papers": 3,
            "hidden": False,
            "matches": ["skos:exactMatch https://example.org/rnn", "skos:closeMatch https://example.org/net 0.75"],
        },
        {"concept_id": "parsing", "label": "parsing", "type": "Task", "papers": 1, "hidden": False},
        {"concept_id": "mt", "label": "machine translation", "type": "Task", "papers": 2, "hidden": False},
        {"concept_id": "wmt14", "label": "WMT14", "type": "Dataset", "papers": 1, "hidden": False},
        {"concept_id": "bleu", "label": "BLEU", "type": "Metric", "papers": 1, "hidden": False},
    ],
    "usages": [
        {"paper_id": "arxiv-1406.00001", "concept_id": "gated-unit", "role": "introduced", "role_confidence": 0.9},
        {"paper_id": "arxiv-1406.00001", "concept_id": "mt", "role": "used"},
        {"paper_id": "arxiv-1406.00001", "concept_id": "rnn", "role": "compared"},
        {"paper_id": "arxiv-1706.00002", "concept_id": "bleu", "role": "used"},
        {"paper_id": "arxiv-1706.00002", "concept_id": "gated-unit", "role": "used"},
        {"paper_id": "arxiv-1706.00002", "concept_id": "mt", "role": "mentioned"},
        {"paper_id": "arxiv-1706.00002", "concept_id": "rnn", "role": "compared"},
        {"paper_id": "arxiv-1706.00002", "concept_id": "wmt14", "role": "used"},
        {"paper_id": "arxiv-1706.00003", "concept_id": "gated-unit", "role": "used"},
        {"paper_id": "arxiv-1706.00003", "concept_id": "parsing", "role": "used"},
        {"paper_id": "arxiv-1706.00003", "concept_id": "rnn", "role": "compared"},
    ],
    "mentions": [
        {
            "mention_no": 0,
            "paper_id": "arxiv-1406.00001",
            "concept_id": "gated-unit",
            "text": "gated unit",
            "type": "Model",
            "confidence": 0.9,
        }
        | {"field": "abstract", "start": 15, "end": 25, "sent_start": 0, "sent_end": 26},
        {"mention_no": 1, "paper_id": "arxiv-1706.00003", "concept_id": "rnn", "text": "RNN", "type": "Model"}
        | {"field": "title", "start": 3, "end": 6, "sent_start": 0, "sent_end": 18},
    ],
    "relations": [
        {"paper_id": "arxiv-1406.00001", "head_id": "gated-unit", "relation": "outperforms", "tail_id": "rnn", "confidence": 0.8}
        | {"field": "abstract", "start": 27, "end": 74},
        {"paper_id": "arxiv-1406.00001", "head_id": "gated-unit", "relation": "used_for", "tail_id": "mt", "confidence": 0.7}
        | {"field": "abstract", "start": 27, "end": 74},
        {"paper_id": "arxiv-1706.00003", "head_id": "gated-unit", "relation": "outperforms", "tail_id": "rnn"}
        | {"field": "abstract", "start": 0, "end": 41},
    ],
    "results": [
        {"paper_id": "arxiv-1706.00002", "model_id": "gated-unit", "dataset_id": "wmt14", "metric_id": "bleu", "task_id": "mt"}
        | {"value": Decimal("28.4"), "value_text": "28.4", "unit": "BLEU", "confidence": 0.9}
        | {"field": "abstract", "start": 0, "end": 42},
        {"paper_id": "arxiv-1706.00002", "model_id": "rnn", "dataset_id": "wmt14", "value": Decimal(25), "value_text": "25"}
        | {"field": "abstract", "start": 43, "end": 68, "difference": False},
    ],
    "links": [{"paper_a": "arxiv-1406.00001", "paper_b": "arxiv-1706.00002", "score": 0.5, "shared": ["gated-unit", "rnn"]}],
}
"""Roles, relations, results, years, mentions and matches, of invented papers."""

MERGES = [("rnns", "rnn"), ("rnn-h0123456789", "rnn"), ("models", "model")]


# no seconds are asserted: a machine that has other work to do makes no test fail
settings.register_profile("paperkg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("paperkg")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("corpus") and not SHARED.is_dir():
        pytest.skip("needs the corpora in ../shared")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the corpora beside the checkout."""
    return SHARED


@pytest.fixture(scope="session")
def listing(shared: Path) -> Path:
    """The saved Hugging Face Papers page."""
    return shared / "seed" / "hf-papers-listing.txt"


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample papers that the repo carries."""
    return ROOT / "examples" / "papers.txt"


@pytest.fixture(scope="session")
def atlas(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> kg.Atlas:
    """The atlas of the sample, made once by the real build."""
    path = tmp_path_factory.mktemp("sample") / "atlas"
    kg.build([sample], path)
    return kg.open(path)


@pytest.fixture
def papers() -> tuple[kg.Paper, ...]:
    """Three short papers: one defines RNN, one only uses it, one is of another subject."""
    return (
        kg.Paper(
            "title-a",
            "Gated Recurrent Neural Networks for Tagging",
            "We study recurrent neural networks (RNNs). RNNs reach 93.1 F1 on part-of-speech tagging.",
        ),
        kg.Paper(
            "title-b", "Beam Search without Regret", "An RNN decoder with beam search improves machine translation on WMT14."
        ),
        kg.Paper("title-c", "Seeing Less", "Dropout keeps a convolutional neural network from overfitting on CIFAR-10."),
    )


@pytest.fixture
def make_atlas(tmp_path: Path) -> Callable[..., Atlas]:
    """Return a function that writes an atlas with the given rows (those of `SMALL` without any) and opens it."""

    def make(rows: Rows = SMALL, *, merges: Sequence[tuple[str, str]] = MERGES, **rdf: Any) -> Atlas:
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
        counts["concepts_hidden"] = sum(bool(concept.get("hidden")) for concept in rows.get("concepts", ()))
        manifest = {
            "paperkg": "0.1.0",
            "settings": {"rdf": {"base": BASE, **rdf}, "outputs": {"formats": ["nt", "ttl"]}},
            "inputs": [{"name": "papers.jsonl", "sha256": "ab" * 32}],
            "counts": counts,
            "pipeline": {"name": "default", "fingerprint": "cd" * 32},
        }
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        return Atlas(folder)

    return make


@pytest.fixture
def small_atlas(make_atlas: Callable[..., Atlas]) -> Atlas:
    """Return three papers, four concepts and a hidden one, two links."""
    return make_atlas()


@pytest.fixture
def rich_atlas(make_atlas: Callable[..., Atlas]) -> Atlas:
    """Return three papers with roles, relations, results, years and mentions, written in full detail."""
    return make_atlas(RICH, merges=[("rnns", "rnn")], detail="full")


@pytest.fixture
def rich_rows() -> Rows:
    """Return the rows of `rich_atlas`."""
    return RICH
