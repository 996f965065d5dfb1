"""An atlas of made-up papers, written table by table without a pipeline: the same for the same size and seed.

Everything that RDF can say is in it: roles, relations, results, years, venues, matches.

Run: python benchmarks/generated_atlas.py PAPERS FOLDER
"""

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg import sssom
from kg.model import CONCEPT_TYPES
from kg.tables import SCHEMAS, sort_table, write_table

BASE = "https://w3id.org/paperkg/id/"
_SYLLABLES = ("ba", "do", "fi", "gu", "ka", "lo", "mi", "nu", "pe", "ra", "so", "ti", "vu", "xa", "ze")
_ROLES = ("introduced", "used", "compared", "mentioned", None)
_RELATIONS = ("used_for", "evaluated_on", "variant_of", "part_of", "compared_with", "outperforms")
_Row = dict[str, Any]


def make_atlas(papers: int, folder: Path, *, seed: int = 0, **rdf: object) -> Path:
    """Write an atlas of so many papers into `folder`, and return it; `rdf` are settings of that section."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 -- made-up papers are no secret
    concepts = [_concept(number, chance) for number in range(max(20, papers // 4))]
    rows: dict[str, list[_Row]] = defaultdict(list)
    for number in range(papers):
        _add_paper(number, concepts, rows, chance)
    rows["concepts"] = _counted(concepts, rows["usages"])
    rows["links"] = list(_links(rows["usages"], chance))
    for number, mention in enumerate(rows["mentions"]):
        mention["mention_no"] = number
    for name, schema in SCHEMAS.items():
        write_table(sort_table(name, pa.Table.from_pylist(rows[name], schema=schema)), folder / f"{name}.parquet")
    _write_rest(folder, rows, rdf)
    return folder


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))


def _concept(number: int, chance: random.Random) -> _Row:
    label = f"{_word(chance)} {_word(chance)} {number}"
    return {
        "concept_id": label.replace(" ", "-"),
        "label": label,
        "type": chance.choice(CONCEPT_TYPES),
        "aliases": [label, label.title()],
        "matches": [f"skos:closeMatch https://example.org/{number} 0.9"] if number % 7 == 0 else [],
        "community": number % 9,
        "centrality": round(chance.random(), 3),
        "hidden": number % 50 == 49,
    }


def _add_paper(number: int, concepts: list[_Row], rows: dict[str, list[_Row]], chance: random.Random) -> None:
    paper_id = f"arxiv-{2000 + number // 10_000}.{number % 10_000:05d}"
    places = (min(int(chance.paretovariate(0.7)) - 1, len(concepts) - 1) for _ in range(10))
    chosen = [concepts[place] for place in dict.fromkeys(places)]
    abstract, sentences = _abstract(chosen, chance)
    rows["papers"].append(
        {
            "paper_id": paper_id,
            "title": f"On {chosen[0]['label']} and {_word(chance)} {number}",
            "abstract": abstract,
            "authors": [f"{_word(chance).title()} {_word(chance).title()}" for _ in range(3)],
            "year": 1990 + number % 35,
            "venue": f"Proceedings of {_word(chance)}",
            "url": f"https://example.org/paper/{number}",
            "categories": ["cs.CL"],
            "community": number % 9,
            "centrality": round(chance.random(), 3),
        }
    )
    for concept, (start, end) in zip(chosen, sentences, strict=True):
        _add_mention(paper_id, concept, abstract, (start, end), rows, chance)
    visible = [(concept, span) for concept, span in zip(chosen, sentences, strict=True) if not concept["hidden"]]
    for (head, span), (tail, _) in pairwise(visible[:3]):
        rows["relations"].append(_relation(paper_id, head, tail, span, chance))
    if visible:
        rows["results"].append(_result(paper_id, *visible[0], chance))


def _abstract(chosen: list[_Row], chance: random.Random) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for concept in chosen:
        sentence = f"Here {concept['label']} is {' '.join(_word(chance) for _ in range(8))} with 9.5 %."
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    return text.strip(), spans


def _add_mention(
    paper: str, concept: _Row, abstract: str, span: tuple[int, int], rows: dict[str, list[_Row]], chance: random.Random
) -> None:
    start = abstract.index(concept["label"], span[0])
    place = {
        "field": "abstract",
        "start": start,
        "end": start + len(concept["label"]),
        "sent_start": span[0],
        "sent_end": span[1],
    }
    said = {"text": concept["label"], "type": concept["type"], "concept_id": concept["concept_id"], "confidence": 0.9}
    rows["mentions"].append({"paper_id": paper, **place, **said})
    role = {"role": chance.choice(_ROLES), "mentions": 1, "weight": 1.0}
    rows["usages"].append({"paper_id": paper, "concept_id": concept["concept_id"], **role})


def _relation(paper: str, head: _Row, tail: _Row, span: tuple[int, int], chance: random.Random) -> _Row:
    said = {"head_id": head["concept_id"], "relation": chance.choice(_RELATIONS), "tail_id": tail["concept_id"]}
    return {"paper_id": paper, **said, "field": "abstract", "start": span[0], "end": span[1], "confidence": 0.8}


def _result(paper: str, concept: _Row, span: tuple[int, int], chance: random.Random) -> _Row:
    value = Decimal(chance.randint(1, 999)) / 10
    kind = {"Task": "task_id", "Dataset": "dataset_id", "Metric": "metric_id"}.get(concept["type"], "model_id")
    said = {kind: concept["concept_id"], "value": value, "value_text": str(value), "unit": "%", "confidence": 0.7}
    return {"paper_id": paper, **said, "field": "abstract", "start": span[0], "end": span[1]}


def _counted(concepts: list[_Row], usages: list[_Row]) -> list[_Row]:
    papers: dict[str, int] = defaultdict(int)
    for usage in usages:
        papers[usage["concept_id"]] += 1
    return [{**concept, "papers": papers[concept["concept_id"]]} for concept in concepts]


def _links(usages: list[_Row], chance: random.Random) -> Iterator[_Row]:
    """Yield links between papers next to each other under a concept, each with the concept for its reason."""
    papers_of: dict[str, list[str]] = defaultdict(list)
    for usage in usages:
        papers_of[usage["concept_id"]].append(usage["paper_id"])
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for concept, papers in papers_of.items():
        for pair in pairwise(papers):
            shared[pair].append(concept)
    for (first, second), concepts in shared.items():
        yield {"paper_a": first, "paper_b": second, "score": round(chance.random(), 3), "shared": concepts}


def _write_rest(folder: Path, rows: dict[str, list[_Row]], rdf: dict[str, object]) -> None:
    merges = [_plural(concept["concept_id"], concept["label"]) for concept in rows["concepts"]]
    sssom.write_mappings(merges, folder / "merges.sssom.tsv", base=BASE, version="0.1.0")
    counts = {name: len(rows[name]) for name in SCHEMAS}
    counts["concepts_hidden"] = sum(concept["hidden"] for concept in rows["concepts"])
    manifest = {
        "paperkg": "0.1.0",
        "settings": {"rdf": {"base": BASE, **rdf}, "outputs": {"formats": ["nt", "ttl", "store"]}},
        "inputs": [{"name": "generated.jsonl", "sha256": "ab" * 32}],
        "counts": counts,
        "pipeline": {"name": "generated", "fingerprint": "cd" * 32},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _plural(concept_id: str, label: str) -> sssom.Mapping:
    form, concept = (f"concept:{concept_id}s", f"{label}s"), (f"concept:{concept_id}", label)
    return sssom.Mapping(*form, "", "skos:exactMatch", *concept, "semapv:LexicalMatching", 1.0, "plural")


if __name__ == "__main__":
    print(make_atlas(int(sys.argv[1]), Path(sys.argv[2])))
