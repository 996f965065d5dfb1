"""Fine-tune a pretrained encoder on the gold: the teacher, whose labels the shipped pipelines learn from.

    python train/teacher.py --data ../shared/data/gold --work WORK

Writes WORK/mpnet.pt after every epoch and goes on from there; prints exact mention figures on dev. At the end it writes
WORK/mpnet.onnx, int8, for labelling. About 13 minutes an epoch on one core; `--encoder minilm` is the light one, 5 times as fast.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from beside import corpus_examples, read_corpora
from corpus import gold_docs
from encoders import encoder_folder, load_tokenizer
from labelled import tables_of
from learning import Settings, train
from portable import write_int8
from scores import mention_figures
from spacy.tokens import Doc
from tagger import Tagger
from tokenizers import Tokenizer

from examples import gold_examples
from extractors.decoding import decode
from extractors.sentences import starts_of

LEANS = (-0.5, 0.0, 0.5)


def main() -> None:
    """Train what is left to train, an epoch at a time."""
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    folder = encoder_folder(arguments.encoder, arguments.work)
    tokenizer = load_tokenizer(folder)
    corpora = read_corpora(arguments.data.parent, arguments.beside)
    examples = [
        *gold_examples(arguments.data / "train.jsonl", tokenizer),
        *(example for corpus in corpora for example in corpus_examples(corpus, tokenizer)),
    ]
    dev = gold_docs(arguments.data / "dev.jsonl")
    settings = Settings(arguments.epochs, arguments.rate, arguments.head_rate, arguments.batch, arguments.frozen, arguments.seed)
    fresh = Tagger(folder, {corpus.name: corpus.tags for corpus in corpora})
    for epoch, model in train(settings, fresh, examples, arguments.work / f"{arguments.encoder}.pt"):
        print_figures(epoch, model, tokenizer, dev)
        if epoch == settings.epochs:
            write_int8(model, arguments.work / f"{arguments.encoder}.onnx")


def print_figures(epoch: int, model: Tagger, tokenizer: Tokenizer, dev: Sequence[Doc]) -> None:
    """Print exact mention figures on dev, with three leans to or from finding more."""
    tables = list(tables_of(model, tokenizer, dev))
    for lean in LEANS:
        found = [decode(table, starts_of(doc), lean) for doc, table in zip(dev, tables, strict=True)]
        print(json.dumps({"epoch": epoch, "lean": lean, **mention_figures(dev, found)}), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--work", type=Path, required=True, help="folder for the weights")
    parser.add_argument(
        "--beside", nargs="*", default=[], help="public corpora, folders beside DATA, each with a head of its own"
    )
    parser.add_argument("--encoder", default="mpnet", choices=["mpnet", "minilm"])
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--frozen", type=int, default=3, help="lowest layers that stay as they are")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    return arguments


if __name__ == "__main__":
    main()
