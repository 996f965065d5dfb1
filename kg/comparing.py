"""Comparing two atlases: which papers, concepts and links came, went or changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

from kg.atlas import Atlas
from kg.records import PAPER_COLUMNS
from kg.tables import KEYS

How = Literal["came", "went", "changed"]

NOTABLE = 0.001
"""A link has changed where its score differs by this: every paper that comes moves all scores a little."""

_COMPARED: Mapping[str, tuple[str, ...]] = {
    "papers": PAPER_COLUMNS[1:],
    "concepts": ("label", "type", "aliases", "papers", "broader", "matches", "hidden"),
    "links": ("score", "shared"),
}
_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A paper, concept or link that came, went or changed.

    `ids` are its keys (two for a link), `name` is its title or label (of a link both titles), in the later atlas if it is there,
    and `fields` names the columns that differ.
    """

    how: How
    ids: tuple[str, ...]
    name: str
    fields: tuple[str, ...] = ()


def diff(earlier: Atlas, later: Atlas) -> dict[str, tuple[Change, ...]]:
    """Return the changes from one atlas to another by table (papers, concepts, links), each in the order of its keys.

    Positions and communities are left out, since a layout is made anew each time.
    """
    return {
        "papers": tuple(_changes("papers", earlier, later, _names("papers", "title", earlier, later))),
        "concepts": tuple(_changes("concepts", earlier, later, _names("concepts", "label", earlier, later))),
        "links": tuple(_changes("links", earlier, later, _names("papers", "title", earlier, later))),
    }


def _names(table: str, column: str, *atlases: Atlas) -> dict[str, str]:
    """Return what each id of a table is called, in the last atlas that has it."""
    names: dict[str, str] = {}
    for atlas in atlases:
        found = atlas.table(table)
        names |= zip(found[KEYS[table][0]].to_pylist(), found[column].to_pylist(), strict=True)
    return names


def _changes(table: str, earlier: Atlas, later: Atlas, names: Mapping[str, str]) -> Iterator[Change]:
    by_key = itemgetter(0)
    for ids, rows in groupby(merge(_rows(table, earlier), _rows(table, later), key=by_key), key=by_key):
        versions = [(atlas, row) for _, atlas, row in rows]
        first, last = versions[0][1], versions[-1][1]
        name = " -- ".join(names[each] for each in ids)
        if len(versions) == 1:
            yield Change("went" if versions[0][0] is earlier else "came", ids, name)
        elif fields := tuple(column for column in _COMPARED[table] if _differ(first[column], last[column])):
            yield Change("changed", ids, name, fields)


def _rows(name: str, atlas: Atlas) -> Iterator[tuple[tuple[str, ...], Atlas, _Row]]:
    """Yield each row of a table, which is sorted by its keys, with these and its atlas."""
    for batch in atlas.batches(name):
        for row in batch.to_pylist():
            yield tuple(row[key] for key in KEYS[name]), atlas, row


def _differ(one: Any, other: Any) -> bool:  # noqa: ANN401 -- whatever a column holds
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) >= NOTABLE
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) != sorted(other)
    return bool(one != other)
