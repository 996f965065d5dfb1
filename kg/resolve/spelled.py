"""Whether a long form spells a short one, and whether two long forms of one abbreviation are the same."""

from rapidfuzz.distance import DamerauLevenshtein

from kg.resolve.keys import is_agent, stem
from kg.resolve.words import BEHIND_LONG_FORM, SMALL_WORDS

LONG_ENOUGH = 6
"""Letters that a word must have for another one to be a misprint of it."""
_SHORTEST = 3
_NOUNS = {"visual": "vision", "textual": "text"}
"""Adjectives that their noun stands for in front of another, where the stems differ."""


def spells(short: str, words: tuple[str, ...]) -> bool:
    """Tell whether the letters of a short form are the initials of at least three words; small words may give none.

    >>> spells("map", ("mean", "average", "precision")), spells("map", ("mean", "precision"))
    (True, False)
    """
    return len(short) >= _SHORTEST and short in initials(words)


def initials(words: tuple[str, ...]) -> tuple[str, str]:
    """Return the initials of all words, and of those that are not small."""
    return "".join(word[0] for word in words), "".join(word[0] for word in words if word not in SMALL_WORDS)


def writes_out(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether a name is another one with abbreviations written out, by the initials of two words or more each.

    >>> writes_out(("pu", "learning"), ("positive", "unlabeled", "learning"))
    True
    """
    if not short or not whole or short[0][0] != whole[0][0]:
        return short == whole
    if stem(short[0]) == stem(whole[0]) and writes_out(short[1:], whole[1:]):
        return True
    lengths = range(2, len(whole) - len(short) + 2)
    return any(short[0] in initials(whole[:size]) and writes_out(short[1:], whole[size:]) for size in lengths)


def same_long_form(short: str, a: str, b: str) -> bool:
    """Tell whether two long forms of one abbreviation differ only by general words, inflection, a misprint, or a lost part.

    A form that spells the whole abbreviation has lost nothing: a looped language model (LM) is a kind of language model. A lost
    end is one that the abbreviation has a letter for.

    >>> same_long_form("cnn", "convolution neural network", "convolutional neural net")
    True
    >>> same_long_form("vlm", "visual language model", "vision language model")
    True
    >>> same_long_form("rnn", "recurrent neural network", "recursive neural network")
    False
    >>> same_long_form("lm", "language model", "looped language model"), same_long_form("acn", "aware net", "area aware net")
    (False, True)
    >>> same_long_form("mape", "mean absolute percentage", "mean absolute percentage error")
    True
    """
    shorter, longer = sorted((a, b), key=len)
    if short not in initials(tuple(shorter.split())):
        if a[0] == b[0] and longer.endswith(f" {shorter}"):
            return True
        if longer.startswith(f"{shorter} ") and short in initials(tuple(longer.split())):
            return True
    first, second = _telling(a), _telling(b)
    return len(first) == len(second) > 0 and all(map(_same_word, first, second))


def _telling(form: str) -> list[str]:
    return [word for word in form.split() if word not in SMALL_WORDS and word not in BEHIND_LONG_FORM]


def _same_word(a: str, b: str) -> bool:
    a, b = _NOUNS.get(a, a), _NOUNS.get(b, b)
    same = stem(a) == stem(b) and is_agent(a) == is_agent(b)
    return same or stem(a) == b or a == stem(b) or misprinted(a, b)


def misprinted(a: str, b: str) -> bool:
    """Tell whether one of two words may be a misprint of the other: one letter wrong, too much, missing or in another's place."""
    return (
        min(len(a), len(b)) >= LONG_ENOUGH
        and a[:2] == b[:2]
        and a.isalpha()
        and b.isalpha()
        and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1
    )
