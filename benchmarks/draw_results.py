"""Draw 50 results of an atlas, each with its sentence, to be read one by one.

    python benchmarks/draw_results.py ATLAS > results.tsv

The draw is sorted and has seed 0. Each line is the paper, the value, its unit, whether it is a difference, the labels of metric,
dataset, task and model, and the clause. `benchmarks/figures/results-5000.tsv` is the draw of 5,000 abstracts with verdicts in
front, without the clauses, which are other people's.
"""

import random
import sys
from pathlib import Path

from kg.atlas import Atlas

RESULTS = 50
SEED = 0
PARTS = ("metric", "dataset", "task", "model")


def main(path: str) -> None:
    """Print the draw."""
    atlas = Atlas(Path(path))
    concepts = atlas.table("concepts").select(["concept_id", "label", "hidden"]).to_pylist()
    labels = {row["concept_id"]: row["label"] for row in concepts if not row["hidden"]}
    papers = {row["paper_id"]: row for row in atlas.table("papers").select(["paper_id", "title", "abstract"]).to_pylist()}
    results = atlas.table("results").to_pylist()
    for number in sorted(random.Random(SEED).sample(range(len(results)), RESULTS)):  # noqa: S311 -- a draw, no secret
        row = results[number]
        named = (labels.get(row[f"{part}_id"], "") for part in PARTS)
        clause = " ".join(papers[row["paper_id"]][row["field"]][row["start"] : row["end"]].split())
        difference = "difference" if row["difference"] else "score"
        print(row["paper_id"], row["value_text"], row["unit"] or "", difference, *named, clause, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
