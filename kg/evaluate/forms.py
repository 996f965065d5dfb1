"""The normal form by which found names are compared with gold's: a rule of evaluation alone, apart from `kg.resolve`.

It stays as it is when resolution changes, so that figures of different versions can be compared.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_FORMATTING = re.compile(r"\\(?:text|math)[a-z]+\b|\\(?:emph|rm|bf|it|sc)\b")
_MARKS = re.compile(r"[\\${}^_\u00ad]")
_GAPS = re.compile(r"[-\u2010-\u2015\u2212~\s]+")
_ACRONYM_PLURAL = re.compile(r".*[A-Z0-9]s")


@lru_cache(maxsize=1 << 16)
def form_key(text: str) -> str:
    r"""Return the key under which two spellings of a name are equal; a key, not a word to show.

    NFKC; LaTeX commands of formatting and marks removed; hyphens as spaces; the last word's regular plural undone
    (its final "e" goes with it: "caches" and "cache" both end as "cach"); case folded. Empty where only marks stand.

    >>> form_key("Recurrent Neural-Networks"), form_key("RNNs"), form_key(r"R$^{2}$")
    ('recurrent neural network', 'rnn', 'r2')
    """
    plain = _MARKS.sub("", _FORMATTING.sub("", unicodedata.normalize("NFKC", text)))
    *first, last = _GAPS.sub(" ", plain).strip().split(" ")
    in_capitals = bool(first) and plain.isupper()
    return " ".join([*first, _singular(last.lower() if in_capitals else last)]).casefold()


def form_keys(texts: Iterable[str]) -> frozenset[str]:
    """Return the distinct keys of `texts`, the empty one left out."""
    return frozenset(map(form_key, texts)) - {""}


def _singular(word: str) -> str:
    if _ACRONYM_PLURAL.fullmatch(word):
        return word[:-1]
    if word.isupper() or len(word) <= 3 or word.endswith(("ss", "us", "is", "ias")):
        return word
    if word.endswith(("ies", "ie")):
        return re.sub("ies?$", "y", word)
    return re.sub("(es|s|e)$", "", word)
