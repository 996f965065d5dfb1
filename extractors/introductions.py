"""What introduces a mention: the nearest verb of proposing or naming on either side, and what stands in between."""

from dataclasses import dataclass

import numpy as np

from extractors.cues import barriers, introducing_words
from extractors.scene import EDGE, Scene, Truth, Whole, Words, is_among

REACH = 20
"""Words to either side of a mention that are looked at."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """What stands between the nearest verb of introducing, to the left of each mention, and the mention.

    `verb` and the word `before` it; the first `barrier` behind it, `EDGE` where there is none; how many `mentions` lie between.
    """

    verb: Words
    before: Words
    barrier: Words
    mentions: Whole

    @property
    def is_bare(self) -> Truth:
        """Tell where there is a verb and nothing bars the way from it."""
        bare: Truth = (self.verb != EDGE) & (self.barrier == EDGE)
        return bare


def introductions(scene: Scene) -> Introduction:
    """Return what introduces each mention, if a verb does."""
    verbs = previous_marked(is_among(scene.words, introducing_words()))
    low = np.maximum(scene.first[scene.of_mention], scene.start - REACH)
    verb = np.where(scene.start > 0, verbs[np.maximum(scene.start - 1, 0)], -1)
    known = verb >= low
    barrier = next_marked(is_among(scene.words, barriers()))[np.minimum(verb + 1, len(scene.words) - 1)]
    starts = np.concatenate([[0], np.cumsum(np.bincount(scene.start, minlength=len(scene.words)))])
    return Introduction(
        verb=np.where(known, scene.words[np.maximum(verb, 0)], EDGE),
        before=np.where(known, scene.words[np.maximum(verb - 1, 0)], EDGE),
        barrier=np.where(known & (barrier < scene.start), scene.words[np.minimum(barrier, len(scene.words) - 1)], EDGE),
        mentions=np.where(known, starts[scene.start] - starts[np.maximum(verb + 1, 0)], 9),
    )


def verbs_behind(scene: Scene) -> Words:
    """Return the nearest verb of introducing to the right of each mention."""
    verb = next_marked(is_among(scene.words, introducing_words()))[np.minimum(scene.end, len(scene.words) - 1)]
    known = (scene.end < len(scene.words)) & (verb < np.minimum(scene.last[scene.of_mention], scene.end + REACH))
    return np.where(known, scene.words[np.minimum(verb, len(scene.words) - 1)], EDGE)


def previous_marked(marked: Truth) -> Whole:
    """Return for each word the last marked one up to it, -1 where there is none."""
    return np.maximum.accumulate(np.where(marked, np.arange(len(marked)), -1))


def next_marked(marked: Truth) -> Whole:
    """Return for each word the first marked one from it on, the number of words where there is none."""
    return np.minimum.accumulate(np.where(marked, np.arange(len(marked)), len(marked))[::-1])[::-1]
