"""Learn which spans are mentions, and put that component into packaged pipelines; print its figures.

    python train/spans.py --data ../shared/data/gold --work WORK --unaware WORK/unaware --pipeline extractors/models/default

DATA holds train.jsonl and dev.jsonl; WORK/usage is what `usage.py` counted. An example is a span that the table of the pipeline
`--unaware` allows, which has learnt from the teacher alone: of one that knows the gold by heart nothing could be learnt. Figures
are of exact mentions, over five folds of the training papers, each by networks that were fitted without it, and on dev. The
networks of the folds stay in WORK/spans, for `judgement.py`. A minute of one core; the same bytes on every run.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from card import DEFAULT, write_card
from corpus import gold_docs
from fitting import Labels
from networks import fit_networks
from pipelines import save, score
from scores import mention_figures
from spacy.language import Language
from spacy.tokens import Doc

import extractors.pipeline  # noqa: F401 - registers the factories
from extractors.candidates import find_candidates
from extractors.decoding import Table, edges_of
from extractors.network import Network
from extractors.recogniser import TABLE
from extractors.sentences import starts_of
from extractors.span_traits import make_traits
from extractors.spans import Weights, choose_spans, judge_spans
from extractors.text import words_of
from extractors.usage import Usage, read_usage
from kg.model import CONCEPT_TYPES

FOLDS = 5
NETWORKS, UNITS, PASSES = 4, 32, 12
THRESHOLD = 0.35
TRIED = (0.25, 0.3, 0.35, 0.4)


@dataclass(frozen=True, slots=True)
class Example:
    """A gold paper: its Doc with the gold as `ents`, its table, the traits of what may be a mention, and what it is."""

    doc: Doc
    table: Table
    traits: npt.NDArray[np.float64]
    labels: Labels


def main() -> None:
    """Learn, print, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--work", type=Path, required=True, help="folder with the counts of usage")
    parser.add_argument("--unaware", type=Path, required=True, help="a pipeline that has not seen the gold")
    parser.add_argument("--pipeline", type=Path, required=True, help="folder of a packaged pipeline; it is written anew")
    arguments = parser.parse_args()
    files = read_usage_files(arguments.work)
    usage = read_usage(*(content.decode() for content in files))
    train = read_examples(leaving_table(arguments.unaware), arguments.data / "train.jsonl", usage)
    folds = learn_folds(train)
    write_folds(folds, arguments.work / "spans")
    print_figures("folds of train", train, [Weights(usage, folds[place % FOLDS]) for place in range(len(train))])
    network = learn(train)
    nlp = with_judge(arguments.pipeline, [*files, network.to_bytes()])
    dev = read_examples(nlp, arguments.data / "dev.jsonl", usage)
    print_figures("dev", dev, [Weights(usage, network)] * len(dev))
    save(nlp, arguments.pipeline)
    figures = score(arguments.pipeline, arguments.data / "dev.jsonl")
    write_card(arguments.pipeline / "README.md", nlp.pipe_names, figures, DEFAULT)


def read_examples(nlp: Language, file: Path, usage: Usage) -> list[Example]:
    """Return the gold papers of a file with what the pipeline's recogniser says of their words."""
    return [to_example(doc, read_table(nlp, doc), usage) for doc in gold_docs(file, nlp)]


def read_table(nlp: Language, doc: Doc) -> Table:
    """Return the tag probabilities (words, 11) that the recogniser, and the encoder if there is one, give a Doc."""
    for name in nlp.pipe_names:
        if nlp.get_pipe_meta(name).factory in ("paperkg_recogniser", "paperkg_encoder"):
            doc = nlp.get_pipe(name)(doc)
    table: Table = doc.user_data.pop(TABLE)
    return table


def to_example(doc: Doc, table: Table, usage: Usage) -> Example:
    """Return the paper with its candidates; a label is 0 for what is no mention, else 1 and the place of its type."""
    starts, gold = starts_of(doc), {(span.start, span.end): 1 + CONCEPT_TYPES.index(span.label_) for span in doc.ents}
    spans = find_candidates(edges_of(table), starts)
    labels = [gold.get(place, 0) for place in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)]
    traits = make_traits(words_of(doc), table, starts, spans, usage)
    return Example(doc, table, traits, np.array(labels, dtype=np.int64))


def learn(examples: Sequence[Example]) -> Network:
    """Return networks that tell from a span's traits whether it is a mention, and of which type."""
    traits, labels = (np.concatenate(part) for part in zip(*((each.traits, each.labels) for each in examples), strict=True))
    return fit_networks(traits, labels, 1 + len(CONCEPT_TYPES), networks=NETWORKS, units=UNITS, passes=PASSES)


def learn_folds(examples: Sequence[Example]) -> list[Network]:
    """Return for each fold what is learnt from the papers of the others; the papers take turns."""
    return [learn([each for place, each in enumerate(examples) if place % FOLDS != fold]) for fold in range(FOLDS)]


def write_folds(folds: Sequence[Network], folder: Path) -> None:
    """Write the networks of the folds."""
    folder.mkdir(exist_ok=True)
    for number, network in enumerate(folds):
        (folder / f"{number}.npy").write_bytes(network.to_bytes())


def read_usage_files(work: Path) -> list[bytes]:
    """Return the tables that `usage.py` wrote."""
    return [(work / "usage" / f"{name}.tsv").read_bytes() for name in ("words", "phrases")]


def read_folds(work: Path) -> list[list[bytes]]:
    """Return for each fold the files of its component."""
    return [[*read_usage_files(work), (work / "spans" / f"{fold}.npy").read_bytes()] for fold in range(FOLDS)]


def print_figures(name: str, examples: Sequence[Example], weights: Sequence[Weights]) -> None:
    """Print the figures of exact mentions at several thresholds, each paper with its own weights."""
    docs = [each.doc for each in examples]
    judged = [judge_spans(each.doc, each.table, own) for each, own in zip(examples, weights, strict=True)]
    for threshold in TRIED:
        found = [choose_spans(*each, threshold) for each in judged]
        print(json.dumps({"on": name, "threshold": threshold, **mention_figures(docs, found)}), flush=True)


def leaving_table(folder: Path) -> Language:
    """Return the pipeline of a folder with a recogniser that leaves its table."""
    nlp = spacy.load(folder, config={"components.paperkg_recogniser.keep_table": True})
    nlp.get_pipe("paperkg_recogniser").cfg["keep_table"] = True
    return nlp


def with_judge(folder: Path, files: Sequence[bytes]) -> Language:
    """Return the pipeline of a folder with the component of these weights behind its recognisers, which leave it their table."""
    nlp = leaving_table(folder)
    if "paperkg_spans" in nlp.pipe_names:
        nlp.remove_pipe("paperkg_spans")
    nlp.add_pipe("paperkg_spans", before="paperkg_concepts", config={"threshold": THRESHOLD}).read_weights(*files)
    return nlp


if __name__ == "__main__":
    main()
