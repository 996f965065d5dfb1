"""The normal form: how a surface form is written when only the name counts.

1. LaTeX is undone, compatibility characters are folded (NFKC), quotes and possessive marks go.
2. An abbreviation in brackets goes: "graph convolutional network (GCN) layer".
   Hyphens, dashes and underscores become spaces, so that "Bi-LSTM" and "Bi LSTM" are one.
3. British spelling becomes American, word by word.
4. The last word becomes singular; an acronym loses its plural s ("RNNs"), never its last letter ("TTS").
5. Case is folded.
"""

import re
import unicodedata
from functools import cache, lru_cache

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalkerError

from kg.resolve.plural import singular
from kg.resolve.spelling import american

_LATEX = re.compile(r"[\\$]|[_^]\{")
_QUOTES = re.compile(r"[\"'`´‘’‚‛“”„‟«»]+")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_JOINERS = re.compile(r"[-‐‑‒–—―−_]+")
_INNER_ACRONYM = re.compile(r"(?<=\w)\s*\([^()\s]*[A-Z][^()\s]*[A-Z][^()\s]*\)")
_BARE = re.compile(r"[A-Za-z0-9 -]*")
_KEPT = 1 << 20
"""How many forms of each kind are kept: resolution asks for the same ones some ten times, in the same order each time."""
_EDGES = " \t\n.,;:!?*()[]{}<>|/\\&~"


@lru_cache(maxsize=_KEPT)
def normal_form(text: str) -> str:
    """Return the normal form of a surface form; two forms with the same one name the same thing.

    >>> normal_form("Recurrent Neural Networks")
    'recurrent neural network'
    >>> normal_form("RNNs"), normal_form("Bi-LSTM"), normal_form("language modelling")
    ('rnn', 'bi lstm', 'language modeling')
    """
    words = display(text).split()
    return " ".join(american(word.casefold()) for word in (*words[:-1], *map(singular, words[-1:]))).strip(_EDGES)


def singular_form(text: str) -> str:
    """Return a surface form as a label: LaTeX undone, its last word singular, case and hyphens as they stand.

    >>> singular_form("Recurrent Neural Networks"), singular_form("CNNs")
    ('Recurrent Neural Network', 'CNN')
    """
    head, last = re.fullmatch(r"(?s)(.*?)([^\s\-‐‑‒–—]*)", plain(text)).groups()  # type: ignore[union-attr]  # it always matches
    return head + singular(last)


@lru_cache(maxsize=_KEPT)
def display(text: str) -> str:
    """Return the words of a surface form, case kept: without LaTeX, quotes, possessive marks, joining hyphens, "(ABC)" behind."""
    folded = plain(text)
    if not _BARE.fullmatch(folded):
        folded = _INNER_ACRONYM.sub("", _POSSESSIVE.sub("", unicodedata.normalize("NFKC", folded)))
        folded = _QUOTES.sub("", folded)
    return _JOINERS.sub(" ", folded).strip(_EDGES)


@lru_cache(maxsize=_KEPT)
def plain(text: str) -> str:
    r"""Return the text with LaTeX undone, on one line; a text without LaTeX, or with LaTeX that does not parse, stays.

    >>> plain(r"$\beta$-VAE")
    'β-VAE'
    """
    if _LATEX.search(text):
        try:
            text = _reader().latex_to_text(text, tolerant_parsing=True) or text
        except (LatexWalkerError, ValueError, IndexError, RecursionError):
            return " ".join(text.split())
    return " ".join(text.split())


@cache
def _reader() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text")
