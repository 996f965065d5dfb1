"""Factory `paperkg_relations`: what a paper says of two of its concepts, with the sentence.

1. Each ordered pair of names whose types may relate is described by its two nearest mentions (`extractors.pair_features`), in one
   sentence or not, and gets from a linear model the probability of each relation, and of none.
2. What is said between things that are hardly concepts is hardly said: the probability is multiplied by how sure both are.
3. Of a pair's relations in both directions the surest stays, if it is at least as sure as the `threshold`. Its sentence is that
   of the mention that comes later.

Reads the roles that `paperkg_roles` set. Weights are a file of the packaged pipeline, made by `train/claims.py`.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.groups import CONCEPTS, RELATIONS, ROLE_SCORES, set_group
from extractors.linear import Probabilities, Weights, softmax, to_weights
from extractors.pair_features import Pairs, find_pairs, pair_features
from extractors.scene import Scene, to_scene
from kg import model

CLASSES = ("", *model.RELATIONS)
"""What a pair may be: unrelated, or one of the relations."""

_FILE = "weights.npy"


@Language.factory(
    "paperkg_relations", requires=["doc.sents", "doc.spans"], assigns=["doc.spans"], default_config={"threshold": 0.37}
)
def make_relations(nlp: Language, name: str, threshold: float) -> "RelationClassifier":  # noqa: ARG001 - spaCy's signature
    """Return the component, still without weights; `threshold` (0..1) is the least confidence of a relation."""
    return RelationClassifier(threshold)


class RelationClassifier:
    """Sets `doc.spans["relations"]`, in the order of the text."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        self.content = b""

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the group of relations set; raises `ValueError` where no weights were read."""
        if not self.content:
            raise ValueError("the component paperkg_relations has no weights; load it from a packaged pipeline")
        scene = to_scene(doc)
        pairs = find_pairs(scene)
        pairs = pairs.take(_certainty(scene, pairs) >= self.threshold)  # the others cannot reach it
        said = pair_relations(scene, pairs, read_roles(doc, scene), self.weights)[:, 1:]
        confidences = said * _certainty(scene, pairs)[:, None]
        spans = doc.spans[CONCEPTS]
        found = [
            (spans[max(pairs.left[row], pairs.right[row])][0].sent, _to_row(pairs, confidences, row))
            for row in choose(pairs, confidences.max(axis=1, initial=0.0), self.threshold)
        ]
        found.sort(key=lambda each: (each[0].start, each[1]))
        return set_group(doc, RELATIONS, (sentence for sentence, _ in found), {RELATIONS: [row for _, row in found]})

    def read_weights(self, content: bytes) -> "RelationClassifier":
        """Return the component with the weights of the bytes that `extractors.linear.to_bytes` made."""
        self.content, self.weights = content, to_weights(content)
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """Write the weights into the folder `path`."""
        path.mkdir(parents=True, exist_ok=True)
        (path / _FILE).write_bytes(self.content)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "RelationClassifier":  # noqa: ARG002 - spaCy's signature
        """Read the weights from the folder `path`."""
        return self.read_weights((path / _FILE).read_bytes())


def pair_relations(scene: Scene, pairs: Pairs, roles: Probabilities, weights: Weights) -> Probabilities:
    """Return the probability of each of `CLASSES` for each pair."""
    of_pair, between = pair_features(scene, pairs, roles)
    sums = weights[of_pair].sum(axis=1)
    sums[pairs.apart == 0] += weights[between].sum(axis=1)
    return softmax(sums)


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
    sure = np.zeros(scene.size)
    np.maximum.at(sure, scene.name, scene.sure)
    return sure[pairs.head] * sure[pairs.tail]


def _to_row(pairs: Pairs, confidences: Probabilities, row: int) -> list[object]:
    relation = int(confidences[row].argmax())
    return [int(pairs.of_head[row]), model.RELATIONS[relation], int(pairs.of_tail[row]), float(confidences[row, relation])]
