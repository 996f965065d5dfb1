"""Where the sentence around a span lies, by a rule simple enough to need no pipeline."""

import re

_BOUNDARY = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[$\\]*[A-Z0-9])")
_ABBREVIATIONS = ("e.g.", "i.e.", "et al.", "cf.", "vs.", "resp.", "Fig.", "Eq.", "Sec.")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence of `text` that holds the span, or of the sentences that it touches.

    >>> sentence_around("We sort. Trees win, e.g. Tree-LSTM.", 9, 14)
    (9, 35)
    """
    breaks = [match for match in _BOUNDARY.finditer(text) if not text[: match.start()].endswith(_ABBREVIATIONS)]
    before = [match.end() for match in breaks if match.end() <= start]
    behind = [match.start() for match in breaks if match.start() >= end]
    return before[-1] if before else 0, behind[0] if behind else len(text)
