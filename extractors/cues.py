"""Words of English by which abstracts tell what they do: the closed class, and the verbs of proposing and comparing."""

from functools import cache

import numpy as np
import numpy.typing as npt
from spacy.strings import hash_string  # type: ignore[attr-defined]

Words = npt.NDArray[np.uint64]
"""Words as spaCy hashes them, in lower case."""

_OWN = "we our us paper work study article thesis letter"
_INTRODUCING = """
propose proposes proposed proposing present presents presented presenting introduce introduces introduced introducing
develop develops developed developing design designs designed designing describe describes described suggest suggests devise
build builds built create creates created establish formulate derive derived extend extends extended called named termed
dubbed call name term
"""
_DENYING = "not n't never cannot neither nor fail fails failed unable"
_BARRIERS = """
for to using based with of by that which from in on via through and , ( : . where into as between over under without within
is are
"""
_CLOSED = """
a an the this that these those we our us it its they their which who whose in on at by for from of to with into onto over
under between among across via using use used uses based through without within and or but nor not no than as is are was
were be been being has have had can could may might will would do does did such also however while whereas although
suggested devised formulated establish apply applies applied adopt adopts adopted employ employs employed utilize utilizes
utilized leverage leverages leveraged compare compares compared comparison outperform outperforms outperformed outperforming
beat beats surpass surpasses exceed exceeds superior better baseline baselines show shows shown demonstrate demonstrates
demonstrated evaluate evaluates evaluated evaluation experiment experiments test tested validate validated achieve achieves
achieved denoted referred known novel new first previous prior existing traditional conventional recent recently often
typically widely popular e.g. i.e. like including include includes namely ( ) : ; , . -- \u2014 allow allows enable enables
consist consists comprises comprise combine combines combining integrate integrates integrating incorporate incorporates
incorporating train trains trained
"""

GAP, BRACKET, COLON, ONLY = (hash_string(text) for text in ("\n\n", "(", ":", "only"))


@cache
def own_words() -> Words:
    """Return the words by which a paper speaks of itself, sorted."""
    return _hashed(_OWN)


@cache
def introducing_words() -> Words:
    """Return the verbs that introduce a thing, sorted."""
    return _hashed(_INTRODUCING)


@cache
def denying_words() -> Words:
    """Return the words that deny what a sentence would say, sorted."""
    return _hashed(_DENYING)


@cache
def barriers() -> Words:
    """Return the words and signs between a verb and what is no longer its object, sorted."""
    return _hashed(_BARRIERS)


@cache
def closed_words() -> Words:
    """Return the words of which the frame of a sentence is made, sorted."""
    return _hashed(f"{_CLOSED} {_INTRODUCING}")


def _hashed(words: str) -> Words:
    return np.array(sorted({hash_string(word) for word in words.split()}), dtype=np.uint64)
