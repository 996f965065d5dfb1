"""Factory `paperkg_roles`: what the paper does with each concept: introduced, used, compared or mentioned.

A linear model over hashed features of all mentions of a name (`extractors.role_features`) gives each name the probabilities of
the roles. A name gets the role whose probability times its `lean` is greatest; all its mentions have that role, and as confidence
its probability. Weights are a file of the packaged pipeline, made by `train/claims.py`.
"""

from collections.abc import Sequence
from typing import Self

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.groups import CONCEPTS, ROLE_SCORES, ROLES
from extractors.linear import Probabilities, Weights, softmax, sum_weights, to_weights
from extractors.role_features import role_features
from extractors.scene import Scene, keep_scene
from extractors.weighted import Weighted
from kg import model


@Language.factory(
    "paperkg_roles", requires=["doc.sents", "doc.spans"], assigns=["doc.spans"], default_config={"lean": [1.0, 1.0, 1.0, 1.0]}
)
def make_roles(nlp: Language, name: str, lean: Sequence[float]) -> "RoleClassifier":  # noqa: ARG001 - spaCy's signature
    """Return the component, still without weights; `lean` is a factor for each role, in the order of `kg.model.ROLES`."""
    return RoleClassifier(lean)


class RoleClassifier(Weighted):
    """Sets `attrs["roles"]` and `attrs["role_scores"]` of the group of concepts."""

    factory = "paperkg_roles"
    file_names = ("weights.npy",)

    weights: Weights

    def __init__(self, lean: Sequence[float]) -> None:
        self.lean = np.array(lean)

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with a role for each concept; raises `ValueError` where no weights were read."""
        self.check_weights()
        scene = keep_scene(doc)
        probabilities = name_roles(scene, self.weights)
        chosen = (probabilities * self.lean).argmax(axis=1).tolist()
        rows = probabilities.tolist()
        known = [number if number < scene.size else None for number in scene.numbers]
        attrs = doc.spans[CONCEPTS].attrs
        attrs[ROLES] = [None if each is None else [model.ROLES[chosen[each]], rows[each][chosen[each]]] for each in known]
        attrs[ROLE_SCORES] = [None if each is None else rows[each] for each in known]
        return doc

    def read_weights(self, *files: bytes) -> Self:
        """Return the component with the weights of the bytes that `extractors.linear.to_bytes` made."""
        (content,) = self.files = files
        self.weights = to_weights(content)
        return self


def name_roles(scene: Scene, weights: Weights) -> Probabilities:
    """Return the probabilities of the roles of each name."""
    names, rows = role_features(scene)
    return softmax(sum_weights(weights, rows, np.searchsorted(names, np.arange(scene.size + 1))))
