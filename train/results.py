"""Learn which numbers are results and what they are of; put that component into a packaged pipeline; print its figures.

    python train/results.py --data ../shared/data/gold --pipeline extractors/models/default

DATA holds train.jsonl and dev.jsonl. Learnt are weights of the features in `extractors.result_features`, given gold's
mentions: by logistic regression for the numbers, by conditional logit for the names that they are of. Printed are the figures
of `kg eval --oracle` on train in five folds, each with weights learnt from the other four, and on dev. The same gold gives the
same bytes; a component that the pipeline has already is replaced. Takes some minutes of one core; `--no-folds` leaves most of it.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import spacy
from logit import fit_choice, fit_yes_no
from pipelines import save
from result_rows import Example, Row, read_rows, to_examples
from spacy.language import Language

from extractors.pipeline import load_extractor
from extractors.results import NUMBER, TYPES, ResultFinder
from extractors.weights import Weights
from kg.evaluate import evaluate, oracle_extractor, read_gold
from kg.evaluate.results import ResultScores
from kg.evaluate.score import Score
from kg.settings import Settings
from kg.trial import try_papers

FACTORY = "paperkg_results"
PENALTY = 2.0
FOLDS = 5


def main() -> None:
    """Learn, install and score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument(
        "--pipeline", type=Path, required=True, help="folder of a packaged pipeline; the component is put into it"
    )
    parser.add_argument("--no-folds", action="store_true", help="do not score train in folds")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    rows = read_rows(arguments.data / "train.jsonl")
    install(nlp, learn(list(to_examples(nlp, rows))), arguments.pipeline)
    print("dev, oracle", to_figures([score(arguments.pipeline, arguments.data / "dev.jsonl")]), sep="\n")
    if not arguments.no_folds:
        print(f"train, oracle, {FOLDS} folds", to_figures(list(score_folds(nlp, rows))), sep="\n")


def learn(examples: Sequence[Example]) -> Weights:
    """Return the weights for all questions."""
    results = fit_yes_no([(example.features, example.is_result) for example in examples], PENALTY)
    choices = {part: [example.choices[part] for example in examples if part in example.choices] for part in TYPES}
    return Weights({NUMBER: results, **{part: fit_choice(choices[part], PENALTY) for part in TYPES}})


def install(nlp: Language, weights: Weights, folder: Path) -> None:
    """Write the pipeline, with a component of these weights at its end, to `folder`; other files that stand there stay."""
    if FACTORY in nlp.pipe_names:
        nlp.remove_pipe(FACTORY)
    component = nlp.add_pipe(FACTORY)
    if not isinstance(component, ResultFinder):
        raise TypeError(f"the factory {FACTORY} makes a {type(component).__name__}")
    component.weights = weights
    save(nlp, folder)


def score_folds(nlp: Language, rows: Sequence[Row]) -> Iterator[ResultScores]:
    """Yield the figures of each fold: every fifth paper by its id, with weights learnt from all others."""
    ordered = sorted(rows, key=lambda row: str(row["id"]))
    for fold in range(FOLDS):
        held_out = ordered[fold::FOLDS]
        others = [row for place, row in enumerate(ordered) if place % FOLDS != fold]
        with tempfile.TemporaryDirectory() as name:
            install(nlp, learn(list(to_examples(nlp, others))), Path(name))
            gold = Path(name) / "gold.jsonl"
            gold.write_text("".join(json.dumps(row) + "\n" for row in held_out), encoding="utf-8")
            yield score(Path(name), gold)


def score(pipeline: Path, gold: Path) -> ResultScores:
    """Return what `kg eval --oracle` says of the results."""
    annotated = read_gold(gold)
    extractor = oracle_extractor(annotated, load_extractor(str(pipeline), label_map={}, batch_size=32))
    tables = try_papers([each.paper for each in annotated.papers], extractor, Settings().resolution)
    return evaluate(annotated, tables, worst=0).results


def to_figures(parts: Sequence[ResultScores]) -> str:
    """Return the figures of all parts together, a line each."""
    lines = []
    for field in fields(ResultScores):
        scores = [getattr(part, field.name) for part in parts]
        total = Score(*(sum(getattr(each, count.name) for each in scores) for count in fields(Score)))
        lines.append(
            f"{field.name:12} P {total.precision:.3f} R {total.recall:.3f} F1 {total.f1:.3f}"
            f" ({total.matched} right of {total.found} found, {total.gold} gold)"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
