"""Draw 200 merges of an atlas, to be read one by one.

    python benchmarks/draw_merges.py ATLAS > merges.tsv

Of `merges.sssom.tsv` every form counts once for each concept that it leads to; a row that only tells where a bare form or an
abbreviation's own sense went to itself is none. The draw is sorted; its seed is 10, since rules or the pipeline changed after the
draws of seeds 0 to 9 were read. Each line is form, label, reason. `benchmarks/figures/merges-20000.tsv` is this draw of 20,000
abstracts with a verdict in front: 1 right, 0 wrong.
"""

import random
import sys
from pathlib import Path

from kg.atlas import Atlas
from kg.resolve import normal_form

MERGES = 200
SEED = 10


def main(path: str) -> None:
    """Print the draw."""
    rows = Atlas(Path(path)).merges().to_pylist()
    merges = {
        (row["subject_label"], row["object_label"], row["comment"])
        for row in rows
        if row["subject_label"] != normal_form(row["object_label"])
    }
    for row in sorted(random.Random(SEED).sample(sorted(merges), MERGES)):  # noqa: S311 -- a draw, no secret
        print(*row, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
