"""Factory `paperkg_concepts`: what the recogniser found as clean spans of `doc.spans["concepts"]`, label = type.

What was found is that group with its scores, where it is set already, else the entities.
A span is cleaned in this order, and dropped where no letter or digit is left, or where it is a formula whose LaTeX has lost its
backslashes, as on saved web pages ("rightarrow R"):

1. it ends where the sentence of its first token ends, so that none crosses a sentence edge or the gap behind the title;
2. determiners, vague modifiers and marks are taken from its front, marks and the genitive from its end;
3. it is cut at a bracket or quote that has no partner within it, and the part before that (or else behind it) is kept.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.groups import CONCEPTS, SCORES, set_group

_VAGUE_WORDS = """
a an the this that these those our their its his her your my some any each every all both several many most various
different other another such certain same novel new proposed existing previous prior recent current conventional popular
typical state-of-the-art sota
"""
_VAGUE = frozenset(_VAGUE_WORDS.split())
_LONGEST_VAGUE = max(2 * word.count("-") + 1 for word in _VAGUE)
_FIRST_VAGUE = frozenset(word.partition("-")[0] for word in _VAGUE)
_NAMED = frozenset(("novel view", "novel class", "novel category", "new class", "new intent"))
"""Where a vague word begins the name of a task."""

_MARKS = frozenset(",;:.!?-/&|_~'\\\u2013\u2014\u2019\u2026")
_NEVER_LAST = frozenset(("'s", "\u2019s", "of", "in", "for", "on", "with", "to", "and", "or"))
_CLOSES = {")": "(", "]": "[", "}": "{", "\u201d": "\u201c", '"': '"', "$": "$"}
_OPENERS = frozenset(_CLOSES.values())
_FORMULA = re.compile(r"(Long|long)?([Ll]eft|[Rr]ight)+arrow|wide(tilde|hat)")


@Language.factory("paperkg_concepts", requires=["doc.sents"], assigns=["doc.spans"])
def make_concepts(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - the signature of a spaCy factory
    """Return the component that cleans the group of concepts, or makes it from `doc.ents`."""
    return clean_concepts


def clean_concepts(doc: Doc) -> Doc:
    """Set `doc.spans["concepts"]` to clean spans, each with the scores it had; `doc.ents` stay as they are."""
    if CONCEPTS not in doc.spans:
        return set_group(doc, CONCEPTS, clean_spans(doc.ents))
    group = doc.spans[CONCEPTS]
    rows = group.attrs.get(SCORES) or [None] * len(group)
    taken = {place for span in group for place in range(span.start, span.end)}
    kept = [(clean, row) for span, row in zip(group, rows, strict=True) if (clean := clean_span(span, taken))]
    scores = {SCORES: [row for _, row in kept]} if SCORES in group.attrs else None
    return set_group(doc, CONCEPTS, [clean for clean, _ in kept], scores)


def clean_spans(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield each span, cleaned, save those of which nothing is left."""
    yield from filter(None, map(clean_span, spans))


def clean_span(span: Span, taken: Collection[int] = ()) -> Span | None:
    """Return the span, cleaned, or None where nothing is left; the tokens `taken` are other spans'.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("paperkg_sentences")
    >>> doc = nlp("Our novel recurrent networks (RNNs win.")
    >>> clean_span(doc[0:5])
    recurrent networks
    """
    doc, start = span.doc, span.start
    end = next((token.i for token in span[1:] if token.is_sent_start), span.end)
    before = None
    while before != (start, end):
        before = start, end
        start, end = _balance(doc, *_trim(doc, _word_begin(doc, start, taken), end))
    text = doc[start:end].text
    if not any(map(str.isalnum, text)) or _FORMULA.match(text):
        return None
    return Span(doc, start, end, label=span.label_, span_id=span.id_, kb_id=span.kb_id_)


def _word_begin(doc: Doc, start: int, taken: Collection[int]) -> int:
    """Return where the chain of hyphens begins in which a span would begin: "Many-in-One" is one word."""
    while start > 1 and start - 2 not in taken and doc[start - 2 : start].text == f"{doc[start - 2].text}-":
        if doc[start - 1].whitespace_:
            break
        start -= 2
    return start


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (skipped := _vague_length(doc, start, end)):
        start += skipped
    while start < end and (_is_mark(doc[end - 1].text) or doc[end - 1].text in _NEVER_LAST):
        end -= 1
    return start, end


def _vague_length(doc: Doc, start: int, end: int) -> int:
    """Return how many tokens at `start` say nothing about the concept: 0, 1, or all of "state-of-the-art"."""
    first = doc[start]
    if _is_mark(first.text):
        return 1
    if first.lower_ not in _FIRST_VAGUE:
        return 0
    if doc[start : start + 2].text.lower() in _NAMED:
        return 0
    chained = start + 1 < end and doc[start + 1].text == "-" and not first.whitespace_
    lengths = range(2 if chained else 1, min(_LONGEST_VAGUE, end - start) + 1)
    return max((length for length in lengths if doc[start : start + length].text.lower() in _VAGUE), default=0)


def _is_mark(text: str) -> bool:
    return text.isspace() or all(character in _MARKS for character in text)


def _balance(doc: Doc, start: int, end: int) -> tuple[int, int]:
    lonely = _lonely_token(doc, start, end)
    if lonely is None:
        return start, end
    return (start, lonely) if lonely > start else (lonely + 1, end)


def _lonely_token(doc: Doc, start: int, end: int) -> int | None:
    """Return the first token that holds a closing sign with no partner, or else the first such opening one."""
    waiting: list[tuple[str, int]] = []
    for token in doc[start:end]:
        for sign in token.text:
            if waiting and waiting[-1][0] == _CLOSES.get(sign):
                waiting.pop()
            elif sign in _OPENERS:
                waiting.append((sign, token.i))
            elif sign in _CLOSES:
                return token.i
    return waiting[0][1] if waiting else None
