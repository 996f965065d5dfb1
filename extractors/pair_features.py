"""What tells the relation between two concepts of a paper: the words around their nearest mentions, names, places and roles."""

from itertools import pairwise

import numpy as np

from extractors.hashing import ABSENT, Ids, Template, hash_templates
from extractors.linear import Probabilities
from extractors.name_places import first_mentions, name_debuts, name_phases, name_shapes
from extractors.pairs import Pairs
from extractors.scene import EDGE, Scene, Truth, Whole, Words
from kg.model import CONCEPT_TYPES

_WINDOW = 8
_BETWEEN = 12
_LONGEST = 8
"""Words of a name that are compared."""

_NAME = np.uint64(2)
"""Stands for a word of a mention."""

_MULTIPLY = np.uint64(0xD6E8FEB86659FD93)


def pair_features(scene: Scene, pairs: Pairs, roles: Probabilities) -> tuple[Ids, Ids]:
    """Return the rows of the table of weights: for each pair, and for each of those in one sentence what stands between.

    `roles` are the probabilities of each name's roles.
    """
    types = scene.types[pairs.head] * (len(CONCEPT_TYPES) + 1) + scene.types[pairs.tail]
    kinds = types * 2 + pairs.turned
    templates = [
        *_around(scene, pairs, kinds),
        *_heads(scene, pairs, types),
        *_likeness(scene, pairs, types),
        *_places(scene, pairs, types),
        *_parts(scene, pairs, types, roles),
    ]
    near = pairs.take(pairs.apart == 0)
    of_pair = hash_templates(templates, len(pairs.head), family=2, bags=_words_beside(scene, pairs))
    between = _words_between(scene, near, kinds[pairs.apart == 0])
    return of_pair, hash_templates((), len(near.head), family=3, bags=between)


def _around(scene: Scene, pairs: Pairs, kinds: Whole) -> list[Template]:
    """Return the words that touch the two mentions, the frame between them, and how far apart they are."""
    left, right, same = pairs.left, pairs.right, pairs.apart == 0
    home, other = scene.of_mention[left], scene.of_mention[right]
    before, after = scene.run(scene.start[left] - 1, 2, -1, home), scene.run(scene.end[left], 2, 1, home)
    until, behind = scene.run(scene.start[right] - 1, 2, -1, other), scene.run(scene.end[right], 2, 1, other)
    begin = scene.run(scene.first[home], 2, 1, home)
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


def _words_beside(scene: Scene, pairs: Pairs) -> list[Template]:
    """Return the words before the left mention and behind the right one."""
    distance = np.minimum(pairs.apart, 3) * 2 + pairs.turned
    before = scene.run(scene.start[pairs.left] - 1, _WINDOW, -1, scene.of_mention[pairs.left], beyond=ABSENT)
    behind = scene.run(scene.end[pairs.right], _WINDOW, 1, scene.of_mention[pairs.right], beyond=ABSENT)
    return [*((word, distance) for word in before), *((word, distance + 8) for word in behind)]


def _words_between(scene: Scene, pairs: Pairs, kinds: Whole) -> list[Template]:
    """Return the words between two mentions of one sentence, those of mentions set apart, and pairs of them."""
    places, known = _places_between(scene, pairs)
    words = np.where(known, scene.words[places], ABSENT)
    bare = np.where(_inside(scene)[places] & known, _NAME, words)
    which = [np.full_like(pairs.turned, bag) for bag in range(3)]
    return [
        *((word, pairs.turned, which[0]) for word in words),
        *((word, kinds, which[1]) for word in bare),
        *((one, other, pairs.turned, which[2] + 1) for one, other in pairwise(words)),
    ]


def _frame_between(scene: Scene, pairs: Pairs) -> Words:
    """Return a hash of the words between two mentions, in which each mention counts as one word."""
    places, known = _places_between(scene, pairs)
    inside = _inside(scene)
    follows = inside & np.concatenate([[False], inside[:-1]])
    words = np.where(inside[places], _NAME, scene.words[places])
    counts = known & ~follows[places]
    frame = np.full(len(pairs.left), EDGE)
    with np.errstate(over="ignore"):
        for word, counted in zip(words, counts, strict=True):
            frame = np.where(counted, frame * _MULTIPLY ^ word, frame)
    return frame


def _places_between(scene: Scene, pairs: Pairs) -> tuple[Whole, Truth]:
    """Return the places of the first words behind the left mentions, and whether they stand before the right ones."""
    steps = np.arange(_BETWEEN)[:, None]
    return np.minimum(scene.end[pairs.left] + steps, len(scene.words) - 1), steps < pairs.gap


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
    """Return for all pairs of names: 1 the first ends with the other, 2 the other way, 3, 4 begins, 5 same last, 6 first word."""
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
