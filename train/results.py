"""Learn which numbers are results and what they are of; put that component into a packaged pipeline; print its figures.

    python train/results.py --data ../shared/data/gold --pipeline extractors/models/default

DATA holds train.jsonl and dev.jsonl. Learnt are weights of the features in `extractors.result_features`, given gold's
mentions: by logistic regression for the numbers, by conditional logit for the names that they are of. Printed are the figures
of `kg eval --oracle` on train in five folds, each with weights learnt from the other four, and on dev. The same gold gives the
same bytes; a component that the pipeline has already is replaced. Takes some minutes of one core.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from logit import fit_choice, fit_yes_no
from result_rows import Example, Row, read_rows, to_examples
from spacy.language import Language

from extractors.results import NUMBER, TYPES, ResultFinder
from extractors.weights import Weights

FACTORY = "paperkg_results"
PENALTY = 2.0
FOLDS = 5


def learn(examples: Sequence[Example]) -> Weights:
    """Return the weights for all questions."""
    results = fit_yes_no([(example.features, example.is_result) for example in examples], PENALTY)
    choices = {part: [example.choices[part] for example in examples if part in example.choices] for part in TYPES}
    return Weights({NUMBER: results, **{part: fit_choice(choices[part], PENALTY) for part in TYPES}})


def install(nlp: Language, weights: Weights, folder: Path) -> None:
    """Write the pipeline with a component of these weights at its end to `folder`; other files there stay."""
    if FACTORY in nlp.pipe_names:
        nlp.remove_pipe(FACTORY)
    component = nlp.add_pipe(FACTORY)
    if isinstance(component, ResultFinder):
        component.weights = weights
    nlp.to_disk(folder)
