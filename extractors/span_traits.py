"""What is known of each span that may be a mention: from the recogniser's table, its own words, and how others use these."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from extractors.candidates import LONGEST, Candidates, Places, Starts, Values
from extractors.decoding import Table, edges_of, types_of
from extractors.usage import BEFORE, BEGIN, BEHIND, END, INSIDE, WRITTEN, Usage

_LONGER = ((-1, 0), (-2, 0), (0, 1), (0, 2))
_SHORTER = ((1, 0), (2, 0), (0, -1), (0, -2))
"""What a span might be instead: how far its edges are moved."""
_WIDEST = LONGEST + max(end - start for start, end in _LONGER)
_SMALL = ("of", "and", "for")


def make_traits(words: Sequence[str], table: Table, starts: Starts, spans: Candidates, usage: Usage) -> Values:
    """Return the traits (candidates, 61) of spans of a text of these words, with its table and its starts of sentences."""
    lower = [word.lower() for word in words]
    parts = (
        _of_edges(edges_of(table), spans),
        _of_rivals(spans),
        _of_types(types_of(table), spans),
        _of_shape(words, starts, spans),
        _of_phrases(lower, spans, usage),
        _of_words(usage.of_words(["", *lower, ""]), spans),
    )
    return np.column_stack([column for part in parts for column in part])


def _of_edges(edges: Values, spans: Candidates) -> Iterator[Values]:
    """Yield how sure the table is of the span, its begin, its least sure inside, its end, all its words, and those around it."""
    outside, begin, inside = np.pad(edges, ((1, 1), (0, 0))).T
    outside[0] = outside[-1] = 1.0
    some = 1.0 - _within(outside, spans, 0.0)
    lengths = spans.ends - spans.starts
    mean = (1.0 - _within(outside, spans, 1.0)).sum(axis=1) / lengths
    goes_on = _within(inside, spans, 1.0)[:, 1:].min(axis=1)
    for values in (spans.certainty, begin[spans.starts + 1], goes_on, 1.0 - inside[spans.ends + 1]):
        yield _logit(values)
    for values in (some.min(axis=1), mean, outside[spans.starts], outside[spans.ends + 1]):
        yield _logit(values)


def _of_rivals(spans: Candidates) -> Iterator[Values]:
    """Yield the certainty of the surest span that overlaps this one, lies in it, or holds it; and how many overlap it."""
    first, end = spans.starts[:, None].astype(np.int32), spans.ends[:, None].astype(np.int32)
    others = ~np.eye(len(first), dtype=np.bool_)
    overlap = (first < end.T) & (end > first.T) & others
    inner = (first <= first.T) & (end >= end.T) & others
    for rivals in (overlap, inner, inner.T):
        yield _logit((rivals * spans.certainty).max(axis=1, initial=0.0))
    yield np.log1p(overlap.sum(axis=1))


def _of_types(types: Values, spans: Candidates) -> Iterator[Values]:
    """Yield the logarithms of the probabilities of each type: over the span, of its last word, and of its first."""
    sums = np.concatenate([np.zeros((1, types.shape[1])), types.cumsum(axis=0)])
    whole = sums[spans.ends] - sums[spans.starts]
    for part in (whole / whole.sum(axis=1, keepdims=True), types[spans.ends - 1], types[spans.starts]):
        yield from np.log(part + 0.02).T


def _of_shape(words: Sequence[str], starts: Starts, spans: Candidates) -> Iterator[Values]:
    """Yield what the eye sees: lengths, a place in the title, capitals, digits, hyphens, small words, and what stands around."""
    title = int(np.append(np.flatnonzero(starts[1:]) + 1, len(words))[0])
    seen = np.array([_seen(word) for word in ("", *words, "")], dtype=np.uint8)
    flags = np.unpackbits(seen[:, None], axis=1).astype(np.float64)
    sums = np.concatenate([np.zeros((1, flags.shape[1])), flags[1:].cumsum(axis=0)])
    lengths = np.array([len(word) for word in words], dtype=np.float64)
    yield from np.minimum(sums[spans.ends] - sums[spans.starts], 1.0).T
    yield from (flags[spans.starts, 0], flags[spans.ends + 1, 0], flags[spans.ends + 1, 1])
    yield from (1.0 * (spans.ends - spans.starts), 1.0 * (spans.starts < title), lengths[spans.starts], lengths[spans.ends - 1])


@lru_cache(maxsize=1 << 16)
def _seen(word: str) -> int:
    """Return a bit each for: a hyphen, a bracket, a capital, one inside, a digit, and each of the small words."""
    shape = word[:1].isupper(), word[1:] != word[1:].lower(), any(map(str.isdigit, word))
    flags = (word == "-", word == "(", *shape, *(word == each for each in _SMALL))
    return sum(flag << place for place, flag in enumerate(reversed(flags)))


def _of_phrases(lower: Sequence[str], spans: Candidates, usage: Usage) -> Iterator[Values]:
    """Yield how usage knows the span's text, the best of what is longer, and of what is shorter; and how the text is repeated."""
    edges = np.array([(0, 0), *_LONGER, *_SHORTER])
    first, end = spans.starts[:, None] + edges[:, 0], spans.ends[:, None] + edges[:, 1]
    lawful = (first >= 0) & (end <= len(lower)) & (first < end)
    texts, places = _texts(lower, np.where(lawful, first, 0), np.where(lawful, end, 0))
    known = usage.of_phrases(texts)[places]
    longer = 1 + len(_LONGER)
    yield from known[:, 0].T
    yield from (known[:, 1:longer, 0].max(axis=1), known[:, longer:, 0].max(axis=1))
    yield from _of_repeats([texts[place] for place in places[:, 0].tolist()], spans)


def _texts(lower: Sequence[str], first: Places, end: Places) -> tuple[list[str], Places]:
    """Return the different phrases of some runs of words, joined by blanks, and the place of each run's among them."""
    codes = first * (_WIDEST + 1) + end - first
    used = np.flatnonzero(np.bincount(codes.ravel()))
    places = np.zeros(used[-1] + 1, dtype=np.int64)
    places[used] = np.arange(len(used))
    offsets = np.concatenate([[0], np.cumsum([len(word) + 1 for word in lower])])
    begins, closes = offsets[used // (_WIDEST + 1)], offsets[used // (_WIDEST + 1) + used % (_WIDEST + 1)] - 1
    whole = " ".join(lower)
    return [whole[start:stop] for start, stop in zip(begins.tolist(), closes.tolist(), strict=True)], places[codes]


def _of_repeats(texts: Sequence[str], spans: Candidates) -> Iterator[Values]:
    """Yield how often each span's text is a candidate, and how sure the surest of these is."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    group = np.array([numbers[text] for text in texts], dtype=np.int64)
    surest = np.zeros(len(numbers))
    np.maximum.at(surest, group, spans.certainty)
    yield from (np.log(np.bincount(group)[group]), _logit(surest[group]))


def _of_words(uses: Values, spans: Candidates) -> Iterator[Values]:
    """Yield how usage knows the words at both edges, inside and outside; `uses` has a row more at either end."""
    before, first, last, behind = (uses[places] for places in (spans.starts, spans.starts + 1, spans.ends, spans.ends + 1))
    yield from (first[:, BEGIN], last[:, END], first[:, WRITTEN], last[:, WRITTEN], behind[:, BEHIND], before[:, BEFORE])
    yield _within(uses[:, INSIDE], spans, 0.0).min(axis=1)
    for outer in (behind, before):
        yield from (outer[:, INSIDE], outer[:, BEGIN], outer[:, END])


def _within(values: Values, spans: Candidates, beyond: float) -> Values:
    """Return the values (a row more at either end) of each span's words, (candidates, `LONGEST`); `beyond` where it has none."""
    places = spans.starts[:, None] + np.arange(1, LONGEST + 1)
    return np.where(places <= spans.ends[:, None], values[np.minimum(places, len(values) - 1)], beyond)


def _logit(chances: Values) -> Values:
    """Return the logits of probabilities, none beyond those of 0.0001 and 0.9999."""
    kept = np.clip(chances, 1e-4, 1 - 1e-4)
    odds: Values = np.log(kept / (1 - kept))
    return odds
