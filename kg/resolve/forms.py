"""Mentions and definitions as arrays of codes, so that millions are resolved without touching them one by one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kg.model import CONCEPT_TYPES
from kg.resolve.normal_form import normal_form

_CASED = re.compile(r"\w[A-Z]|[A-Za-z]\d")
_DIGIT = re.compile(r"\d")

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Forms:
    """The distinct surface texts, normal forms and papers of a corpus, and the codes of each mention and definition.

    `names`, `texts` and `paper_ids` are sorted, so that a code says nothing about the order of the input. `text`, `form`, `type`
    and `paper` have one entry a mention, `scores` a row of five (1 for its type where the pipeline gives none); the rows of
    `definitions` are (paper, short form, long form), each once, and `long_texts` maps a long form to the surface texts of its
    definitions. `spread` counts the papers that mention each form, `kind` is the type that most of its mentions have, and
    `is_name` tells whether it is written like a proper name or acronym; `text_of_form` is one of its
    surface texts. `refers` has one entry a mention: whether it may stand for a longer name of its paper.
    """

    texts: Sequence[str]
    names: Sequence[str]
    paper_ids: Sequence[str]
    text: Codes
    form: Codes
    type: Codes
    scores: npt.NDArray[np.float64]
    paper: Codes
    form_of_text: Codes
    definitions: Codes
    long_texts: Codes
    spread: Codes
    kind: Codes
    is_name: npt.NDArray[np.bool_]
    refers: npt.NDArray[np.bool_]
    text_of_form: Mapping[int, str]


def read_forms(mentions: pa.Table, definitions: pa.Table) -> Forms:
    """Return the codes of `mentions` (paper_id, text, type, type_scores, hint, refers), `definitions` (paper_id, short, long)."""
    texts = _distinct(mentions["text"], definitions["short"], definitions["long"])
    paper_ids = _distinct(mentions["paper_id"], definitions["paper_id"])
    hints = _distinct(mentions["hint"].filter(pc.not_equal(mentions["hint"], "")))
    names, form_of_text, form_of_hint = _name_forms(texts, hints)
    text, hint = _encode(mentions["text"], texts), _encode(mentions["hint"], hints)
    form = np.where(hint >= 0, form_of_hint[hint], form_of_text[text])
    type_, paper = _encode(mentions["type"], CONCEPT_TYPES), _encode(mentions["paper_id"], paper_ids)
    return Forms(
        texts=texts,
        names=names,
        paper_ids=paper_ids,
        text=text,
        form=form,
        type=type_,
        scores=_scores(mentions["type_scores"], type_),
        paper=paper,
        form_of_text=form_of_text,
        definitions=_definitions(definitions, paper_ids, texts, form_of_text),
        long_texts=np.unique(_encode(definitions["long"], texts)),
        spread=count_papers(paper, form, len(names)),
        kind=vote(form, type_, len(names)),
        text_of_form=dict(zip(form_of_text.tolist(), texts, strict=True)),
        refers=_refers(mentions),
        is_name=_are_names(texts, form_of_text, text, len(names)),
    )


def _name_forms(texts: Sequence[str], hints: Sequence[str]) -> tuple[Sequence[str], Codes, Codes]:
    """Return the sorted normal forms of texts and hints, and the code of each text and of each hint (-1 behind the last)."""
    form_names, hint_names = [form_of(text) for text in texts], [hint.replace("-", " ") for hint in hints]
    names = sorted({*form_names, *hint_names})
    code = {name: code for code, name in enumerate(names)}
    of_text = np.array([code[name] for name in form_names], dtype=np.int64)
    return names, of_text, np.array([*(code[name] for name in hint_names), -1], dtype=np.int64)


def _definitions(table: pa.Table, paper_ids: Sequence[str], texts: Sequence[str], form_of_text: Codes) -> Codes:
    """Return the rows (paper, short form, long form) of the definitions, each once."""
    short, long = (form_of_text[_encode(table[column], texts)] for column in ("short", "long"))
    rows = np.column_stack([_encode(table["paper_id"], paper_ids), short, long])
    return np.unique(rows[short != long], axis=0)


def count_papers(paper: Codes, thing: Codes, size: int) -> Codes:
    """Return how many papers each of `size` things stands in, from the paper and the thing of each mention."""
    if not size:
        return np.zeros(0, dtype=np.int64)
    return np.bincount(np.unique(paper * size + thing) % size, minlength=size)


def vote(thing: Codes, type_: Codes, size: int) -> Codes:
    """Return the type that most mentions of each thing have; the first of `CONCEPT_TYPES` where they are equal."""
    kinds = len(CONCEPT_TYPES)
    votes = np.bincount(thing * kinds + type_, minlength=size * kinds)
    return np.asarray(votes.reshape(-1, kinds).argmax(axis=1), dtype=np.int64)


def _are_names(texts: Sequence[str], form_of_text: Codes, text: Codes, size: int) -> npt.NDArray[np.bool_]:
    """Tell of each form whether a mention has a capital or digit within a word, and none is in lower case alone."""
    mentioned = np.unique(text)
    cased = np.array([bool(_CASED.search(each)) for each in texts], dtype=bool)
    lower = np.array([each.islower() and not _DIGIT.search(each) for each in texts], dtype=bool)
    named, plain = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    named[form_of_text[mentioned[cased[mentioned]]]] = True
    plain[form_of_text[mentioned[lower[mentioned]]]] = True
    return named & ~plain


def form_of(text: str) -> str:
    """Return the normal form of a text, or the text in lower case where nothing is left of it."""
    return normal_form(text) or text.casefold()


def _refers(mentions: pa.Table) -> npt.NDArray[np.bool_]:
    """Return the column `refers`; without it every mention may refer."""
    if "refers" not in mentions.column_names:
        return np.ones(mentions.num_rows, dtype=bool)
    return np.asarray(mentions["refers"].to_numpy())


def _scores(column: pa.ChunkedArray, types: Codes) -> npt.NDArray[np.float64]:
    """Return the type scores of each mention (mentions, 5); where there are none, 1 for its type."""
    table = np.eye(len(CONCEPT_TYPES))[types]
    given = np.asarray(pc.is_valid(column).to_numpy())
    table[given] = np.asarray(pc.list_flatten(column).to_numpy()).reshape(-1, len(CONCEPT_TYPES))
    return table


def _distinct(*columns: pa.ChunkedArray) -> list[str]:
    chunks = [chunk for column in columns for chunk in column.chunks]
    return sorted(pc.unique(pa.chunked_array(chunks, pa.string())).to_pylist())


def _encode(column: pa.ChunkedArray, values: Sequence[str]) -> Codes:
    """Return the place of each entry in `values`, -1 where it is not there."""
    codes = pc.fill_null(pc.index_in(column, pa.array(values, pa.string())), -1)
    return np.asarray(codes.to_numpy(), dtype=np.int64)
