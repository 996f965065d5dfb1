"""Names of models, methods, tasks, datasets and metrics, and when a text writes one of them.

Letters and digits must agree; any other character is as good as another, so that "Bi-LSTM" is "Bi LSTM", and a plural s behind
the name does not matter. Capitals count in names of one word that has some or is at most three characters long ("GAN" is not
"gan", "Primer" not "primer"); other names are found in any capitals, as at the beginning of a sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.model import CONCEPT_TYPES, ConceptType

_FILES = ("names.tsv", "names-by-sa.tsv")
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, the types that it may have, the IRI or id of what it names, and its normal form; else empty."""

    text: str
    types: tuple[ConceptType, ...]
    id: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """Names by each way of writing them: `spelt` has them as they stand, `folded` those whose capitals do not count."""

    spelt: Mapping[str, Name]
    folded: Mapping[str, Name]


class _Folding(dict[int, str]):
    """What each character in lower case is folded to, worked out when it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = "\u03c3" if character == "\u03c2" else character if character.isalnum() else " "
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return the text, character for character, in lower case, with a space for all that is no letter or digit.

    >>> fold("Bi-LSTM (ours)")
    'bi lstm  ours '
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lower.translate(_FOLDING)


@cache
def read_names() -> tuple[Name, ...]:
    """Return the names that public lists have, made by `train/gazetteer.py`.

    >>> {name.types for name in read_names() if name.form == "cifar 10"}
    {('Dataset',)}
    """
    lines = [line for file in _FILES for line in files("kg.vocabulary").joinpath(file).read_text("utf-8").splitlines()]
    return tuple(_read(line) for line in lines)


@cache
def known_names() -> Index:
    """Return the shipped names by their ways of writing."""
    return index_names(read_names())


def index_names(names: Iterable[Name]) -> Index:
    """Return the names by their ways of writing; of several that are written alike, the first."""
    names = tuple(names)
    loose = [name for name in names if not _keeps_capitals(name.text)]
    spelt = _with_plurals((name.text, name) for name in names)
    return Index(spelt, _with_plurals((fold(name.text), name) for name in loose))


def name_of(index: Index, text: str) -> Name | None:
    """Return the name that `text` writes, from its first character to its last, if it writes one.

    >>> index = index_names([Name("GAN", ("Model",)), Name("graph network", ("Model",))])
    >>> [name_of(index, text) is not None for text in ("GANs", "gan", "Graph-Networks")]
    [True, False, True]
    """
    return index.spelt.get(text) or index.folded.get(fold(text))


def _with_plurals(pairs: Iterable[tuple[str, Name]]) -> dict[str, Name]:
    """Return the first name of each text; a plural made by us comes behind a name that is written so."""
    first: dict[str, Name] = {}
    for text, name in pairs:
        first.setdefault(text, name)
    plurals = {f"{text}s": name for text, name in first.items() if not text.endswith(("s", "S"))}
    return {**plurals, **first}


def _keeps_capitals(name: str) -> bool:
    return " " not in fold(name) and (len(name) <= _SHORT or name != name.lower())


def _read(line: str) -> Name:
    form, text, types, iri, _ = line.split("\t")
    return Name(text, tuple(each for each in CONCEPT_TYPES if each in types.split()), iri, form)
