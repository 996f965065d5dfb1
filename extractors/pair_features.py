"""What tells the relation between two concepts of a paper: the words around their nearest mentions, their names, places and roles."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.hashing import ABSENT, Ids, Template, hash_templates
from extractors.linear import Probabilities
from extractors.role_features import first_mentions, name_debuts, name_phases, name_shapes
from extractors.scene import EDGE, Scene, Truth, Whole, Words
from kg.model import CONCEPT_TYPES

_WINDOW = 8
_BETWEEN = 12
_LONGEST = 8
"""Words of a name that are compared."""

_MAY_RELATE = {
    "Model": ("Model", "Method", "Task", "Dataset"),
    "Method": ("Model", "Method", "Task", "Dataset"),
    "Task": ("Method", "Task", "Dataset"),
    "Dataset": ("Task", "Dataset"),
    "Metric": ("Method", "Task", "Metric"),
}
"""From a type of head to the types of tail that some relation has."""

_NAME = np.uint64(2)
"""Stands for a word of a mention."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Ordered pairs of names by their numbers, each with its nearest mentions, of which `left` stands before `right`.

    `turned` tells whether the head is the right one; `apart` counts the sentences between them, `gap` the words; `together` counts
    the pairs of their mentions that share a sentence.
    """

    head: Whole
    tail: Whole
    left: Whole
    right: Whole
    turned: Whole
    apart: Whole
    gap: Whole
    together: Whole

    @property
    def of_head(self) -> Whole:
        """The head's mention."""
        return np.where(self.turned, self.right, self.left)

    @property
    def of_tail(self) -> Whole:
        """The tail's mention."""
        return np.where(self.turned, self.left, self.right)


def find_pairs(scene: Scene) -> Pairs:
    """Return all pairs of different names whose types may relate, sorted by direction, then by the smaller and the greater name."""
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
    kept = _may_relate()[scene.types[head], scene.types[tail]]
    columns = (head, tail, one, other, turned, np.tile(apart[best], 2), np.tile(gap[best], 2), np.tile(together, 2))
    return Pairs(*(column[kept] for column in columns))


def pair_features(scene: Scene, pairs: Pairs, roles: Probabilities) -> Ids:
    """Return for each pair the rows of the table of weights; `roles` are the probabilities of each name's roles."""
    size = len(pairs.head)
    types = scene.types[pairs.head] * (len(CONCEPT_TYPES) + 1) + scene.types[pairs.tail]
    kinds = types * 2 + pairs.turned
    templates = [
        *_around(scene, pairs, kinds),
        *_heads(scene, pairs, types),
        *_likeness(scene, pairs, types),
        *_places(scene, pairs, types),
        *_parts(scene, pairs, types, roles),
    ]
    return hash_templates(templates, size, family=2, bags=_bags(scene, pairs, kinds))


def _may_relate() -> Truth:
    names: tuple[str, ...] = (*CONCEPT_TYPES, "")
    return np.array([[tail in _MAY_RELATE.get(head, ()) for tail in names] for head in names])


def _around(scene: Scene, pairs: Pairs, kinds: Whole) -> list[Template]:
    """Return the words that touch the two mentions, the frame between them, and how far apart they are."""
    left, right, same = pairs.left, pairs.right, pairs.apart == 0
    before = [scene.at(scene.start[left] - 1 - step, left) for step in range(2)]
    behind = [scene.at(scene.end[right] + step, right) for step in range(2)]
    after = [scene.at(scene.end[left] + step, left) for step in range(2)]
    until = [scene.at(scene.start[right] - 1 - step, right) for step in range(2)]
    opening = scene.first[scene.of_mention[left]]
    begin = [scene.at(opening + step, left) for step in range(2)]
    distance = np.minimum(pairs.apart, 3) * 2 + pairs.turned
    far = np.where(same, np.digitize(pairs.gap, (1, 2, 3, 4, 6, 9, 14, 25)), 20 + np.minimum(pairs.apart, 3))
    frame = np.where(same & (pairs.gap <= _BETWEEN), _frame_between(scene, pairs), EDGE)
    runs = [(word,) for words in (before, behind, after, until) for word in words[:1]]
    runs += [tuple(words) for words in (before, behind, after, until)] + [(after[0], until[0])]
    return [
        *((*run, distance) for run in runs),
        *((*run, kinds * 2 + same) for run in runs),
        (begin[0], begin[1], pairs.turned),
        (begin[0], kinds),
        (kinds, distance),
        (kinds, far),
        (far, pairs.turned),
        (kinds, np.minimum(pairs.together, 3)),
        (frame, pairs.turned),
        (frame, kinds),
        (kinds, np.minimum(_mentions_between(scene, pairs), 5), same),
    ]


def _bags(scene: Scene, pairs: Pairs, kinds: Whole) -> list[Template]:
    """Return the words before, between and behind the two mentions, and the pairs of those between."""
    left, right, turned = pairs.left, pairs.right, pairs.turned
    distance = np.minimum(pairs.apart, 3) * 2 + turned
    before = [scene.bag(scene.start[left] - 1 - step, left) for step in range(_WINDOW)]
    behind = [scene.bag(scene.end[right] + step, right) for step in range(_WINDOW)]
    between, bare = _words_between(scene, pairs)
    which = [np.full_like(turned, bag) for bag in range(5)]
    return [
        *((word, distance, which[0]) for word in before),
        *((word, distance, which[1]) for word in behind),
        *((word, turned, which[2]) for word in between),
        *((word, kinds, which[3]) for word in bare),
        *((one, other, turned, which[4]) for one, other in zip(between, between[1:], strict=False)),
    ]


def _words_between(scene: Scene, pairs: Pairs) -> tuple[list[Words], list[Words]]:
    """Return the words between two mentions of one sentence, as they are and with `_NAME` for those of mentions."""
    inside = _inside(scene)
    words, bare = [], []
    for step in range(_BETWEEN):
        place = np.minimum(scene.end[pairs.left] + step, len(scene.words) - 1)
        known = (pairs.apart == 0) & (step < pairs.gap)
        words.append(np.where(known, scene.words[place], ABSENT))
        bare.append(np.where(known, np.where(inside[place], _NAME, scene.words[place]), ABSENT))
    return words, bare


def _frame_between(scene: Scene, pairs: Pairs) -> Words:
    """Return a hash of the words between two mentions, in which each mention counts as one word."""
    inside = _inside(scene)
    follows = inside & np.concatenate([[False], inside[:-1]])
    frame = np.full(len(pairs.left), EDGE)
    for step in range(_BETWEEN):
        place = np.minimum(scene.end[pairs.left] + step, len(scene.words) - 1)
        counts = (step < pairs.gap) & ~(follows[place] & (step > 0))
        with np.errstate(over="ignore"):
            longer = frame * np.uint64(0xD6E8FEB86659FD93) ^ np.where(inside[place], _NAME, scene.words[place])
        frame = np.where(counts, longer, frame)
    return frame


def _inside(scene: Scene) -> Truth:
    edges = np.bincount(scene.start, minlength=len(scene.words) + 1) - np.bincount(scene.end, minlength=len(scene.words) + 1)
    return np.cumsum(edges)[:-1] > 0


def _mentions_between(scene: Scene, pairs: Pairs) -> Whole:
    starts = np.concatenate([[0], np.cumsum(np.bincount(scene.start, minlength=len(scene.words)))])
    between = starts[scene.start[pairs.right]] - starts[scene.end[pairs.left].clip(max=scene.start[pairs.right])]
    return np.where(pairs.apart == 0, between, 0)


def _heads(scene: Scene, pairs: Pairs, types: Whole) -> list[Template]:
    """Return the last and the first words of both mentions."""
    head, tail, same = pairs.of_head, pairs.of_tail, pairs.apart == 0
    last, last_tail = scene.words[scene.end[head] - 1], scene.words[scene.end[tail] - 1]
    return [
        (last, types),
        (last_tail, types),
        (last, last_tail),
        (scene.words[scene.start[head]], types),
        (scene.words[scene.start[tail]], types),
        (last, scene.types[pairs.tail], same),
        (last_tail, scene.types[pairs.head], same),
    ]


def _likeness(scene: Scene, pairs: Pairs, types: Whole) -> list[Template]:
    """Return how the names are alike."""
    like = _likenesses(scene)[pairs.head, pairs.tail]
    titled = scene.over_names(scene.in_title)
    return [(types, like), (like, pairs.apart == 0), (like, types, titled[pairs.head])]


def _likenesses(scene: Scene) -> Whole:
    """Return for all pairs: 1 where the first name ends with the other, 2 the other way, 3 and 4 begins, 5 same last, 6 first word."""
    words = [name.split(" ")[:_LONGEST] or [""] for name in scene.names]
    codes = {name: code for code, name in enumerate(dict.fromkeys(" ".join(each) for each in words), start=1)}
    ends, begins = (np.zeros((len(words), _LONGEST + 1), dtype=np.int64) for _ in range(2))
    for number, each in enumerate(words):
        for size in range(1, len(each)):
            ends[number, size] = codes.get(" ".join(each[-size:]), 0)
            begins[number, size] = codes.get(" ".join(each[:size]), 0)
    lengths = np.array([len(each) for each in words], dtype=np.int64)
    whole = np.array([codes[" ".join(each)] for each in words], dtype=np.int64)
    ends_with, begins_with = ends[:, lengths] == whole, begins[:, lengths] == whole
    last, first = (np.unique([each[place] for each in words], return_inverse=True)[1] for place in (-1, 0))
    cases = [ends_with, ends_with.T, begins_with, begins_with.T, last[:, None] == last, first[:, None] == first]
    return np.select(cases, [1, 2, 3, 4, 5, 6], default=0)


def _places(scene: Scene, pairs: Pairs, types: Whole) -> list[Template]:
    """Return where in the paper both are named, how often, and what their names look like."""
    head, tail, same = pairs.head, pairs.tail, pairs.apart == 0
    title, debut, phases = scene.over_names(scene.title_part), name_debuts(scene), name_phases(scene)
    count, shape = np.minimum(scene.counts, 4), name_shapes(scene)
    of_head, of_tail = pairs.of_head, pairs.of_tail
    return [
        (types,),
        (types, title[head], title[tail]),
        (types, debut[head], debut[tail]),
        (types, phases[head], same),
        (types, phases[tail], same),
        (types, count[head], count[tail]),
        (types, shape[head], shape[tail]),
        (types, scene.phase[of_head], scene.phase[of_tail], same),
        (types, scene.position[of_head], scene.position[of_tail]),
    ]


def _parts(scene: Scene, pairs: Pairs, types: Whole, roles: Probabilities) -> list[Template]:
    """Return what the paper does with both, and which of the names of its type each is."""
    head, tail, same, apart = pairs.head, pairs.tail, pairs.apart == 0, np.minimum(pairs.apart, 3)
    role = roles.argmax(axis=1)
    new, compared = np.digitize(roles[:, 0], (0.1, 0.3, 0.6, 0.85)), np.digitize(roles[:, 2], (0.1, 0.3, 0.6))
    title = scene.over_names(scene.title_part)
    rank = np.minimum(_ranks(scene), 4)
    top = np.arange(scene.size) == (roles[:, 0].argmax() if scene.size else 0)
    of_type = np.minimum(np.bincount(scene.types, minlength=len(CONCEPT_TYPES) + 1), 5)[scene.types]
    return [
        (types, role[head], role[tail]),
        (types, role[head], role[tail], same),
        (types, new[head], new[tail]),
        (types, new[head], new[tail], apart),
        (types, new[head], title[tail], role[tail]),
        (types, compared[head], compared[tail], new[head]),
        (types, top[head], rank[tail]),
        (types, rank[head], rank[tail]),
        (types, top[head], top[tail], apart),
        (types, rank[tail], role[head], same),
        (types, rank[head], top[tail], title[head] > 0),
        (types, of_type[tail], rank[tail]),
        (types, new[head], rank[tail], title[tail] > 0),
    ]


def _ranks(scene: Scene) -> Whole:
    """Return for each name how many names of its type come before it: those in the title first, then by their first mentions."""
    title = scene.over_names(scene.in_title)
    order = np.lexsort((first_mentions(scene), 1 - title, scene.types))
    ranks = np.empty(scene.size, dtype=np.int64)
    kinds = scene.types[order]
    ranks[order] = np.arange(scene.size) - np.searchsorted(kinds, kinds)
    return ranks
