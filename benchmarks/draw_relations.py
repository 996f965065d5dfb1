"""Draw 100 relations of an atlas, to be read one by one with their sentences.

    python benchmarks/draw_relations.py ATLAS > relations.tsv

Relations of hidden concepts are left out, as in every output. The draw is sorted and has seed 0. Each line is head, relation,
tail, confidence, paper and sentence. `benchmarks/figures/relations-5000.tsv` is the draw of 5,000 abstracts with a verdict in
front (1 right, 0 wrong), a remark behind, and without the sentences, which are other people's.
"""

import random
import sys
from pathlib import Path

from kg.atlas import Atlas

RELATIONS = 100
SEED = 0


def main(path: str) -> None:
    """Print the draw."""
    atlas = Atlas(Path(path))
    labels = {row["concept_id"]: row["label"] for row in atlas.table("concepts").to_pylist() if not row["hidden"]}
    texts = {row["paper_id"]: row for row in atlas.table("papers").select(["paper_id", "title", "abstract"]).to_pylist()}
    rows = [row for row in atlas.table("relations").to_pylist() if row["head_id"] in labels and row["tail_id"] in labels]
    drawn = random.Random(SEED).sample(rows, min(RELATIONS, len(rows)))  # noqa: S311 -- a draw, no secret
    for row in sorted(drawn, key=lambda row: (row["paper_id"], row["head_id"], row["relation"], row["tail_id"])):
        sentence = " ".join(texts[row["paper_id"]][row["field"]][row["start"] : row["end"]].split())
        ends = labels[row["head_id"]], row["relation"], labels[row["tail_id"]]
        print(*ends, row["confidence"], row["paper_id"], sentence, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
