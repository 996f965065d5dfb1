"""A recogniser as a packaged pipeline: with the components that follow it, its figures, and a card."""

import shutil
import tempfile
from pathlib import Path

from card import Made, write_card
from corpus import read_gold
from scores import Figures, to_figures
from spacy.language import Language

from extractors.pipeline import load_extractor

COMPONENTS = ("paperkg_concepts", "paperkg_gazetteer", "paperkg_abbreviations", "paperkg_propagate", "paperkg_code_urls")
"""What follows the recogniser, in this order."""


def package(nlp: Language, out: Path, dev: Path, made: Made) -> Figures:
    """Write the pipeline to the folder `out`, which it replaces; return its figures on the gold file `dev`."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "package"
        write_pipeline(nlp, work)
        figures = score(work, dev)
        write_card(work / "README.md", nlp.pipe_names, figures, made)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(work, out)
    return figures


def write_pipeline(nlp: Language, folder: Path) -> None:
    """Write the recogniser with the components that follow it; nothing in it tells of this machine."""
    for factory in COMPONENTS:
        nlp.add_pipe(factory)
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["initialize"]["before_init"] = None
    nlp.meta.update(
        name="paperkg",
        version="0.2.0",
        description="Finds models, methods, tasks, datasets and metrics in titles and abstracts of papers",
        author="The paperkg authors",
        license="Apache-2.0",
        performance={},
    )
    save(nlp, folder)


def save(nlp: Language, folder: Path) -> None:
    """Write a pipeline without the words that it has read: they are looked up by their hashes."""
    nlp.to_disk(folder)
    (folder / "vocab" / "strings.json").write_text("[]\n")


def score(pipeline: Path, gold_file: Path) -> Figures:
    """Return the figures of the packaged pipeline on a gold file."""
    return to_figures(load_extractor(str(pipeline), label_map={}, batch_size=32), list(read_gold(gold_file)))
