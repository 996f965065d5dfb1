"""Word vectors from unlabelled abstracts, for the CNN to start from: word2vec (Mikolov et al. 2013, arXiv:1301.3781).

    python train/select_silver.py --data ../shared/data --work WORK --papers 100000
    python train/vectors.py --work WORK

Reads WORK/silver.jsonl; writes WORK/vectors, a blank spaCy pipeline with the vectors of lower-case words.
"""

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import spacy
from corpus import use_science_tokenizer
from gensim.models import Word2Vec
from shards import read_shards, shard_text
from spacy.vectors import Vectors


def main() -> None:
    """Train and write the vectors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--width", type=int, default=100)
    parser.add_argument("--words", type=int, default=30_000)
    parser.add_argument("--epochs", type=int, default=5)
    arguments = parser.parse_args()
    sentences = list(read_sentences(arguments.work / "silver.jsonl"))
    model = Word2Vec(
        sentences, vector_size=arguments.width, window=5, min_count=10, max_final_vocab=arguments.words,
        sg=1, negative=5, epochs=arguments.epochs, workers=1, seed=0,
    )  # fmt: skip
    nlp = spacy.blank("en")
    table = np.asarray(model.wv.vectors, dtype=np.float32)
    rows = table / np.linalg.norm(table, axis=1, keepdims=True)
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=rows, keys=list(model.wv.index_to_key), name="abstracts", attr="LOWER"
    )
    nlp.to_disk(arguments.work / "vectors")
    print(f"{len(sentences)} papers, {sum(map(len, sentences))} words, {len(rows)} vectors")


def read_sentences(file: Path) -> Iterator[list[str]]:
    """Yield the lower-case words of each paper."""
    nlp = spacy.blank("en")
    use_science_tokenizer(nlp)
    for paper in chain.from_iterable(read_shards(file)):
        yield [token.lower_ for token in nlp.make_doc(shard_text(paper)) if not token.is_space]


if __name__ == "__main__":
    main()
