"""Judge what the teacher labelled once more, as whole spans: the labels of the last run of the accurate transformer.

    python train/rejudge.py --work WORK --pipeline extractors/models/default --out WORK/judged

The teacher's probabilities are mixed with those of the pipeline's recogniser, 0.6 to 0.4, and the spans that they allow are
judged by the pipeline's `paperkg_spans`; a word's tags then have the sums of the probabilities of the spans that it begins, or
goes on. On gold/dev the teacher's mentions gain three points so. Writes the same shards into OUT, and goes on where it stopped.
"""

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from shards import SETS, Row, iter_shards, read_tables, shard_text, write_tables
from silver import name_datasets
from spacy.language import Language
from spans import leaving_table, read_table

from extractors.candidates import Candidates
from extractors.decoding import TAGS, Table
from extractors.linear import Probabilities
from extractors.spans import SpanJudge, judge_spans

SHARE = 0.6
"""The teacher's weight beside the recogniser."""


def main() -> None:
    """Write every shard of one part that is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pipeline", type=Path, required=True, help="a packaged pipeline with `paperkg_spans`")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    arguments = parser.parse_args()
    nlp = leaving_table(arguments.pipeline)
    for name in SETS:
        (arguments.out / name).mkdir(parents=True, exist_ok=True)
        if (arguments.work / f"{name}.jsonl").exists():
            shutil.copy(arguments.work / f"{name}.jsonl", arguments.out)
    for number, (file, papers) in enumerate(iter_shards(arguments.work)):
        target = arguments.out / file.relative_to(arguments.work)
        if number % arguments.parts == arguments.part and file.exists() and not target.exists():
            write_tables(target, list(rejudged(nlp, file, papers)))


def rejudged(nlp: Language, file: Path, papers: list[Row]) -> Iterator[Table]:
    """Yield the tables of a shard's papers, judged; datasets that a corpus names stay so."""
    judge = nlp.get_pipe("paperkg_spans")
    if not isinstance(judge, SpanJudge):
        raise TypeError(f"paperkg_spans is a {type(judge).__name__}")
    judge.check_weights()
    for paper, table in zip(papers, read_tables(file), strict=True):
        doc = nlp.get_pipe("paperkg_sentences")(nlp.make_doc(shard_text(paper)))
        mixed = SHARE * table + (1 - SHARE) * read_table(nlp, doc)
        spans, likely = judge_spans(doc, mixed, judge.weights)
        yield name_datasets(doc, to_table(len(doc), spans, likely), paper.get("datasets", ()))


def to_table(length: int, spans: Candidates, likely: Probabilities) -> Table:
    """Return the tag probabilities (`length`, 11) that these probabilities of types (spans, 5) make; a row sums to 1."""
    types = likely.shape[1]
    table = np.zeros((length, TAGS), dtype=np.float32)
    for start, end, row in zip(spans.starts.tolist(), spans.ends.tolist(), likely, strict=True):
        table[start, 1 : 1 + types] += row
        table[start + 1 : end, 1 + types :] += row
    table[:, 0] = np.maximum(1.0 - table.sum(axis=1), 0.0)
    return table / table.sum(axis=1, keepdims=True)


if __name__ == "__main__":
    main()
