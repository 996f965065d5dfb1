"""The text of a paper's Doc, and the way back from offsets in it to offsets in the paper's fields.

The text is the title, a blank line, and the abstract; where one of them is empty, it is the other alone.
Offsets are Unicode code points, half-open. Training uses these same functions.
"""

from typing import assert_never, cast

from spacy.tokens import Doc, Span

from kg.model import Field, Paper

GAP = "\n\n"
"""What stands between title and abstract; a sentence always ends here, and no mention crosses it."""

QUOTES = "\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb"
"""Quotation marks, straight and curved, as they may stand in a set of a regular expression."""


def paper_text(title: str, abstract: str) -> str:
    r"""Return the text that a pipeline reads.

    >>> paper_text("Beam Trees", "We sort.")
    'Beam Trees\n\nWe sort.'
    >>> paper_text("", "We sort.")
    'We sort.'
    """
    return GAP.join(part for part in (title, abstract) if part)


def words_of(doc: Doc) -> list[str]:
    """Return the text of each token, several times as fast as asking token by token."""
    strings, words = doc.vocab.strings, cast("list[int]", doc.to_array(["ORTH"]).reshape(-1).tolist())
    return [strings[word] for word in words]


def field_offset(title: str, field: Field) -> int:
    """Return where `field` begins in the text of a paper with this title.

    >>> field_offset("Beam Trees", "abstract")
    12
    """
    match field:
        case "title":
            return 0
        case "abstract":
            return len(title) + len(GAP) if title else 0
        case _:
            assert_never(field)


def field_at(title: str, offset: int) -> Field:
    """Return the field that holds the character `offset`; the gap counts as the title's end.

    >>> field_at("Beam Trees", 12)
    'abstract'
    """
    return "abstract" if offset >= field_offset(title, "abstract") else "title"


def field_text(paper: Paper, field: Field) -> str:
    """Return the title or the abstract of a paper."""
    return paper.title if field == "title" else paper.abstract


def place_in_field(span: Span, anchor: int, paper: Paper) -> tuple[Field, int, int]:
    """Return the field that holds the Doc's character `anchor`, and the offsets of the part of the span that lies in it."""
    field = field_at(paper.title, anchor)
    offset, length = field_offset(paper.title, field), len(field_text(paper, field))
    return field, min(max(span.start_char - offset, 0), length), min(max(span.end_char - offset, 0), length)
