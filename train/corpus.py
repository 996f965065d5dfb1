"""Gold papers as spaCy Docs: the same text and the same tokenizer as at run time."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found] - Cython without stubs
from spacy.tokens import Doc, DocBin, Span
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, filter_spans

from extractors.text import field_offset, paper_text
from kg.model import ConceptType, Field

_PREFIXES = (r"\\[A-Za-z]+\{",)
_INFIXES = (r"\\[A-Za-z]+\{", r"[(){}\[\]~=$]", r"(?<=\w)\"", r"\"(?=\w)")
_SUFFIXES = (r"(?<=\w[A-Z])\.",)
"""Where abstracts glue a name to LaTeX, brackets, a value or the full stop: `\\textbf{Name}`, `Network(DNN)`, `F1=0.9`, `BnB.`"""


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A span of one field of a gold paper; offsets in code points, half-open."""

    field: Field
    start: int
    end: int
    type: ConceptType


@dataclass(frozen=True, slots=True)
class GoldPaper:
    """A paper with its annotated spans, which do not overlap."""

    paper_id: str
    title: str
    abstract: str
    spans: tuple[GoldSpan, ...]


def read_gold(path: Path) -> Iterator[GoldPaper]:
    """Yield the papers of a gold file in file order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = tuple(GoldSpan(span["field"], span["start"], span["end"], span["type"]) for span in row["spans"])
            yield GoldPaper(row["id"], row["title"], row["abstract"], spans)


def use_science_tokenizer(nlp: Language) -> None:
    """Split also at LaTeX commands, and at brackets and signs within a word; it is saved with the pipeline."""
    tokenizer, defaults = nlp.tokenizer, nlp.Defaults
    if not isinstance(tokenizer, Tokenizer):
        raise TypeError(f"the tokenizer is a {type(tokenizer).__name__}; training needs spaCy's own")
    tokenizer.prefix_search = compile_prefix_regex([*_PREFIXES, *(defaults.prefixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*_INFIXES, *(defaults.infixes or ())]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*_SUFFIXES, *(defaults.suffixes or ())]).search


def to_doc(nlp: Language, paper: GoldPaper) -> tuple[Doc, int]:
    """Return the paper's Doc with its gold as `ents`, and how many gold spans do not align with its tokens."""
    doc = nlp.make_doc(paper_text(paper.title, paper.abstract))
    found = [_to_span(doc, paper, span) for span in paper.spans]
    aligned = [span for span in found if span is not None]
    doc.ents = filter_spans(aligned)
    return doc, len(found) - len(doc.ents)


def _to_span(doc: Doc, paper: GoldPaper, span: GoldSpan) -> Span | None:
    offset = field_offset(paper.title, span.field)
    return doc.char_span(offset + span.start, offset + span.end, label=span.type)


def write_docs(nlp: Language, papers: Iterable[GoldPaper], path: Path) -> tuple[int, int]:
    """Write the papers as a DocBin; return how many gold spans there are, and how many do not align."""
    docs, spans, lost = DocBin(), 0, 0
    for paper in papers:
        doc, missing = to_doc(nlp, paper)
        docs.add(doc)
        spans += len(paper.spans)
        lost += missing
    docs.to_disk(path)
    return spans, lost
