"""Keys of normal forms: what stays of a name when its spelling, or also its inflection and word order, do not count."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from kg.resolve.plural import singular
from kg.resolve.words import DIRECTIONS, SMALL_WORDS

_GAP = re.compile(r"(?<!\d) | (?!\d)")
_DIMENSION = re.compile(r"\b(?:(one|1)|(two|2)|(three|3)) dimensional\b")
_ION = re.compile(r"\b(?!(?:composit|condit|funct|generat|instruct|intent|operat|relat|transit)ional\b)(\w{3,}ion)al\b(?!$)")
_TWO_LETTERS = re.compile(r"[^\W\d_] [^\W\d_]")
_NET = re.compile(r"(?<=\w\w(?:al|ve|nt|ep|ed) )nets?$")
_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ϵ": "epsilon",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "ω": "omega",
}
_ENDINGS = """
    izations ization izes ize izing izer izers ized ability abilities able ations ation ating ated ates ate atory ative
    ings ing ions ion ional ed ers er ors or ives ive als al ality alities ity ities ments ment ness es e s y ies ic
    ical
"""
_VERB_AND_OBJECT = 2
_COMPARED = frozenset(("deeper", "faster", "higher", "larger", "longer", "shorter", "smaller", "stronger", "weaker"))
_SUFFIXES = sorted(_ENDINGS.split(), key=len, reverse=True)


@lru_cache(maxsize=1 << 20)
def spelling_key(form: str) -> str:
    """Return what two spellings of one name share: no spaces but between digits, no accents, no inner plurals.

    Two letters apart are no abbreviation: "L_p" is a norm and "LP" a linear program.

    >>> spelling_key("multi modal model"), spelling_key("neural net"), spelling_key("words embedding")
    ('multimodalmodel', 'neuralnetwork', 'wordembedding')
    >>> spelling_key("llama 2 7b") == spelling_key("llama 27b")
    False
    """
    bare = form if form.isascii() or len(form) == 1 else _to_ascii(form)
    plain = _DIMENSION.sub(lambda match: f"{match.lastindex}d", bare.replace(" & ", " and ").replace(", ", " "))
    if _TWO_LETTERS.fullmatch(plain):
        return plain
    *inner, last = _NET.sub("network", plain).split(" ")
    return _GAP.sub("", _ION.sub(r"\1", " ".join([*map(singular, inner), last])))


def _to_ascii(form: str) -> str:
    return "".join(_GREEK.get(char, char) for char in unicodedata.normalize("NFKD", form) if not unicodedata.combining(char))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return what the inflections and derivations of a word have in common; at least four letters stay.

    A comparative says more than its word ("larger language models").

    >>> {stem(word) for word in ("optimize", "optimizing", "optimization", "optimizer")}
    {'optim'}
    """
    for suffix in _SUFFIXES:
        if word not in _COMPARED and word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def is_agent(word: str) -> bool:
    """Tell whether a word names who or what does a thing, and not the doing: "detector" for "detection"."""
    bare = singular(word)
    return stem(bare) != bare and bare.endswith(("er", "or"))


def content_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the stems of a name's words; in any order, without small words, unless one of them tells a direction.

    >>> content_key(("detection", "of", "anomalies")) == content_key(("anomaly", "detecting"))
    True
    >>> content_key(("many", "to", "one")) == content_key(("one", "to", "many"))
    False
    """
    stems = tuple(map(stem, words))
    if not DIRECTIONS.isdisjoint(words):
        return stems
    return tuple(sorted((stems[0], *(stem(word) for word in words[1:] if word not in SMALL_WORDS))))


def same_order(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two names with one content key say the same.

    Word by word, "A of B" for "B A", "doing A" for "A doing", or with the words before the last in another order ("multi-task
    online learning"). "Reading helps writing" is not "writing helps reading".

    >>> same_order(("detecting", "anomaly"), ("anomaly", "detection")), same_order(("search", "tree"), ("tree", "search"))
    (True, False)
    """
    if list(map(stem, a)) == list(map(stem, b)):
        return len(a) == 1 or not (_differ(a, b) or _differ(b, a))
    return _swapped(a, b) or _turned(a, b) or _turned(b, a)


def _differ(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether one is a thing and the other what is done with it, or what comes of it: "pre-trained X" and "pre-train X".

    What can be done is another thing too: "coachable agents" are not "coaching agents".
    """
    is_done = a[0].startswith("pre") and any(f"{verb}ed" == done for verb, done in zip(a[:2], b[:2], strict=True))
    is_doing = a[0].endswith("ing") and b[0].endswith("ed")
    can_be = any(able.endswith("able") and not other.endswith("able") for able, other in zip(a, b, strict=True))
    return is_done or is_doing or can_be or _is_result(a[-1], b[-1])


def _swapped(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two names differ by the order of the words before the last alone: right for all 21 in 20,000 abstracts."""
    return a[-1] == b[-1] and sorted(a) == sorted(b) and SMALL_WORDS.isdisjoint(a)


def _is_result(thing: str, action: str) -> bool:
    """Tell whether a word is a thing, and the other one what is done with it: "prompt" and "prompting"."""
    bare = singular(thing).removesuffix("e").removesuffix("y")
    return action.startswith(bare) and action.removeprefix(bare) in {"ing", "ation", "ization", "ion", "ment"}


def _turned(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    verb = a[0].endswith("ing") or (b[-1].startswith(a[0]) and len(b[-1]) > len(a[0]))
    if verb and stem(a[0]) == stem(b[-1]) and set(map(singular, a[1:])) == set(map(singular, b[:-1])):
        return len(a) == _VERB_AND_OBJECT or stem(a[-1]) != stem(b[0])
    heads = {a[-1], *(word for word, after in pairwise(a) if after in SMALL_WORDS)}
    return not SMALL_WORDS.isdisjoint(a[1:]) and stem(b[-1]) in map(stem, heads)
