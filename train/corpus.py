"""Gold papers as spaCy Docs: the same text and the same tokenizer as at run time."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import spacy
from shards import read_labelled
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found] - Cython without stubs
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, filter_spans, registry

from extractors.recogniser import TABLE
from extractors.sentences import set_sentences
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


def blank_pipeline() -> Language:
    """Return the tokenizer and the sentences that every recogniser here is trained and run with."""
    nlp = spacy.blank("en")
    use_science_tokenizer(nlp)
    nlp.add_pipe("paperkg_sentences")
    return nlp


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


def gold_docs(file: Path, nlp: Language | None = None) -> list[Doc]:
    """Return the gold papers of a file as Docs with sentences, the gold as `ents`; `nlp` makes their words, if given."""
    nlp = nlp or blank_pipeline()
    return [set_sentences(to_doc(nlp, paper)[0]) for paper in read_gold(file)]


def read_examples(nlp: Language, gold: Path) -> Iterator[Example]:
    """Yield the gold papers as examples."""
    for paper in read_gold(gold):
        doc, _ = to_doc(nlp, paper)
        yield Example(Doc(nlp.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc]), doc)


def alignment(gold: Path) -> str:
    """Return how many gold spans there are, and how many do not align with tokens and so cannot be learnt."""
    nlp = blank_pipeline()
    papers = list(read_gold(gold))
    spans, lost = sum(len(paper.spans) for paper in papers), sum(to_doc(nlp, paper)[1] for paper in papers)
    return f"{gold.name}: {spans} gold spans, {lost} ({lost / max(spans, 1):.2%}) do not align with tokens and are left out"


def read_silver(nlp: Language, work: Path) -> Iterator[Example]:
    """Yield the papers that the teacher labelled, with its probabilities."""
    for text, table in read_labelled(work):
        doc = nlp.make_doc(text)
        doc.user_data[TABLE] = table
        yield Example(nlp.make_doc(text), doc)


@registry.readers("paperkg.GoldAndSilver.v1")  # type: ignore[untyped-decorator]
def make_reader(gold: str, silver: str | None, repeats: int) -> Callable[[Language], Iterator[Example]]:
    """Return the reader of a gold file, `repeats` times, and of the labelled abstracts of the folder `silver`, if given."""

    def read(nlp: Language) -> Iterator[Example]:
        yield from chain.from_iterable(read_examples(nlp, Path(gold)) for _ in range(repeats))
        if silver:
            yield from read_silver(nlp, Path(silver))

    return read
