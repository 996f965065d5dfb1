"""What tells the role of a concept in its paper: the words around its mentions, their places, and the look of its name."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extractors.cues import BRACKET, closed_words
from extractors.hashing import ABSENT, ROWS, Ids, Template, hash_templates
from extractors.introductions import REACH, Introduction, introductions, next_marked, previous_marked, verbs_behind
from extractors.name_places import first_mentions, name_debuts, name_phases, name_shapes
from extractors.scene import EDGE, Scene, Truth, Whole, Words, is_among

_WINDOW = 12
_RANGES = (0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2)
"""How far a word of the window is: near, nearer, far."""


def role_features(scene: Scene) -> tuple[Ids, Ids]:
    """Return pairs (name, row of the table of weights), as two arrays, sorted and distinct."""
    verb = introductions(scene)
    rarest = _greatest(scene, scene.rarity)
    shared = np.digitize(
        _share(scene, is_among(scene.words, np.sort(np.append(scene.words[: scene.title], EDGE)))), (0.01, 0.34, 0.51, 0.99)
    )
    bracket = scene.run(scene.end, 1, 1, scene.of_mention)[0] == BRACKET
    glance = _glance(scene, verb, rarest, shared, bracket)
    of_mention = hash_templates([*_around(scene), *_frame(scene), *glance], len(scene.start), family=0, bags=_window(scene))
    told = [*_whole(scene), *_brought_in(scene, verb, rarest, shared, bracket)]
    of_name = hash_templates(told, scene.size, family=1)
    names = np.concatenate([np.repeat(scene.name, of_mention.shape[1]), np.repeat(np.arange(scene.size), of_name.shape[1])])
    codes = np.sort(names * (2 * ROWS) + np.concatenate([of_mention.ravel(), of_name.ravel()]))
    codes = codes[np.concatenate([[True], codes[1:] != codes[:-1]])[: len(codes)]]
    return codes // (2 * ROWS), codes % (2 * ROWS)


def _around(scene: Scene) -> list[Template]:
    """Return the words that touch a mention, alone and together, and its own first and last word."""
    home = scene.of_mention
    left, right = scene.run(scene.start - 1, 3, -1, home), scene.run(scene.end, 3, 1, home)
    begin = scene.run(scene.first[home], 3, 1, home)
    head, kind, position = scene.words[scene.end - 1], scene.type, scene.position
    return [
        *((word,) for word in (*left, *right)),
        *((word, kind) for word in (*left, *right)),
        (left[0], left[1]),
        (right[0], right[1]),
        (left[0], left[1], left[2]),
        (right[0], right[1], right[2]),
        (left[0], right[0]),
        (left[1], left[2]),
        (right[1], right[2]),
        (left[0], scene.title_part),
        (right[0], scene.title_part),
        (begin[0],),
        (begin[0], begin[1]),
        (begin[0], begin[1], begin[2]),
        (begin[0], position),
        (head,),
        (head, position),
        (scene.words[scene.start],),
    ]


def _window(scene: Scene) -> list[Template]:
    """Return the words to the left and right, by side, by how far they are, and by the place of the sentence; and their pairs."""
    home, marks = scene.of_mention, [np.full(len(scene.start), mark, dtype=np.int64) for mark in range(12)]
    left = scene.run(scene.start - 1, _WINDOW, -1, home, beyond=ABSENT)
    right = scene.run(scene.end, _WINDOW, 1, home, beyond=ABSENT)
    bags: list[Template] = []
    for side, words in enumerate((left, right)):
        for far, word in zip(_RANGES, words, strict=True):
            bags += [(word, marks[side]), (word, marks[2 + 2 * far + side]), (word, scene.position, marks[8 + side])]
        bags += [(one, other, marks[10 + side]) for one, other in pairwise(words[:8])]
    return bags


def _frame(scene: Scene) -> list[Template]:
    """Return the nearest words of the closed class on both sides: the sentence without what it is about."""
    marked = is_among(scene.words, closed_words())
    low = np.maximum(scene.first[scene.of_mention], scene.start - REACH)
    high = np.minimum(scene.last[scene.of_mention], scene.end + REACH)
    left = _steps(scene, previous_marked(marked), scene.start - 1, low, high, 4, -1)
    right = _steps(scene, next_marked(marked), scene.end, low, high, 3, 1)
    kind = scene.type
    return [
        (left[0], left[1]),
        (left[0], left[1], left[2]),
        (left[0], left[1], left[2], left[3]),
        (left[0], kind),
        (left[0], left[1], kind),
        (left[0], left[1], scene.position),
        (right[0], right[1]),
        (right[0], right[1], right[2]),
        (right[0], right[1], kind),
        (left[0], right[0]),
    ]


def _glance(scene: Scene, verb: Introduction, rarest: Whole, shared: Whole, bracket: Truth) -> list[Template]:
    """Return what each mention is like, where it stands, and whether it is what a verb introduces."""
    kind, position, phase, between = scene.type, scene.position, scene.phase, np.minimum(verb.mentions, 3)
    barred = verb.barrier != EDGE
    follows = verbs_behind(scene)
    common, unknown = _greatest(scene, 6 - scene.rarity), _greatest(scene, scene.rarity >= 5)
    return [
        (position, kind),
        (phase, kind),
        (scene.title_part, kind, scene.start == 0),
        (position, phase),
        (scene.own[scene.of_mention], kind),
        (rarest, common, kind),
        (rarest, position),
        (unknown, np.minimum(scene.end - scene.start, 4)),
        (unknown, scene.title_part, kind),
        (scene.rarity[scene.end - 1], rarest),
        (verb.verb, verb.barrier),
        (verb.verb, between, barred),
        (verb.verb, verb.barrier, between),
        (verb.verb, verb.before, between),
        (between, verb.barrier, phase),
        (verb.verb != EDGE, between, kind, barred),
        (follows,),
        (follows, kind),
        (shared, kind),
        (shared, phase),
        (shared, rarest),
        (bracket, phase, kind),
    ]


def _whole(scene: Scene) -> list[Template]:
    """Return what each name looks like, and how often and where in the paper it stands."""
    kind, count, title = scene.types, np.minimum(scene.counts, 5), scene.over_names(scene.title_part)
    shape, phases = name_shapes(scene), name_phases(scene)
    debut, closing = name_debuts(scene), scene.over_names(scene.of_mention == scene.sentences - 1)
    return [
        (kind,),
        (kind, count),
        (title, kind),
        (title, count),
        (shape, kind),
        (shape, title),
        (debut, kind),
        (phases, kind),
        (phases, title),
        (closing, kind),
        (debut, count, title > 0),
        (np.minimum(first_mentions(scene), 6), kind),
        (phases, count),
        (shape, debut),
        (title, kind, shape),
    ]


def _brought_in(scene: Scene, verb: Introduction, rarest: Whole, shared: Whole, bracket: Truth) -> list[Template]:
    """Return whether each name is rare, shares words with the title, is defined, or is what a verb introduces."""
    kind, count, title = scene.types, np.minimum(scene.counts, 5), scene.over_names(scene.title_part)
    shape, debut = name_shapes(scene), name_debuts(scene)
    rare, whole, defined = scene.over_names(rarest), scene.over_names(shared), scene.over_names(bracket * scene.phase)
    introduced = scene.over_names((verb.verb != EDGE) * (4 - np.minimum(verb.mentions, 3)))
    bare = scene.over_names(verb.is_bare * (4 - np.minimum(verb.mentions, 3)))
    return [
        (rare, kind, title),
        (defined, kind),
        (whole, title, kind),
        (introduced, kind, title),
        (bare, kind),
        (bare, rare),
        (rare, count, kind),
        (rare, debut, kind),
        (shape, rare, title),
        (bare, count, title),
        (defined, bare, rare),
    ]


def _steps(scene: Scene, nearest: Whole, place: Whole, low: Whole, high: Whole, count: int, step: int) -> list[Words]:
    """Return the `count` nearest marked words from `place` on, in steps to the left or right, `EDGE` outside low..high."""
    found = []
    for _ in range(count):
        inside = (place >= low) & (place < high)
        place = np.where(inside, nearest[np.clip(place, 0, len(nearest) - 1)], -1)
        inside &= (place >= low) & (place < high)
        found.append(np.where(inside, scene.words[np.clip(place, 0, len(nearest) - 1)], EDGE))
        place = np.where(inside, place + step, -1)
    return found


def _greatest(scene: Scene, values: Whole | Truth) -> Whole:
    """Return the greatest value that a word of each mention has."""
    edges = np.stack([scene.start, scene.end], axis=1).ravel()
    return np.maximum.reduceat(np.append(values, 0).astype(np.int64), edges)[::2]


def _share(scene: Scene, values: Truth) -> npt.NDArray[np.float64]:
    """Return which share of each mention's words it holds for."""
    sums = np.concatenate([[0], np.cumsum(values)])
    share: npt.NDArray[np.float64] = (sums[scene.end] - sums[scene.start]) / (scene.end - scene.start)
    return share
