"""The model card of the packaged pipeline."""

from collections.abc import Sequence
from pathlib import Path

from scores import Figures

_CARD = """# The default pipeline of paperkg

Finds the mentions of five types of concept (Model, Method, Task, Dataset, Metric) in the titles and abstracts of papers,
the abbreviations that a paper defines, and the addresses of its code. English; made for machine learning and its neighbours.

| | |
|---|---|
| parts | {parts} |
| needs | spaCy 3.8 and paperkg; no network, no GPU, no other weights |
| licence | Apache-2.0 |
| data | titles and abstracts from arXiv metadata and conference pages, annotated for this project: 630 to train, 60 to decide |
| weights started from | nothing |

## Figures

Exact mentions (field, start and end agree) on the dev part that the checkpoint and the settings were chosen by:

{figures}

Two readers with one guide agree at about 0.9 F1. Spans are found much better than types; the type of a concept is decided
later, from all its mentions. The recogniser gives no scores.

## Retrain

    python train/train.py --data DATA --out extractors/models/default

DATA holds `train.jsonl` and `dev.jsonl`, one paper a line: `id`, `title`, `abstract`, and `spans` with `field`
(`title` or `abstract`), `start`, `end` (code points of that field, half-open) and `type`.
What was tried stands in `train/RESULTS.md`.
"""


def write_card(path: Path, parts: Sequence[str], figures: Figures) -> None:
    """Write the card of the pipeline that has these components and these figures."""
    rows = [
        f"| {name} | " + " | ".join(f"{rate:.1f}" for rate in score.rates) + f" | {score.gold} |"
        for name, score in figures.scores
    ]
    table = "\n".join(["| | P | R | F1 | gold |", "|---|---|---|---|---|", *rows])
    path.write_text(_CARD.format(parts=", ".join(f"`{part}`" for part in parts), figures=table), encoding="utf-8")
