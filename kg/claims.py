"""From what mentions claim to what concepts do: the roles of usages, and the tables of relations and results."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kg.model import ROLES
from kg.shards import Found
from kg.tables import sort_table

Column = npt.NDArray[np.int32 | np.float64]

_USAGE_KEYS = ("paper_id", "concept_id")
_ROLE_COLUMNS = (*_USAGE_KEYS, "role", "role_confidence")
_ENDS = {"head": "head_id", "tail": "tail_id"}
_PARTS = {"model": "model_id", "task": "task_id", "dataset": "dataset_id", "metric": "metric_id"}


@dataclass(frozen=True, slots=True)
class Claims:
    """The tables usages, with their roles, relations and results; concepts that are hidden are in them too."""

    usages: pa.Table
    relations: pa.Table
    results: pa.Table


def make_claims(found: Found, concept_ids: pa.Array, usages: pa.Table) -> Claims:
    """Return what papers say of their concepts; `concept_ids` holds the concept of each of the found mentions.

    A concept's role in a paper is that of its surest mention there, and of equally sure ones that which stands first in
    `ROLES`. A paper states a relation of two concepts once, where it is surest, or else first; head and tail that are one
    concept state nothing, and "compared_with" is stated in one direction.
    """
    relations = sort_table("relations", _surest(_named(found.relations, concept_ids, _ENDS)))
    results = sort_table("results", _once(_named(found.results, concept_ids, _PARTS)))
    return Claims(_with_roles(usages, found.mentions, concept_ids), relations, results)


def _named(table: pa.Table, concept_ids: pa.Array, columns: Mapping[str, str]) -> pa.Table:
    """Return the table with the ids of concepts in place of rows of mentions."""
    named = {target: concept_ids.take(table[source].combine_chunks()) for source, target in columns.items()}
    return pa.table({**{name: table[name] for name in table.column_names if name not in columns}, **named})


def _surest(relations: pa.Table) -> pa.Table:
    relations = relations.filter(pc.not_equal(relations["head_id"], relations["tail_id"]))
    head, tail = relations["head_id"], relations["tail_id"]
    turned = pc.and_(pc.equal(relations["relation"], "compared_with"), pc.greater(head, tail))
    pair = pc.if_else(turned, tail, head), pc.if_else(turned, head, tail)
    keys = [_codes(column) for column in (relations["paper_id"], relations["relation"], *pair)]
    return _best(relations, keys)


def _once(results: pa.Table) -> pa.Table:
    names = ("paper_id", *_PARTS.values(), "value_text", "unit")
    return _best(results, [*(_codes(pc.fill_null(results[name], "")) for name in names), _codes(results["difference"])])


def _best(table: pa.Table, keys: Sequence[Column]) -> pa.Table:
    """Return of the rows with equal keys the surest, or else the first, in the table's order."""
    order = np.lexsort([-_confidences(table["confidence"]), *keys])
    return table.take(pa.array(np.sort(order[_first(key[order] for key in keys)])))


def _with_roles(usages: pa.Table, mentions: pa.Table, concept_ids: pa.Array) -> pa.Table:
    said = pa.table([mentions["paper_id"], concept_ids, mentions["role"], mentions["role_confidence"]], names=_ROLE_COLUMNS)
    said = said.filter(pc.is_valid(said["role"]))
    rank = pc.index_in(said["role"], pa.array(ROLES)).to_numpy()
    keys = [pc.index_in(said[name], pc.unique(usages[name])).to_numpy() for name in _USAGE_KEYS]
    order = np.lexsort([rank, -_confidences(said["role_confidence"]), *keys])
    best = said.take(pa.array(order[_first(key[order] for key in keys)]))
    bare = usages.drop_columns(["role", "role_confidence"])
    return sort_table("usages", bare.join(best, keys=list(_USAGE_KEYS)))


def _first(keys: Iterable[Column]) -> npt.NDArray[np.bool_]:
    """Tell of each row, sorted by the keys, whether it is the first that has them."""
    changes = [np.concatenate([[True], key[1:] != key[:-1]])[: len(key)] for key in keys]
    first: npt.NDArray[np.bool_] = np.logical_or.reduce(changes)
    return first


def _codes(column: pa.ChunkedArray) -> Column:
    codes: Column = column.combine_chunks().dictionary_encode().indices.to_numpy()
    return codes


def _confidences(column: pa.ChunkedArray) -> Column:
    """Return the confidences, -1 where one is not known."""
    confidences: Column = pc.fill_null(column, -1.0).to_numpy()
    return confidences
