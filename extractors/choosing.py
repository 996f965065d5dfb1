"""The best choice among spans that may overlap."""

from bisect import bisect_right
from collections.abc import Sequence


def choose(starts: Sequence[int], ends: Sequence[int], gains: Sequence[float]) -> list[int]:
    """Return the places, in the order of the text, of the spans that together gain most and of which no two overlap.

    Spans that gain nothing are never among them. Weighted interval scheduling: Kleinberg and Tardos 2005, "Algorithm Design",
    section 6.1.

    >>> choose([0, 0, 2, 3], [3, 2, 4, 4], [0.5, 0.4, 0.3, 0.1])
    [1, 2]
    """
    order = sorted((place for place, gain in enumerate(gains) if gain > 0), key=lambda place: ends[place])
    closed = [ends[place] for place in order]
    best, before = [0.0], []
    for number, place in enumerate(order):
        before.append(bisect_right(closed, starts[place], 0, number))
        best.append(max(best[-1], best[before[-1]] + gains[place]))
    chosen, number = [], len(order)
    while number:
        if best[number] > best[number - 1]:
            chosen.append(order[number - 1])
            number = before[number - 1]
        else:
            number -= 1
    return chosen[::-1]
