"""Were the right mentions put together? B-cubed over the mentions that were found.

Bagga and Baldwin 1998, "Entity-based cross-document coreferencing using the vector space model", doi:10.3115/980451.980859.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BCubed:
    """The mean, over `mentions` mentions, of each one's precision and recall; ratios in 0..1, and 0 where there is no mention."""

    mentions: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_merging(assigned: Iterable[tuple[str, str]], names: Collection[str] | None = None) -> BCubed:
    """Return B-cubed of pairs (gold name, concept id), one a mention.

    With `names`, the mean is over the mentions of these names alone; whatever else their concepts hold still counts
    against them.

    >>> score_merging([("RNN", "a"), ("RNN", "a"), ("LSTM", "a"), ("LSTM", "b")])
    BCubed(mentions=4, precision=0.6666666666666666, recall=0.75)
    """
    pairs = Counter(assigned)
    in_gold: Counter[str] = Counter()
    in_found: Counter[str] = Counter()
    for (name, concept_id), count in pairs.items():
        in_gold[name] += count
        in_found[concept_id] += count
    judged = [(name, key, count) for (name, key), count in sorted(pairs.items()) if names is None or name in names]
    total = sum(count for _, _, count in judged)
    if not total:
        return BCubed(0, 0.0, 0.0)
    precision = sum(count * count / in_found[key] for _, key, count in judged) / total
    recall = sum(count * count / in_gold[name] for name, _, count in judged) / total
    return BCubed(total, precision, recall)
