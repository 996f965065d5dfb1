"""Train the recogniser on the gold and write the packaged pipeline; what it prints are its figures on dev.

    python train/train.py --data ../shared/data/gold --out extractors/models/default

DATA holds train.jsonl and dev.jsonl; the best checkpoint on dev is kept. Any value of config.cfg may be given as
`--section.name VALUE`. Needs nothing but spaCy; about 10 minutes on one free core.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import spacy
from card import write_card
from corpus import read_gold, use_science_tokenizer, write_docs
from scores import Figures, to_figures
from spacy.cli._util import parse_config_overrides
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, registry

from extractors.pipeline import load_extractor

HERE = Path(__file__).parent
PARTS = ("train", "dev")
COMPONENTS = ("paperkg_concepts", "paperkg_abbreviations", "paperkg_propagate", "paperkg_code_urls")
"""What follows the recogniser, in this order."""


@registry.callbacks("paperkg_science_tokenizer")  # type: ignore[untyped-decorator]
def make_science_tokenizer() -> Callable[[Language], None]:
    """Return what config.cfg calls before training."""
    return use_science_tokenizer


def main() -> None:
    """Train, package, score, and write the model card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder of the packaged pipeline; it is replaced")
    arguments, rest = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        nlp = train_recogniser(arguments.data, work, parse_config_overrides(rest))
        package(nlp, work / "package")
        figures = score(work / "package", arguments.data / "dev.jsonl")
        write_card(work / "package" / "README.md", nlp.pipe_names, figures)
        shutil.rmtree(arguments.out, ignore_errors=True)
        shutil.copytree(work / "package", arguments.out)
    print(figures)


def train_recogniser(data: Path, work: Path, overrides: Mapping[str, object]) -> Language:
    """Return the best checkpoint on dev of a training on train."""
    blank = spacy.blank("en")
    use_science_tokenizer(blank)
    for part in PARTS:
        spans, lost = write_docs(blank, read_gold(data / f"{part}.jsonl"), work / f"{part}.spacy")
        print(f"{part}: {spans} gold spans, {lost} ({lost / max(spans, 1):.2%}) do not align with tokens and are left out")
    paths = {f"paths.{part}": str(work / f"{part}.spacy") for part in PARTS}
    train(init_nlp(load_config(HERE / "config.cfg", overrides={**overrides, **paths})), work)
    return spacy.load(work / "model-best")


def package(nlp: Language, folder: Path) -> None:
    """Write the recogniser with the components that follow it; nothing in it tells of this machine."""
    for factory in COMPONENTS:
        nlp.add_pipe(factory)
    nlp.config["paths"].update({"train": None, "dev": None})
    nlp.config["initialize"]["before_init"] = None
    nlp.meta.update(
        name="paperkg",
        version="0.1.0",
        description="Finds models, methods, tasks, datasets and metrics in titles and abstracts of papers",
        author="The paperkg authors",
        license="Apache-2.0",
        performance={},
    )
    nlp.to_disk(folder)


def score(pipeline: Path, gold_file: Path) -> Figures:
    """Return the figures of the packaged pipeline on a gold file."""
    return to_figures(load_extractor(str(pipeline), label_map={}, batch_size=32), list(read_gold(gold_file)))


if __name__ == "__main__":
    main()
