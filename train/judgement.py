"""Learn how concepts are judged: the weights of their traits for being a term, and for each type.

    python train/judgement.py --data ../shared/data/gold --work WORK --pipeline WORK/unaware --out kg/vocabulary/weights.tsv

The pipeline must not have learnt from the gold, or it would look surer there than it is: `train.py` makes such a one of the
teacher's labels alone (`--corpora.train.repeats 0`), and its spans are judged by the networks that `spans.py` fitted without the
paper. An example is a concept as a paper has it; it is a term if it matches one
of the gold's, by the rule of `kg eval`. Two logistic models with a quadratic penalty, by L-BFGS; the penalty is chosen by five
folds over papers, whose figures are printed.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from fitting import Labels, fit, predict_unseen
from scipy.sparse import csr_matrix
from unseen import load_unseen

from extractors.linear import Probabilities
from kg.evaluate.found import FoundConcept, read_found
from kg.evaluate.gold import Gold, GoldConcept, read_gold
from kg.evaluate.matching import match_concepts
from kg.model import CONCEPT_TYPES
from kg.ports import Extractor
from kg.resolve import normal_form
from kg.resolve.traits import TRAITS, Candidates, make_traits
from kg.settings import Resolution
from kg.trial import try_papers
from kg.vocabulary import read_background

FOLDS = 5
PENALTIES = (1.0, 3.0, 10.0, 30.0, 100.0)
STEPS = 500

Matrix = npt.NDArray[np.float64]


def main() -> None:
    """Learn both models and write their weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl")
    parser.add_argument("--work", type=Path, required=True, help="folder with the networks of the folds")
    parser.add_argument("--pipeline", type=Path, required=True, help="a pipeline that has not seen it")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    gold = read_gold(arguments.data / "train.jsonl")
    traits, kinds, papers = examples(gold, load_unseen([each.paper for each in gold.papers], arguments.pipeline, arguments.work))
    terms = kinds >= 0
    print(f"{len(kinds)} concepts of {len(set(papers.tolist()))} papers, {terms.sum()} of them right")
    termhood, guesses = learn(traits, terms.astype(np.int64), papers, 2)
    print_thresholds(guesses[:, 1], terms, sum(len(paper.concepts) for paper in gold.papers))
    types, _ = learn(traits[terms], kinds[terms], papers[terms], len(CONCEPT_TYPES))
    write(np.column_stack([termhood[:, 1] - termhood[:, 0], types - types.mean(axis=1, keepdims=True)]), arguments.out)


def examples(gold: Gold, extractor: Extractor) -> tuple[Matrix, Labels, Labels]:
    """Return traits, the gold's type (-1 where gold has no such concept) and the paper of each found concept of each paper."""
    tables = try_papers([each.paper for each in gold.papers], extractor, Resolution(termhood=0))
    mentions, concepts = tables["mentions"], tables["concepts"]
    places = {concept: place for place, concept in enumerate(concepts["concept_id"].to_pylist())}
    of_mention = np.array([places[concept] for concept in mentions["concept_id"].to_pylist()])
    scores = np.zeros((len(places), len(CONCEPT_TYPES)))
    np.add.at(scores, of_mention, np.array(mentions["type_scores"].to_pylist()))
    labels = concepts["label"].to_pylist()
    candidates = Candidates(
        scores, np.bincount(of_mention), concepts["papers"].to_numpy(), [normal_form(label) for label in labels], labels
    )
    traits = make_traits(candidates, read_background())
    found = read_found(mentions, concepts, [each.paper.paper_id for each in gold.papers])
    rows = [
        (places[concept.concept_id], kind, number)
        for number, paper in enumerate(gold.papers)
        if paper.paper.paper_id in found
        for concept, kind in matched(paper.concepts, found[paper.paper.paper_id].concepts)
    ]
    place, kind, number = np.array(rows).T
    return traits[place], kind, number


def matched(gold: tuple[GoldConcept, ...], found: tuple[FoundConcept, ...]) -> Iterator[tuple[FoundConcept, int]]:
    """Yield each found concept with the type of the gold's that it matches, -1 if there is none."""
    kinds = {theirs.concept_id: CONCEPT_TYPES.index(ours.type) for ours, theirs in match_concepts(gold, found)}
    for concept in found:
        yield concept, kinds.get(concept.concept_id, -1)


def learn(traits: Matrix, classes: Labels, papers: Labels, size: int) -> tuple[Matrix, Probabilities]:
    """Return weights (traits and bias, classes) with the penalty whose log loss over folds is least; and what the folds gave."""
    mean, spread = traits.mean(axis=0), traits.std(axis=0) + 1e-9
    rows = csr_matrix(np.column_stack([(traits - mean) / spread, np.ones(len(traits))]))
    fold = np.random.default_rng(0).permutation(papers.max() + 1)[papers] % FOLDS
    guesses = {each: predict_unseen(rows, classes, fold, size, strength=each, steps=STEPS) for each in PENALTIES}
    losses = {each: float(-np.log(likely[np.arange(len(classes)), classes]).mean()) for each, likely in guesses.items()}
    best = min(losses, key=lambda each: losses[each])
    right = (guesses[best].argmax(axis=1) == classes).mean()
    print(f"{size} classes, {len(classes)} examples: penalty {best}, over folds log loss {losses[best]:.4f}, right {right:.4f}")
    weights = fit(rows, classes, size, strength=best, steps=STEPS)
    plain = weights[:-1] / spread[:, None]
    return np.vstack([plain, weights[-1] - mean @ plain]), guesses[best]


def print_thresholds(termhood: Matrix, terms: npt.NDArray[np.bool_], gold: int) -> None:
    """Print what a paper's concepts score, untyped, with those of less termhood hidden."""
    for least in np.arange(0.2, 0.6, 0.05):
        kept = termhood >= least
        right = int(terms[kept].sum())
        precision, recall = right / kept.sum(), right / gold
        print(f"least {least:.2f}: P {precision:.3f} R {recall:.3f} F1 {2 * right / (kept.sum() + gold):.3f}")


def write(weights: Matrix, out: Path) -> None:
    """Write a row a trait, the bias last."""
    head = "\t".join(["trait", "term", *(kind.lower() for kind in CONCEPT_TYPES)])
    rows = [
        "\t".join([trait, *(f"{weight:.3f}" for weight in row)]) for trait, row in zip((*TRAITS, "bias"), weights, strict=True)
    ]
    out.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
