"""Train the default recogniser, a CNN, on the gold and on what the teacher labelled; package it; print its figures on dev.

    python train/train.py --data ../shared/data/gold --silver WORK --out extractors/models/default

DATA holds train.jsonl and dev.jsonl; WORK is the folder that `silver.py` and `vectors.py` filled. The best
checkpoint on dev is kept. Any value of config.cfg may be given as `--section.name VALUE`. Needs nothing but spaCy, one core.
"""

import argparse
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import spacy
from card import DEFAULT
from corpus import alignment, use_science_tokenizer
from pipelines import package
from spacy.cli._util import parse_config_overrides
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, registry

HERE = Path(__file__).parent


@registry.callbacks("paperkg_science_tokenizer")  # type: ignore[untyped-decorator]
def make_science_tokenizer() -> Callable[[Language], None]:
    """Return what config.cfg calls before training."""
    return use_science_tokenizer


def main() -> None:
    """Train, package and score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--silver", type=Path, required=True, help="folder with vectors and with the teacher's labels")
    parser.add_argument("--out", type=Path, required=True, help="folder of the packaged pipeline; it is replaced")
    arguments, rest = parser.parse_known_args()
    for part in ("train", "dev"):
        print(alignment(arguments.data / f"{part}.jsonl"))
    with tempfile.TemporaryDirectory() as work:
        nlp = train_recogniser(arguments.data, arguments.silver, Path(work), parse_config_overrides(rest))
        print(package(nlp, arguments.out, arguments.data / "dev.jsonl", DEFAULT))


def train_recogniser(data: Path, silver: Path, work: Path, overrides: Mapping[str, object]) -> Language:
    """Return the best checkpoint on dev of a training on train."""
    paths = {
        "train": str(data / "train.jsonl"),
        "dev": str(data / "dev.jsonl"),
        "silver": str(silver),
        "vectors": str(silver / "vectors"),
    }
    overrides = {**{f"paths.{name}": path for name, path in paths.items()}, **overrides}
    train(init_nlp(load_config(HERE / "config.cfg", overrides=overrides)), work)
    return spacy.load(work / "model-best")


if __name__ == "__main__":
    main()
