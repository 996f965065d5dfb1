"""The model card of the packaged pipeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scores import Figures


@dataclass(frozen=True, slots=True)
class Made:
    """How a pipeline was made: the words that differ between cards."""

    title: str
    needs: str
    started: str
    command: str


DEFAULT = Made(
    "The default pipeline of paperkg",
    "spaCy 3.8 and paperkg; no network, no GPU, no other weights",
    "nothing",
    "python train/train.py --data DATA --silver WORK --out extractors/models/default",
)
ACCURATE = Made(
    "The accurate pipeline of paperkg",
    "spaCy 3.8, paperkg and its extra `accurate` (onnxruntime, tokenizers); no network, no GPU, no torch",
    "MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0), whose tokenizer it carries; the CNN beside it is the default pipeline's",
    "python train/accurate.py --data DATA --work WORK --out extractors/models/accurate",
)

_CARD = """# {made.title}

Finds the mentions of five types of concept (Model, Method, Task, Dataset, Metric) in the titles and abstracts of papers,
the abbreviations that a paper defines, and the addresses of its code. English; made for machine learning and its neighbours.

| | |
|---|---|
| parts | {parts} |
| needs | {made.needs} |
| licence | Apache-2.0 |
| data | titles and abstracts from arXiv metadata and conference pages, annotated for this project: 630 to train, 60 to decide |
| also learnt from | abstracts of the same sources, labelled by MPNet base (Apache-2.0) fine-tuned on the 630 |
| and from | texts of GSAP-NER, TDMSci and SciREX, labelled so, with the datasets that these corpora name |
| weights started from | {made.started} |

## Figures

Exact mentions (field, start and end agree) on the dev part that the checkpoint and the settings were chosen by:

{figures}

Two readers with one guide agree at about 0.9 F1. Spans are found much better than types; the type of a concept is decided
later, from all its mentions. A mention's scores are the probabilities that it is a mention of each type.

## Retrain

    {made.command}

WORK is what `train/select_silver.py`, `train/select_named.py`, `train/teacher.py` and `train/silver.py` leave, in this order;
`train/usage.py` and `train/spans.py` then add the judgement of spans, `train/results.py` and
`train/claims.py` what papers state. DATA holds `train.jsonl` and `dev.jsonl`, one paper a
line: `id`, `title`, `abstract`, and `spans` with `field` (`title` or `abstract`), `start`, `end` (code points
of that field, half-open) and `type`. What was tried stands in `train/RESULTS.md`.
"""


def write_card(path: Path, parts: Sequence[str], figures: Figures, made: Made) -> None:
    """Write the card of the pipeline that has these components and these figures."""
    rows = [
        f"| {name} | " + " | ".join(f"{rate:.1f}" for rate in score.rates) + f" | {score.gold} |"
        for name, score in figures.scores
    ]
    table = "\n".join(["| | P | R | F1 | gold |", "|---|---|---|---|---|", *rows])
    path.write_text(_CARD.format(parts=", ".join(f"`{part}`" for part in parts), figures=table, made=made), encoding="utf-8")
