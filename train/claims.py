"""Fit the roles and relations of a packaged pipeline on the gold, put them into it, and print how good they are.

    python train/claims.py --data ../shared/data/gold --pipeline extractors/models/default

DATA holds train.jsonl. The pipeline's folder is written anew with `paperkg_roles` and `paperkg_relations` behind what it had;
those that it had are replaced, all else stays. A few minutes of one core; the same bytes on every run. Run it again when the
recogniser changes. Figures are of five folds of the training papers, each scored by models that were fitted without it, on gold's
own mentions.
"""

import argparse
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from claimed import Example, read_examples
from fitting import Labels, Weights, calibration, cooled, fit, predict_unseen, temperature, to_matrix
from pipelines import save
from spacy.language import Language

import extractors.pipeline  # noqa: F401 - registers the factories
from extractors.hashing import Ids
from extractors.linear import Probabilities, to_bytes
from extractors.pair_features import pair_features
from extractors.pairs import Pairs, find_pairs
from extractors.relations import CLASSES, calibrated, choose
from extractors.role_features import role_features
from kg.model import ROLES

LEAN = (1.4, 1.0, 2.5, 2.0)
"""Chosen on the five folds of train."""
THRESHOLD = 0.35
"""Chosen on dev, end to end, as is how far apart mentions may be (`extractors.pairs`)."""
LEAST = 0.2
"""Confidences are calibrated from this probability on."""
FOLDS = 5
STRENGTH = 4.0
ROLE_STEPS, RELATION_STEPS = 25, 30


def main() -> None:
    """Fit, package and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl")
    parser.add_argument("--pipeline", type=Path, required=True, help="folder of a packaged pipeline; it is written anew")
    arguments = parser.parse_args()
    nlp = bare_pipeline(arguments.pipeline)
    examples = list(read_examples(nlp, arguments.data / "train.jsonl"))
    roles, unseen = fit_roles(examples)
    relations, slope, offset = fit_relations(examples, unseen)
    nlp.add_pipe("paperkg_roles", config={"lean": list(LEAN)}).read_weights(to_bytes(roles))
    nlp.add_pipe("paperkg_relations", config={"threshold": THRESHOLD, "slope": slope, "offset": offset}).read_weights(
        to_bytes(relations)
    )
    write(nlp, arguments.pipeline)


def bare_pipeline(folder: Path) -> Language:
    """Return the pipeline without roles and relations."""
    nlp = spacy.load(folder)
    for name in nlp.pipe_names:
        if nlp.get_pipe_meta(name).factory in ("paperkg_roles", "paperkg_relations"):
            nlp.remove_pipe(name)
    return nlp


def fit_roles(examples: Sequence[Example]) -> tuple[Weights, list[Probabilities]]:
    """Return the weights, and for each paper the probabilities of models that have not seen it."""
    edges = np.cumsum([0, *(example.scene.size for example in examples)])
    found = [role_features(example.scene) for example in examples]
    things = np.concatenate([names + first for (names, _), first in zip(found, edges, strict=False)])
    features = to_matrix(things, np.concatenate([rows for _, rows in found]), int(edges[-1]))
    labels = np.concatenate([example.role_labels() for example in examples])
    folds = folds_of([example.scene.size for example in examples])
    unseen = predict_unseen(features, labels, folds, len(ROLES), strength=STRENGTH, steps=ROLE_STEPS)
    heat = temperature(unseen, labels)
    unseen = cooled(unseen, heat)
    print_roles(labels, unseen)
    weights = fit(features, labels, len(ROLES), strength=STRENGTH, steps=ROLE_STEPS) / heat
    return weights, np.split(unseen, edges[1:-1])


def fit_relations(examples: Sequence[Example], roles: Sequence[Probabilities]) -> tuple[Weights, float, float]:
    """Return the weights, and the slope and offset of the calibration.

    They learn from the probabilities of roles that models gave which had not seen the paper.
    """
    pairs = [find_pairs(example.scene) for example in examples]
    edges = np.cumsum([0, *(len(each.head) for each in pairs)])
    found = [
        _flat_rows(first, each, *pair_features(example.scene, each, probabilities))
        for first, example, each, probabilities in zip(edges, examples, pairs, roles, strict=False)
    ]
    things, rows = (np.concatenate(part) for part in zip(*found, strict=True))
    features = to_matrix(things, rows, int(edges[-1]))
    labels = np.concatenate([example.relation_labels(each) for example, each in zip(examples, pairs, strict=True)])
    folds = folds_of([len(each.head) for each in pairs])
    unseen = predict_unseen(features, labels, folds, len(CLASSES), strength=STRENGTH, steps=RELATION_STEPS)
    best, right = unseen[:, 1:].max(axis=1), unseen[:, 1:].argmax(axis=1) + 1 == labels
    slope, offset = calibration(best[best >= LEAST], right[best >= LEAST])
    unseen = calibrated(unseen, slope, offset)
    print_relations(examples, pairs, np.split(unseen, edges[1:-1]))
    print_calibration("relations", unseen[:, 1:].max(axis=1), right)
    return fit(features, labels, len(CLASSES), strength=STRENGTH, steps=RELATION_STEPS), slope, offset


def _flat_rows(first: int, pairs: Pairs, of_pair: Ids, between: Ids) -> tuple[Ids, Ids]:
    """Return (pair, row of the table of weights), as two arrays; the pairs of this paper are numbered from `first`."""
    numbers = first + np.arange(len(pairs.head))
    things = np.repeat(numbers, of_pair.shape[1]), np.repeat(numbers[pairs.apart == 0], between.shape[1])
    return np.concatenate(things), np.concatenate([of_pair.ravel(), between.ravel()])


def folds_of(sizes: Sequence[int]) -> Labels:
    """Return the fold of each thing, where each paper has so many; the papers take turns."""
    return np.repeat(np.arange(len(sizes)) % FOLDS, sizes)


def print_roles(labels: Labels, probabilities: Probabilities) -> None:
    """Print precision, recall and F1 of each role over the names, and how far confidences can be trusted."""
    chosen = (probabilities * LEAN).argmax(axis=1)
    scores = [
        _rates(int((chosen[labels == place] == place).sum()), int((chosen == place).sum()), int((labels == place).sum()))
        for place in range(len(ROLES))
    ]
    for role, rates in zip(ROLES, scores, strict=True):
        print(f"{role:10} P {rates[0]:.3f} R {rates[1]:.3f} F1 {rates[2]:.3f}")
    print(f"macro-F1 {np.mean([rates[2] for rates in scores]):.3f}")
    print_calibration("roles", probabilities[np.arange(len(chosen)), chosen], chosen == labels)


def print_relations(examples: Sequence[Example], pairs: Sequence[Pairs], probabilities: Sequence[Probabilities]) -> None:
    """Print precision, recall and F1 over gold's names at several thresholds."""
    gold = {(number, *ends, kind) for number, each in enumerate(examples) for ends, kind in each.relations.items()}
    for threshold in np.arange(0.2, 0.75, 0.05):
        found = {
            (number, example.names[each.head[row]], example.names[each.tail[row]], int(table[row, 1:].argmax()) + 1)
            for number, (example, each, table) in enumerate(zip(examples, pairs, probabilities, strict=True))
            for row in choose(each, table[:, 1:].max(axis=1), threshold)
        }
        precision, recall, f1 = _rates(len(found & gold), len(found), len(gold))
        print(f"relations from {threshold:.2f} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def print_calibration(what: str, confidences: npt.NDArray[np.floating], right: npt.NDArray[np.bool_]) -> None:
    """Print for ranges of confidence how many there are, the mean confidence, and the share that is right."""
    for low in np.arange(0.2, 1.0, 0.2):
        inside = (confidences >= low) & (confidences < low + 0.2)
        if inside.any():
            said, true = confidences[inside].mean(), right[inside].mean()
            print(f"{what} sure {low:.1f}..{low + 0.2:.1f}: {inside.sum()}, {said:.2f} said, {true:.2f} right")


def _rates(right: int, found: int, gold: int) -> tuple[float, float, float]:
    return right / max(found, 1), right / max(gold, 1), 2 * right / max(found + gold, 1)


def write(nlp: Language, folder: Path) -> None:
    """Write the pipeline to `folder` with the card that stands there; the card's list of parts is brought up to date."""
    card = (folder / "README.md").read_text("utf-8")
    parts = ", ".join(f"`{name}`" for name in nlp.pipe_names)
    with tempfile.TemporaryDirectory() as work:
        package = Path(work) / "package"
        save(nlp, package)
        (package / "README.md").write_text(re.sub(r"(?m)^\| parts \|.*$", f"| parts | {parts} |", card), "utf-8")
        shutil.rmtree(folder)
        shutil.copytree(package, folder)


if __name__ == "__main__":
    main()
