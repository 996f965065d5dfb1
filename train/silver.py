"""Label abstracts with the teacher: for each word, the probabilities of the tags.

    python train/silver.py --work WORK --part 0 --parts 2 &
    python train/silver.py --work WORK --part 1 --parts 2

Reads WORK/silver.jsonl and WORK/named.jsonl, WORK/mpnet.onnx and its tokenizer; writes WORK/silver/NNNN.npz and the same under
WORK/named, 100 papers a file, probabilities as 0 to 255. A file that is there is not made again, so a run that was stopped goes
on. Where a corpus names a dataset (WORK/named.jsonl), the teacher's label is corrected.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from corpus import blank_pipeline
from encoders import encoder_folder
from shards import Row, iter_shards, shard_text, write_tables
from spacy.language import Language
from spacy.tokens import Doc

from extractors.decoding import TAGS, Table, decode, tags_of
from extractors.encoder import load_encoder
from extractors.groups import covering_span
from extractors.sentences import starts_of


def main() -> None:
    """Label every shard of one part that is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--encoder", default="mpnet", choices=["mpnet", "minilm"])
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    arguments = parser.parse_args()
    tokenizer = encoder_folder(arguments.encoder, arguments.work) / "tokenizer.json"
    encoder = load_encoder((arguments.work / f"{arguments.encoder}.onnx").read_bytes(), tokenizer.read_bytes())
    nlp = blank_pipeline()
    for number, (file, papers) in enumerate(iter_shards(arguments.work)):
        file.parent.mkdir(exist_ok=True)
        if number % arguments.parts == arguments.part and not file.exists():
            docs = zip(to_docs(nlp, papers), papers, strict=True)
            write_tables(file, [name_datasets(doc, encoder.table_of(doc), paper.get("datasets", ())) for doc, paper in docs])


def to_docs(nlp: Language, papers: Sequence[Row]) -> Iterator[Doc]:
    """Yield the papers as Docs with sentences."""
    yield from nlp.pipe(map(shard_text, papers))


def name_datasets(doc: Doc, table: Table, datasets: Iterable[tuple[int, int]]) -> Table:
    """Return the table with the datasets at these characters as such, unless the teacher has a span with other edges there."""
    found = [(span.start, span.end) for span in decode(table, starts_of(doc))]
    corrected = table.copy()
    for start, end in datasets:
        span = covering_span(doc, start, end, "Dataset")
        if all(there == (span.start, span.end) or there[1] <= span.start or there[0] >= span.end for there in found):
            tags = tags_of(len(span), [(0, len(span), "Dataset")])
            corrected[span.start : span.end] = np.eye(TAGS, dtype=np.float32)[tags]
    return corrected


if __name__ == "__main__":
    main()
