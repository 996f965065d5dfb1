"""Which definitions of abbreviations are taken as they were read, which are cut, and which are none.

What stands before a bracket may have been read too far, or over the end of a name into its sentence:

1. words in front of the last ones whose initials spell the whole abbreviation go: "improving in-context learning (ICL)";
   so does a prefix that turns the meaning, "pre-neural networks (NN)", and what is based on that which begins as it does;
2. a long form that begins as no name does, or in the middle of one ("[small] scale language models"), or has words or marks that
   only a sentence has, is none;
3. nor is prose that has the letters within its words ("state-of-the-art methods across many metrics (SSIM)"): no more than two
   thirds of the letters are initials, in their order, and two words or more begin with none of them (one, where no more than a
   third are and all are capitals); or all stand in one word;
4. of two long forms that one paper gives an abbreviation, one of which ends with the other, the longer one is meant, unless the
   initials of the shorter one spell the whole abbreviation: "cine cardiac magnetic resonance (CMR)".
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz.distance import LCSseq

from kg.resolve.normal_form import plain, singular_form
from kg.resolve.spelled import initials
from kg.resolve.words import SMALL_WORDS

_NO_NAME = re.compile(
    r"(?:an?|and|as|by|for|is|or|our|plus|several|the|various|propose|introduce|present)\s"
    r"|.*(?:(?<![\w-])(?:are|called|has|have|is|its|named|our|that|their|these|this|was|we|were|where|which)(?![\w-])|[:;?](?:\s|$))"
    r"|.*(?:,\s(?:an?|the)|\susing\san?)\s|[^(\[{]*[)\]}]",
    re.DOTALL,
)
_MOST_OF_ONE_WORD = 3
"""Letters that an abbreviation of a single word may have ("EEG"), if the word does not begin with it ("echo")."""
_MIDDLES = frozenset(("modal", "scale"))
"""Words that end a compound in front of a name: "multi modal", "small scale"."""
_ENDS = (":", ";", "?")
_WORD = re.compile(r"[^\W_]+")
_TURNING = frozenset(("anti", "non", "post", "pre", "pseudo", "quasi"))
_PREFIX = re.compile(r"([^\W_]+)([-\u2013\u2014]+)(?=\w)")


def read_definitions(definitions: pa.Table) -> pa.Table:
    """Return the definitions (paper_id, short, long) that are some, their long forms cut where they were read too far."""
    shorts, longs = definitions["short"].to_pylist(), definitions["long"].to_pylist()
    cut = pa.array(map(cut_long_form, shorts, longs), pa.string())
    place = definitions.schema.get_field_index("long")
    found = definitions.set_column(place, "long", cut).filter(pc.not_equal(cut, ""))
    return found.filter(pa.array(_are_whole(found), pa.bool_()))


def _are_whole(definitions: pa.Table) -> Iterator[bool]:
    """Tell of each definition whether no other one that its paper has of the abbreviation is meant instead."""
    rows = list(zip(*(definitions[name].to_pylist() for name in ("paper_id", "short", "long")), strict=True))
    longs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for paper, short, long in rows:
        longs[paper, singular_form(short)].add(long.casefold())
    for paper, short, long in rows:
        name = singular_form(short)
        others = longs[paper, name] - {long.casefold()}
        yield not any(_is_meant(name, other, long.casefold()) for other in others)


def _is_meant(short: str, other: str, long: str) -> bool:
    """Tell whether another long form is meant instead of this one."""
    if long.endswith(f" {other}"):
        return _is_spelled(short, other)
    return other.endswith(f" {long}") and not _is_spelled(short, long)


def _is_spelled(short: str, long: str) -> bool:
    return any(spelled.startswith(_letters(short)) for spelled in initials(tuple(_WORD.findall(long))))


def _letters(short: str) -> str:
    return "".join(_WORD.findall(plain(singular_form(short)).casefold()))


@lru_cache(maxsize=1 << 16)
def cut_long_form(short: str, long: str) -> str:
    """Return the long form that a definition gives an abbreviation, "" if it gives none.

    >>> cut_long_form("ICL", "improving in-context learning"), cut_long_form("CV", "methods that use computer vision")
    ('in-context learning', 'computer vision')
    >>> cut_long_form("SSIM", "state-of-the-art methods across many metrics"), cut_long_form("TSI", "the Stability Index")
    ('', '')
    """
    letters = _letters(short)
    long = _base(letters, long)
    tokens = long.split()
    for start in range(len(tokens) - 1, -1, -1):
        if tokens[start].endswith(_ENDS):
            break
        words = tuple(_WORD.findall(" ".join(tokens[start:]).casefold()))
        is_inside = tokens[start].islower() and not tokens[-1].islower()
        if (
            words
            and not is_inside
            and tokens[start] not in _MIDDLES
            and words[0] not in SMALL_WORDS - {"in", "on", "to"}
            and letters in initials(words)
        ):
            return " ".join(tokens[start:])
    if tokens[0] in _MIDDLES or _NO_NAME.match(plain(long)) or _is_prose(letters, plain(long), short):
        return ""
    return _without_prefix(letters, long)


def _base(letters: str, long: str) -> str:
    """Return what a long form says that something is based on, if the abbreviation begins as that does and not as the whole.

    >>> _base("sasc", "dialogue data based on speaker-aware conversation simulation")
    'speaker-aware conversation simulation'
    """
    _, _, rest = long.partition(" based on ")
    is_meant = rest.casefold().startswith(letters[:1]) and not long.casefold().startswith(letters[:1])
    return rest if rest and is_meant else long


def _without_prefix(letters: str, long: str) -> str:
    """Return a long form without what is joined in front of all that the abbreviation spells; "" if that is itself.

    >>> _without_prefix("iid", "non-independent and identically distributed"), _without_prefix("lstm", "CNN-LSTM")
    ('independent and identically distributed', '')
    """
    prefix = _PREFIX.match(long)
    if prefix is None or long.casefold().startswith(letters[:1]):
        return long
    rest = long[prefix.end() :]
    if rest.casefold() == letters:
        return ""
    is_apart = prefix[1].casefold() in _TURNING or prefix[2] != "-"
    return rest if is_apart and letters in initials(tuple(_WORD.findall(rest.casefold()))) else long


def _is_prose(letters: str, long: str, short: str) -> bool:
    words = _WORD.findall(long)
    said = [word for word in words if word.casefold() not in SMALL_WORDS]
    if sum(word[0].isupper() for word in said) > len(said) / 2:
        return False
    if len(said) == 1:
        return len(letters) > _MOST_OF_ONE_WORD and not said[0].casefold().startswith(letters)
    spelled = LCSseq.similarity(letters, "".join(word[0].casefold() for word in words))
    telling = LCSseq.similarity(letters, "".join(word[0].casefold() for word in said))
    least = 1 if 3 * spelled <= len(letters) and short.isupper() else 2
    return 3 * spelled <= 2 * len(letters) and len(said) - telling >= least
