"""The pairs of names of a paper that may be related, each with its nearest mentions."""

from dataclasses import dataclass, fields
from functools import cache

import numpy as np

from extractors.scene import Scene, Truth, Whole
from kg.model import CONCEPT_TYPES

FARTHEST = 2
"""Mentions that are more sentences apart are not related by any sentence."""

_MAY_RELATE = {
    "Model": ("Model", "Method", "Task", "Dataset"),
    "Method": ("Model", "Method", "Task", "Dataset"),
    "Task": ("Method", "Task", "Dataset"),
    "Dataset": ("Task", "Dataset"),
    "Metric": ("Method", "Task", "Metric"),
}
"""From a type of head to the types of tail that some relation has."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Ordered pairs of names by their numbers, each with its nearest mentions, of which `left` stands before `right`.

    `turned` tells whether the head is the right one; `apart` counts the sentences between them, `gap` the words; `together`
    counts the pairs of their mentions that share a sentence.
    """

    head: Whole
    tail: Whole
    left: Whole
    right: Whole
    turned: Whole
    apart: Whole
    gap: Whole
    together: Whole

    def take(self, kept: Truth) -> "Pairs":
        """Return the pairs that are kept."""
        return Pairs(*(getattr(self, field.name)[kept] for field in fields(self)))

    @property
    def of_head(self) -> Whole:
        """The head's mention."""
        return np.where(self.turned, self.right, self.left)

    @property
    def of_tail(self) -> Whole:
        """The tail's mention."""
        return np.where(self.turned, self.left, self.right)


def find_pairs(scene: Scene) -> Pairs:
    """Return the pairs of different names whose types may relate and that are mentioned within `FARTHEST` sentences.

    They are sorted by direction, then by the smaller and the greater name.
    """
    left, right = np.nonzero((scene.name[:, None] != scene.name) & (scene.start[:, None] < scene.start))
    apart = scene.of_mention[right] - scene.of_mention[left]
    gap = np.maximum(scene.start[right] - scene.end[left], 0)
    ends = np.sort(np.stack([scene.name[left], scene.name[right]]), axis=0)
    code = ends[0] * scene.size + ends[1]
    order = np.lexsort((gap, apart, code))
    codes, nearest, of_code = np.unique(code[order], return_index=True, return_inverse=True)
    together = np.bincount(of_code, weights=apart[order] == 0, minlength=len(codes)).astype(np.int64)
    best = order[nearest]
    turned = np.repeat([0, 1], len(best))
    one, other = np.tile(left[best], 2), np.tile(right[best], 2)
    head = scene.name[np.where(turned, other, one)]
    tail = scene.name[np.where(turned, one, other)]
    pairs = Pairs(head, tail, one, other, turned, np.tile(apart[best], 2), np.tile(gap[best], 2), np.tile(together, 2))
    return pairs.take(_may_relate()[scene.types[head], scene.types[tail]] & (pairs.apart <= FARTHEST))


@cache
def _may_relate() -> Truth:
    names: tuple[str, ...] = (*CONCEPT_TYPES, "")
    return np.array([[tail in _MAY_RELATE.get(head, ()) for tail in names] for head in names])
