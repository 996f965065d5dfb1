"""Label abstracts with the teacher: for each word, the probabilities of the tags.

    python train/silver.py --work WORK --part 0 --parts 2 &
    python train/silver.py --work WORK --part 1 --parts 2

Reads WORK/silver.jsonl, WORK/mpnet.onnx and its tokenizer; writes WORK/silver/NNNN.npz, 100 papers a file, probabilities as
0 to 255. A file that is there is not made again, so a run that was stopped goes on.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from encoders import encoder_folder
from labelled import blank_pipeline
from shards import read_shards, shard_text, write_tables
from spacy.language import Language
from spacy.tokens import Doc

from extractors.encoder import load_encoder


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
    (arguments.work / "silver").mkdir(exist_ok=True)
    nlp = blank_pipeline()
    for number, papers in enumerate(read_shards(arguments.work / "silver.jsonl")):
        file = arguments.work / "silver" / f"{number:04}.npz"
        if number % arguments.parts == arguments.part and not file.exists():
            write_tables(file, [encoder.table_of(doc) for doc in to_docs(nlp, papers)])


def to_docs(nlp: Language, papers: Sequence[dict[str, str]]) -> Iterator[Doc]:
    """Yield the papers as Docs with sentences."""
    yield from nlp.pipe(map(shard_text, papers))


if __name__ == "__main__":
    main()
