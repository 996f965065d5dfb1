"""English plurals of nouns, as far as they are regular, and the irregular ones that papers use."""

import re
from functools import lru_cache

_IRREGULAR = {
    "analyses": "analysis",
    "automata": "automaton",
    "axes": "axis",
    "bases": "basis",
    "biases": "bias",
    "caches": "cache",
    "children": "child",
    "corpora": "corpus",
    "criteria": "criterion",
    "heuristics": "heuristic",
    "hypotheses": "hypothesis",
    "indices": "index",
    "matrices": "matrix",
    "maxima": "maximum",
    "metrics": "metric",
    "minima": "minimum",
    "movies": "movie",
    "optima": "optimum",
    "people": "person",
    "phenomena": "phenomenon",
    "simplices": "simplex",
    "spectra": "spectrum",
    "stimuli": "stimulus",
    "syntheses": "synthesis",
    "theses": "thesis",
    "topics": "topic",
    "vertices": "vertex",
    "vortices": "vortex",
}
_NOT_PLURAL_NAMES = """
    alias, always, apparatus, atlas, bayes, bias, canvas, chaos, christmas, cosmos, diabetes, ethos, gas, gibbs, keras,
    kubernetes, lens, logos, mathematics, means, news, pancreas, pandas, pathos, perhaps, semantics, series, species, thus,
    various
"""
_NOT_PLURAL = frozenset(name.strip() for name in _NOT_PLURAL_NAMES.split(","))
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_PLURAL_ACRONYM = re.compile(r"([A-Z0-9]*[A-Z][A-Za-z0-9]*[A-Z0-9])s")


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """Return the singular of a word, its case kept; a word that is no regular plural comes back as it is.

    >>> [singular(word) for word in ("networks", "RNNs", "Matrices", "studies", "losses", "TTS", "bias", "analysis")]
    ['network', 'RNN', 'Matrix', 'study', 'loss', 'TTS', 'bias', 'analysis']
    """
    if match := _PLURAL_ACRONYM.fullmatch(word):
        return match[1]
    lower = word.casefold()
    if len(lower) < 4 or _ACRONYM.fullmatch(word) or lower in _NOT_PLURAL or not lower.isalpha():
        return word
    if lower in _IRREGULAR:
        found = _IRREGULAR[lower]
        return word[0] + found[1:] if word[0].casefold() == found[0] and not word.isupper() else found
    return _regular(word, lower)


def _regular(word: str, lower: str) -> str:
    if lower.endswith(("ss", "us", "is", "ics")) or not lower.endswith("s"):
        return word
    if lower.endswith("ies") and len(lower) > 4:
        return f"{word[:-3]}{'Y' if word.isupper() else 'y'}"
    if lower.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]
