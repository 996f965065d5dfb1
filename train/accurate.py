"""Distil the teacher into a small transformer and package it: the pipeline of `kg build --model accurate`.

    python train/accurate.py --data ../shared/data/gold --work WORK --out extractors/models/accurate

Learns from the gold and from WORK/silver, starting from MiniLM-L6, or from the weights of an earlier run (`--start`); goes on
from WORK/accurate.pt. It is packaged with the CNN of the default pipeline, whose probabilities are mixed in, and needs no torch.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import spacy
import torch
from card import ACCURATE
from corpus import gold_docs
from encoders import encoder_folder, load_tokenizer
from learning import Settings, train
from pipelines import package
from portable import write_int8
from tagger import Tagger
from teacher import print_figures

from examples import gold_examples, silver_examples
from extractors.accurate import EncoderRecogniser
from extractors.pipeline import SHIPPED


def main() -> None:
    """Train, package and score."""
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    folder = encoder_folder("minilm", arguments.work)
    tokenizer = load_tokenizer(folder)
    gold = list(gold_examples(arguments.data / "train.jsonl", tokenizer))
    examples = [*gold * arguments.repeats, *silver_examples(arguments.work, tokenizer)]
    dev = gold_docs(arguments.data / "dev.jsonl")
    settings = Settings(arguments.epochs, arguments.rate, 1e-3, arguments.batch, arguments.frozen, arguments.seed)
    tagger = Tagger(folder)
    if arguments.start:
        tagger.load_state_dict(torch.load(arguments.start, weights_only=True)["model"])
    for epoch, model in train(settings, tagger, examples, arguments.work / "accurate.pt"):
        print_figures(epoch, model, tokenizer, dev)
    average(model, arguments.average)
    write_int8(model, arguments.work / "accurate.onnx", ("MatMul", "Gather"))
    print(package_encoder(arguments.work / "accurate.onnx", folder / "tokenizer.json", arguments))


def average(model: Tagger, others: Sequence[Path]) -> None:
    """Set each weight to the mean of its own and those of other runs.

    Wortsman et al. 2022, "Model soups: averaging weights of multiple fine-tuned models", arXiv:2203.05482.
    """
    runs = [model.state_dict(), *(torch.load(other, weights_only=True)["model"] for other in others)]
    model.load_state_dict({name: torch.stack([run[name] for run in runs]).mean(dim=0) for name in runs[0]})


def package_encoder(model: Path, tokenizer: Path, arguments: argparse.Namespace) -> object:
    """Write the pipeline with these weights; return its figures on dev."""
    nlp = spacy.load(arguments.beside)
    for name in set(nlp.pipe_names) - {"paperkg_sentences", "paperkg_recogniser", "paperkg_spans"}:
        nlp.remove_pipe(name)
    component = nlp.add_pipe("paperkg_encoder", after="paperkg_recogniser", config={"share": arguments.share})
    if not isinstance(component, EncoderRecogniser):
        raise TypeError(f"paperkg_encoder is a {type(component).__name__}")
    component.read_weights(model.read_bytes(), tokenizer.read_bytes())
    return package(nlp, arguments.out, arguments.data / "dev.jsonl", ACCURATE)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--work", type=Path, required=True, help="folder with the teacher's labels; weights go there too")
    parser.add_argument("--out", type=Path, required=True, help="folder of the packaged pipeline; it is replaced")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=2, help="how often the gold stands beside the silver")
    parser.add_argument("--start", type=Path, help="accurate.pt of an earlier run to start from")
    parser.add_argument("--average", type=Path, nargs="*", default=[], help="accurate.pt of runs to average the weights with")
    parser.add_argument("--frozen", type=int, default=0, help="how many of the lowest layers to keep as they are")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--beside", type=Path, default=SHIPPED["default"], help="pipeline with the CNN and paperkg_spans")
    parser.add_argument("--share", type=float, default=0.6, help="weight of the transformer beside the CNN, 0 to 1")
    return parser.parse_args()


if __name__ == "__main__":
    main()
