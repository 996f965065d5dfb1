"""Names that the text states to be one beside an abbreviation's definition in brackets: "MILES: Modular Instruction Memory ...".

Two mentions of one type that follow each other are a short and a long form of one name if

1. nothing stands between them but a colon in the title, an article, "or", a comma, a dash or an opening bracket;
2. one is a single word that is written like a name, and the other has three words or more, but not this one, and is no single
   word with hyphens where only a comma stands between: such are members of a list;
3. the letters of the first stand in the second one in their order, the first letter at its beginning, and half of the second
   one's words begin with one of them; and if the second one has numbers, the first has the same ("CIFAR-10-C, CIFAR-100-C").

Brackets around any words are read by the extractor (`paperkg_abbreviations`); here both ends are known to be names.
"""

import re
from collections.abc import Iterator

import pyarrow as pa

from kg.resolve.neighbours import find_neighbours
from kg.resolve.words import SMALL_WORDS

_BETWEEN = re.compile(r",? (?:an?|the) (?:new |novel )?|[},]* or (?:an? |the )?|, |\s?\((?:an? |the )?| ?[-\u2013\u2014]+ ")
_AFTER_TITLE = re.compile(r": (?:an? |the )?")
_LONGEST_GAP = 14
_CASED = re.compile(r"\w[A-Z]|[A-Za-z]\W*\d")
_NUMBER = re.compile(r"\d+")
_SHORTEST = 3
_WORDS = str.maketrans({"2": "to", "4": "for", "x": "cross"})
_REPEATED = re.compile(r"([a-z])([23])")


def find_stated(papers: pa.Table, mentions: pa.Table) -> pa.Table:
    """Return what papers define so, as a table of definitions (paper_id, short, long).

    `mentions` has paper_id, field, start, end, sent_start, text and type.
    """
    rows = list(_stated(papers, mentions))
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    names = ("paper_id", "short", "long")
    return pa.table({name: pa.array(values, pa.string()) for name, values in zip(names, columns, strict=True)})


def _stated(papers: pa.Table, mentions: pa.Table) -> Iterator[tuple[str, str, str]]:
    texts, types = mentions["text"].to_pylist(), mentions["type"].to_pylist()
    for pair in find_neighbours(papers, mentions, least=2, most=_LONGEST_GAP):
        if types[pair.first] != types[pair.second]:
            continue
        if _BETWEEN.fullmatch(pair.between) or (pair.starts and _AFTER_TITLE.fullmatch(pair.between)):
            short, long = sorted((texts[pair.first], texts[pair.second]), key=len)
            if _stands_for(short, long) and (" " in long or pair.between != ", "):
                yield pair.paper, short, long


def _stands_for(short: str, long: str) -> bool:
    if " " in short or not _CASED.search(short) or short in long or _is_sibling(short.casefold(), long.casefold()):
        return False
    return any(_spelled_in(letters, short, long.casefold()) for letters in _readings(short))


def _is_sibling(short: str, long: str) -> bool:
    """Tell whether a short form begins with the numbered first word of the long one: "GPT-4o", "GPT-4 Turbo"."""
    first = long.partition(" ")[0]
    return _NUMBER.search(first) is not None and short.startswith(first)


def _readings(short: str) -> Iterator[str]:
    """Yield the letters of a short form as they stand, with words for "2", "4" and "x", and with letters as often as told."""
    letters = "".join(letter for letter in short.casefold() if letter.isalnum())
    yield letters
    yield letters.translate(_WORDS)
    yield _REPEATED.sub(lambda match: match[1] * int(match[2]), letters)


def _spelled_in(letters: str, short: str, long: str) -> bool:
    words = [word for word in re.findall(r"[^\W_]+", long) if word not in SMALL_WORDS or word in letters]
    if min(len(letters), len(words)) < _SHORTEST:
        return False
    if (numbers := _NUMBER.findall(long)) and numbers != _NUMBER.findall(short):
        return False
    rest = iter(long)
    initials = sum(word[0] in letters for word in words)
    return words[0][0] == letters[0] and all(letter in rest for letter in letters) and initials >= len(words) / 2
