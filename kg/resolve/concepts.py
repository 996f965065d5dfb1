"""Concepts from the forms that mentions stand for: id, label, type, aliases, whether hidden; and who uses them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kg.identifiers import sense_slug, slug
from kg.model import CONCEPT_TYPES, ConceptType
from kg.resolve.forms import Codes, Forms, count_papers, form_of
from kg.resolve.generic import is_generic
from kg.resolve.named import Named
from kg.resolve.normal_form import plain, singular_form
from kg.resolve.termhood import termhoods
from kg.resolve.traits import Candidates, make_traits
from kg.resolve.types import choose_types
from kg.resolve.variants import Variants
from kg.tables import sort_table
from kg.vocabulary import Background

_HYPHENS = "-\u2010\u2011\u2013"
"""Left behind a name where "CNN-based" was read one character too far."""
_LOWER_CASE_SHARE = 0.2
_ABBREVIATION = re.compile(r"\S*[A-Z]\S*[A-Z0-9]\S*")


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts table, sorted, and in the order of `keys`, the forms that they are made of: ids, labels and types.

    `of_mention` and `of_long` give the place in `keys` for each mention and each definition's long form; -1 for a form that is
    only defined and that no mention stands for.
    """

    keys: Codes
    of_mention: Codes
    of_long: Codes
    ids: Sequence[str]
    labels: Sequence[str]
    types: Sequence[str]
    table: pa.Table


def make_concepts(forms: Forms, variants: Variants, named: Named, background: Background, least: float) -> Concepts:
    """Return one concept for each form that some mention stands for; those of less termhood than `least` are hidden.

    What the user names (`Background.said`) has the type that it is given, and is never hidden.
    """
    keys, of_mention = np.unique(named.target, return_inverse=True)
    of_long = find_in(named.long, keys)
    names = [forms.names[key] for key in keys]
    lonely = _stays_alone_beside_senses(forms, variants, keys, of_long)
    ids = [sense_slug(name, name) if alone else slug(name) for name, alone in zip(names, lonely, strict=True)]
    scores = np.zeros((len(keys), len(CONCEPT_TYPES)))
    np.add.at(scores, of_mention, forms.scores)
    surfaces = list(_surfaces(forms, of_mention, of_long, len(keys)))
    labels = [choose_label(name, votes) for name, votes in zip(names, surfaces, strict=True)]
    papers, mentions = count_papers(forms.paper, of_mention, len(keys)), np.bincount(of_mention, minlength=len(keys))
    said = _count_said(forms, of_mention, len(keys), background.said)
    types, termhood = _judge(Candidates(scores, mentions, papers, names, labels), said, background)
    generic = np.array([is_generic(name) for name in names], dtype=bool)
    table = pa.table(
        {
            "concept_id": pa.array(ids, pa.string()),
            "label": pa.array(labels, pa.string()),
            "type": pa.array(types, pa.string()),
            "aliases": pa.array(
                [_aliases(label, votes) for label, votes in zip(labels, surfaces, strict=True)], pa.list_(pa.string())
            ),
            "papers": papers,
            "broader": pa.array([[]] * len(ids), pa.list_(pa.string())),
            "matches": pa.array([[]] * len(ids), pa.list_(pa.string())),
            "termhood": termhood,
            "hidden": (generic | (termhood < least)) & ~said.any(axis=1),
        }
    )
    return Concepts(keys, of_mention, of_long, ids, labels, types, sort_table("concepts", table))


def _judge(candidates: Candidates, said: Codes, background: Background) -> tuple[list[ConceptType], npt.NDArray[np.float64]]:
    """Return the type and the termhood of each concept: as the user says, else by its traits."""
    traits, sure = make_traits(candidates, background), said.any(axis=1)
    codes = np.where(sure, said.argmax(axis=1), choose_types(traits, background.weights))
    termhood = np.where(sure, 1.0, termhoods(traits, background.weights).round(3))
    return [CONCEPT_TYPES[code] for code in codes], termhood


def _count_said(forms: Forms, of_mention: Codes, size: int, said: Mapping[str, ConceptType]) -> Codes:
    """Return how many mentions of each of `size` concepts have a name to which the user gives each type."""
    types = np.array([CONCEPT_TYPES.index(said[name]) if name in said else -1 for name in forms.names], dtype=np.int64)[
        forms.form
    ]
    counts = np.zeros((size, len(CONCEPT_TYPES)), dtype=np.int64)
    np.add.at(counts, (of_mention[types >= 0], types[types >= 0]), 1)
    return counts


def make_usages(forms: Forms, concepts: Concepts, *, papers: int) -> pa.Table:
    """Return the usages table. `weight` is (1 + ln mentions) x ln((1 + papers) / papers that use the concept)."""
    size = len(concepts.keys)
    codes, mentions = np.unique(forms.paper * size + concepts.of_mention, return_counts=True)
    concept = codes % size if size else codes
    spread = np.bincount(concept, minlength=size)
    weight = (1 + np.log(mentions)) * np.log((1 + papers) / spread[concept])
    table = pa.table(
        {
            "paper_id": pa.array(forms.paper_ids, pa.string()).take(pa.array(codes // size if size else codes)),
            "concept_id": pa.array(concepts.ids, pa.string()).take(pa.array(concept)),
            "mentions": mentions,
            "weight": np.round(weight, 6),
        }
    )
    return sort_table("usages", table)


def choose_label(name: str, votes: Sequence[tuple[str, int]]) -> str:
    """Return what people call the concept `name`, from (surface text, mentions).

    1. The commonest surface form whose normal form is `name`, singular; one in lower case where it has a fifth of these mentions,
       since titles and beginnings of sentences write capitals.
    2. A name that is hardly ever in lower case is a proper one: if more mentions have an abbreviation of it, that is the label;
       else it keeps its last word's "s", where nobody writes it or its abbreviation otherwise.
    3. `name` itself where no surface form is left.

    >>> choose_label("recurrent neural network", [("Recurrent Neural Networks", 3), ("recurrent neural networks", 2), ("RNN", 9)])
    'recurrent neural network'
    >>> choose_label("low rank adaptation", [("Low-Rank Adaptation", 2), ("LoRA", 5)])
    'LoRA'
    """
    own = [(text, mentions) for text, mentions in votes if form_of(text) == name]
    if not own:
        return name
    if len(votes) == 1:
        return _own_singular(own[0][0], name)
    counts = _count((_own_singular(text, name), mentions) for text, mentions in own)
    lower = [text for text in _ranked(counts) if text == text.lower() and counts[text] >= _LOWER_CASE_SHARE * counts.total()]
    if lower:
        return lower[0]
    best, *_ = _ranked(counts)
    others = [
        (text, mentions) for text, mentions in votes if " " in name and form_of(text) != name and _ABBREVIATION.fullmatch(text)
    ]
    short = _count((singular_form(text), mentions) for text, mentions in others)
    if short and short[_ranked(short)[0]] > counts.total():
        return _ranked(short)[0]
    written = _count((plain(text), mentions) for text, mentions in own)
    is_plural = bool(others) and best not in written and all(plain(text) == singular_form(text) for text, _ in others)
    return _ranked(written)[0] if is_plural else best


def _own_singular(text: str, name: str) -> str:
    singular = singular_form(text)
    return singular if form_of(singular) == name else plain(text)


def _count(votes: Iterable[tuple[str, int]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text, mentions in votes:
        counts[text] += mentions
    return counts


def _ranked(counts: Counter[str]) -> list[str]:
    """Return the texts, the commonest first, then by name."""
    return sorted(counts, key=lambda text: (-counts[text], text))


def _aliases(label: str, votes: Iterable[tuple[str, int]]) -> list[str]:
    counts = _count((plain(text).rstrip(_HYPHENS), mentions) for text, mentions in votes)
    return [text for text in _ranked(counts) if text not in {label, ""}]


def _surfaces(forms: Forms, of_mention: Codes, of_long: Codes, concepts: int) -> Iterator[list[tuple[str, int]]]:
    """Yield for each concept its surface texts with their mentions, in the order of `texts`; definitions count as none."""
    size = len(forms.texts)
    codes, mentions = np.unique(of_mention * size + forms.text, return_counts=True)
    of_form = dict(zip(forms.definitions[:, 2].tolist(), of_long.tolist(), strict=True))
    defined = np.array([of_form.get(form, -1) for form in forms.form_of_text[forms.long_texts].tolist()], dtype=np.int64)
    extra = np.setdiff1d(defined[defined >= 0] * size + forms.long_texts[defined >= 0], codes)
    codes = np.concatenate([codes, extra])
    mentions = np.concatenate([mentions, np.zeros(len(extra), dtype=mentions.dtype)])
    order = np.argsort(codes)
    edges = np.searchsorted(codes[order], np.arange(concepts + 1) * size)
    for start, end in pairwise(edges):
        yield [(forms.texts[codes[row] % size], int(mentions[row])) for row in order[start:end]]


def _stays_alone_beside_senses(forms: Forms, variants: Variants, keys: Codes, of_long: Codes) -> npt.NDArray[np.bool_]:
    """Tell of each concept whether it is an abbreviation left undecided, while papers define senses of it that are concepts."""
    short = variants.canon[forms.definitions[:, 1]]
    other = (of_long >= 0) & (find_in(short, keys) != of_long)
    return np.isin(keys, short[other])


def find_in(wanted: Codes, keys: Codes) -> Codes:
    """Return the place of each code in the sorted `keys`, -1 where it is not there."""
    if not len(keys):
        return np.full(len(wanted), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, place, -1)
