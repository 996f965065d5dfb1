"""The listing of Hugging Face Papers saved as text: titles and abstracts alternate, one line each.

The page's own words may stand at the top, with its button "Subscribe" glued to the first title. A listing without
them, such as one written by hand, is read the same way. Blank lines count for nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from kg.model import Field, IntakeNote, Paper, Record
from kg.ports import Reader
from kg.readers.alternation import Kind, abstract_odds, ends_with_stop, label_lines
from kg.readers.lines import Line, iter_lines
from kg.readers.markup import to_plain_text
from kg.readers.notes import converted_markup, replaced_characters, write_note
from kg.readers.record_id import to_paper_id
from kg.readers.stored_text import StoredText, to_stored_text

SOURCE = "hf-papers"

_PAGE_WORDS = re.compile(r"Get trending papers in your email inbox.*|Subscribe")
_BUTTON = re.compile(r"Subscribe(?=\S)")
_SURELY_BUTTON = re.compile(r"Subscribe(?=[^\sa-z])")  # also where the words before it are missing: no "Subscribers"
_OTHER_FORMAT = re.compile(r"\s*[\[{<@%]")  # how JSON, XML, BibTeX and its comments begin

_Pair = tuple[Line | None, Line | None]


@dataclass(frozen=True, slots=True)
class HfListing:
    """Reader of saved Hugging Face Papers pages and of plain listings of the same shape."""

    def recognises(self, head: str) -> bool:
        """Tell whether `head` begins as the page does, or its lines are mostly titles and clear abstracts in turn."""
        if _OTHER_FORMAT.match(head):
            return False
        pairs = list(_pairs(label_lines(_lines_of(head))))
        whole = [abstract for title, abstract in pairs if title and abstract]
        clear = sum(abstract_odds(abstract) > 0 for abstract in whole)
        in_turn = len(pairs) <= 2 * len(whole) <= 4 * clear
        return bool(_PAGE_WORDS.match(head)) or (bool(whole) and in_turn)

    def read(self, path: Path) -> Iterator[Record | IntakeNote]:
        """Yield a record for each title; one without an abstract is kept, an abstract without a title is skipped, with a note.

        Raises `kg.errors.InputError` as `kg.readers.lines.iter_lines` does.
        """
        lines, page_words = _without_page_words(filter(_counts, iter_lines(path)))
        for title, abstract in _pairs(label_lines(lines)):
            if page_words:
                number, text = next((line.number, line.text) for line in (title, abstract) if line)
                why = f"the page's own words before it were left out: {', '.join(page_words)}"
                yield write_note(path, number, "changed", text, why)
                page_words = ()
            yield from _read_pair(path, title, abstract)


READER: Reader = HfListing()


def _lines_of(head: str) -> Iterator[Line]:
    *whole, rest = head.split("\n")
    lines = [Line(text.removesuffix("\r"), number) for number, text in enumerate(whole, 1)]
    return filter(_counts, [*lines, Line(rest, len(lines) + 1, ended=False)])


def _counts(line: Line) -> bool:
    return bool(line.problem or to_stored_text(to_plain_text(line.text)[0]).text)


def _without_page_words(lines: Iterator[Line]) -> tuple[Iterator[Line], tuple[str, ...]]:
    found: list[str] = []
    for line in lines:
        if _PAGE_WORDS.fullmatch(line.text.strip()):
            found.append(line.text.strip())
            continue
        glued = _BUTTON if found and "Subscribe" not in found else _SURELY_BUTTON
        if button := glued.match(line.text):
            found.append(button[0])
        return chain([replace(line, text=line.text[button.end() if button else 0 :])], lines), tuple(found)
    return iter(()), ()


def _pairs(labelled: Iterable[tuple[Line, Kind]]) -> Iterator[_Pair]:
    """Yield each title with the abstract that follows it, and each that stands alone, in order."""
    title: Line | None = None
    for line, kind in labelled:
        if kind == "abstract":
            yield title, line
            title = None
        else:
            if title:
                yield title, None
            title = line
    if title:
        yield title, None


def _read_pair(path: Path, title: Line | None, abstract: Line | None) -> Iterator[Record | IntakeNote]:
    if abstract and not title:
        why = abstract.problem or "this abstract has no title before it; put its title on the line above it"
        yield write_note(path, abstract.number, "skipped", abstract.text, why)
    elif title and title.problem:
        yield write_note(path, title.number, "skipped", title.text, title.problem)
    elif title:
        said = abstract.text if abstract and not abstract.problem else ""
        (title_text, title_marks), (abstract_text, abstract_marks) = to_plain_text(title.text), to_plain_text(said)
        heading, body = to_stored_text(title_text), to_stored_text(abstract_text)
        changes = (_changes("title", title_marks, heading), _gaps(abstract), _changes("abstract", abstract_marks, body))
        for why in chain(*changes):
            yield write_note(path, title.number, "changed", heading.text, why)
        paper = Paper(to_paper_id("", heading.text), heading.text, body.text, source=SOURCE)
        yield Record(paper, title.number)


def _gaps(abstract: Line | None) -> Iterator[str]:
    """Yield why the abstract of a title is missing, or may not be whole."""
    if abstract is None:
        yield "no abstract follows this title: it is kept with an empty one"
    elif abstract.problem:
        yield f"its abstract on line {abstract.number} is left empty: {abstract.problem}"
    elif not abstract.ended and not ends_with_stop(abstract.text):
        yield f"the file ends within its abstract on line {abstract.number}, without a full stop or line end: is it whole?"


def _changes(field: Field, marks: int, stored: StoredText) -> Iterator[str]:
    if marks:
        yield converted_markup(field, marks)
    if stored.replaced:
        yield replaced_characters(field, stored.replaced)
