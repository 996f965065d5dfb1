"""The texts of papers beside the rows that have offsets into them."""

from collections.abc import Iterator
from typing import Any

from outputs.triples.scope import Scope

Texts = dict[str, str]


def iter_with_texts(scope: Scope, table: str, *columns: str) -> Iterator[tuple[Texts, tuple[Any, ...]]]:
    """Yield each row of a table sorted by paper, `paper_id` first, with the texts of its paper by field.

    Papers and rows are read side by side, so that no more than a batch of each is held.
    """
    papers = scope.rows("papers", "paper_id", "title", "abstract")
    paper_id, title, abstract = "", "", ""
    for row in scope.rows(table, "paper_id", *columns):
        while paper_id != row[0]:
            paper_id, title, abstract = next(papers)
        yield {"title": title, "abstract": abstract or ""}, row
