"""Where in a paper its names are mentioned, and what they look like there: one number a name."""

import numpy as np

from extractors.scene import OWN, Scene, Whole


def first_mentions(scene: Scene) -> Whole:
    """Return the first mention of each name."""
    first = np.full(scene.size, len(scene.start), dtype=np.int64)
    np.minimum.at(first, scene.name, np.arange(len(scene.start)))
    return first


def name_shapes(scene: Scene) -> Whole:
    """Return the shapes of each name's mentions put together, without whether one begins with a capital."""
    shapes = np.zeros(scene.size, dtype=np.int64)
    np.bitwise_or.at(shapes, scene.name, scene.shape & ~2)
    return shapes


def name_phases(scene: Scene) -> Whole:
    """Return in bits in which phases each name is mentioned."""
    phases = np.zeros(scene.size, dtype=np.int64)
    np.bitwise_or.at(phases, scene.name, 1 << scene.phase)
    return phases


def name_debuts(scene: Scene) -> Whole:
    """Return where the abstract first has each name: 0 nowhere, 1 in its first sentence, 2 before, 3 in, 4 behind the own one."""
    first = np.full(scene.size, scene.sentences, dtype=np.int64)
    np.minimum.at(first, scene.name, np.where(scene.in_title, scene.sentences, scene.of_mention))
    phase = np.full(scene.sentences + 1, -1, dtype=np.int64)
    phase[scene.of_mention] = scene.phase + 1
    if scene.title < len(scene.words):
        opening = scene.sentence[scene.title]
        phase[opening] = np.where(phase[opening] == OWN + 1, OWN + 1, 1)
    phase[scene.sentences] = 0
    return phase[first]
