"""Factory `paperkg_relations`: what a paper says of two of its concepts, with the sentence.

1. Each ordered pair of names whose types may relate is described by its two nearest mentions (`extractors.pair_features`), in one
   sentence or not, and gets from a linear model the probability of each relation, and of none.
2. The probability becomes a confidence, calibrated on papers that the model had not seen. What is said between things that are
   hardly concepts is hardly said: it is multiplied by how sure both are.
3. What a word between the two mentions denies ("does not outperform") is not said.
4. Of a pair's relations in both directions the surest stays, if it is at least as sure as the `threshold`. Its sentence is that
   of the mention that comes later.

Reads the roles that `paperkg_roles` set. Weights are a file of the packaged pipeline, made by `train/claims.py`.
"""

from typing import Self

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.cues import ONLY, denying_words
from extractors.groups import CONCEPTS, RELATIONS, ROLE_SCORES, set_group
from extractors.hashing import Ids
from extractors.linear import Probabilities, Weights, softmax, sum_weights, to_weights
from extractors.pair_features import pair_features
from extractors.pairs import Pairs, find_pairs
from extractors.scene import Scene, Truth, is_among, take_scene
from extractors.weighted import Weighted
from kg import model

CLASSES = ("", *model.RELATIONS)
"""What a pair may be: unrelated, or one of the relations."""

_POWER = 1.5


@Language.factory(
    "paperkg_relations",
    requires=["doc.sents", "doc.spans"],
    assigns=["doc.spans"],
    default_config={"threshold": 0.3, "slope": 1.0, "offset": 0.0},
)
def make_relations(
    nlp: Language,  # noqa: ARG001 - spaCy's signature
    name: str,  # noqa: ARG001
    threshold: float,
    slope: float,
    offset: float,
) -> "RelationClassifier":
    """Return the component, still without weights; `threshold` (0..1) is the least confidence of a relation.

    A probability becomes a confidence by its logit times `slope` plus `offset`.
    """
    return RelationClassifier(threshold, slope, offset)


class RelationClassifier(Weighted):
    """Sets `doc.spans["relations"]`, in the order of the text."""

    factory = "paperkg_relations"
    file_names = ("weights.npy",)

    weights: Weights

    def __init__(self, threshold: float, slope: float, offset: float) -> None:
        self.threshold = threshold
        self.slope = slope
        self.offset = offset

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the group of relations set; raises `ValueError` where no weights were read."""
        self.check_weights()
        scene = take_scene(doc)
        pairs = find_pairs(scene)
        pairs = pairs.take(_certainty(scene, pairs) >= self.threshold)  # the others cannot reach it
        probabilities = pair_relations(scene, pairs, read_roles(doc, scene), self.weights)[:, 1:]
        said = calibrated(probabilities, self.slope, self.offset)
        confidences = said * (_certainty(scene, pairs) * ~denied(scene, pairs))[:, None]
        spans = doc.spans[CONCEPTS]
        found = [
            (spans[max(pairs.left[row], pairs.right[row])][0].sent, _to_row(pairs, confidences, row))
            for row in choose(pairs, confidences.max(axis=1, initial=0.0), self.threshold)
        ]
        found.sort(key=lambda each: (each[0].start, each[1]))
        return set_group(doc, RELATIONS, (sentence for sentence, _ in found), {RELATIONS: [row for _, row in found]})

    def read_weights(self, *files: bytes) -> Self:
        """Return the component with the weights of the bytes that `extractors.linear.to_bytes` made."""
        (content,) = self.files = files
        self.weights = to_weights(content)
        return self


def pair_relations(scene: Scene, pairs: Pairs, roles: Probabilities, weights: Weights) -> Probabilities:
    """Return the probability of each of `CLASSES` for each pair."""
    of_pair, between = pair_features(scene, pairs, roles)
    sums = _sums(weights, of_pair)
    sums[pairs.apart == 0] += _sums(weights, between)
    return softmax(sums)


def _sums(weights: Weights, table: Ids) -> Weights:
    """Return the sums of the weights in each row of the table."""
    return sum_weights(weights, table.ravel(), np.arange(0, table.size + 1, table.shape[1]))


def calibrated(probabilities: Probabilities, slope: float, offset: float) -> Probabilities:
    """Return what the probabilities are worth: the share of what is so probable that proved right.

    Platt 1999, "Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods".
    """
    known = np.clip(probabilities, 1e-9, 1 - 1e-9)
    worth: Probabilities = 1 / (1 + np.exp(-slope * np.log(known / (1 - known)) - offset))
    return worth


def denied(scene: Scene, pairs: Pairs) -> Truth:
    """Tell of each pair whether a denying word stands between its two mentions in one sentence; "not only" denies nothing."""
    words = is_among(scene.words, denying_words()) & (np.append(scene.words[1:], np.uint64(0)) != ONLY)
    counts = np.concatenate([[0], np.cumsum(words)])
    start, end = scene.end[pairs.left], scene.start[pairs.right]
    found: Truth = (pairs.apart == 0) & (counts[np.maximum(start, end)] > counts[start])
    return found


def read_roles(doc: Doc, scene: Scene) -> Probabilities:
    """Return the probabilities of the roles of each name, as the group of concepts has them; all the same where it has none."""
    roles: Probabilities = np.full((scene.size, len(model.ROLES)), 1 / len(model.ROLES))
    for name, row in zip(scene.numbers, doc.spans[CONCEPTS].attrs.get(ROLE_SCORES, ()), strict=False):
        if row is not None:
            roles[name] = row
    return roles


def choose(pairs: Pairs, confidences: "np.ndarray[tuple[int], np.dtype[np.float64]]", threshold: float) -> list[int]:
    """Return the rows of the pairs that are sure enough, and surer than the same pair turned round."""
    best: dict[frozenset[int], int] = {}
    for row in np.flatnonzero(confidences >= threshold).tolist():
        ends = frozenset((int(pairs.head[row]), int(pairs.tail[row])))
        if ends not in best or confidences[row] > confidences[best[ends]]:
            best[ends] = row
    return list(best.values())


def _certainty(scene: Scene, pairs: Pairs) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return how sure both ends of each pair are: what their surest mentions are, to the power that was best on gold/dev."""
    sure = np.zeros(scene.size)
    np.maximum.at(sure, scene.name, scene.sure)
    certain: np.ndarray[tuple[int], np.dtype[np.float64]] = (sure[pairs.head] * sure[pairs.tail]) ** _POWER
    return certain


def _to_row(pairs: Pairs, confidences: Probabilities, row: int) -> list[object]:
    relation = int(confidences[row].argmax())
    return [int(pairs.of_head[row]), model.RELATIONS[relation], int(pairs.of_tail[row]), float(confidences[row, relation])]
