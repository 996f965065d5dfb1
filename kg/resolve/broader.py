"""What is a kind of what: by the name, or by a sentence.

1. By the name: of what is left of a name when words in front go, the longest that names a concept of the same type: a
   "bidirectional LSTM" is an LSTM. A hyphenated word goes as a whole, and words that turn the meaning ("non", "self") or begin
   another phrase ("number of") never go.
2. By a sentence (Hearst 1992, doi:10.3115/992133.992154): "X, a kind of Y" and "Y such as X", where both are of one type.

A statement that would close a circle is left out, the best supported ones come first.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict

import pyarrow as pa
import pyarrow.compute as pc

from kg.resolve.neighbours import find_neighbours
from kg.resolve.normal_form import normal_form
from kg.resolve.words import SMALL_WORDS, TURNING
from kg.sssom import Mapping as Statement
from kg.tables import sort_table

_KIND_OF = re.compile(
    r",? (?:which (?:is|are) |is |are )?(?:an? |one )?(?:\w+ )?(?:kind|type|form|class|special case)s? of (?:an? |the )?"
)
_SUCH_AS = re.compile(r",? such as (?:an? |the )?")
_SHORTEST_GAP, _LONGEST_GAP = 9, 45
_CASED = re.compile(r"\w[A-Z]")
_NAMED_BY_OTHERS = frozenset(("Dataset",))
"""Types whose names are proper names, so that their last words say nothing of a kind."""


class _Row(TypedDict):
    """What is looked at of a concept."""

    concept_id: str
    label: str
    type: str
    aliases: list[str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A concept, one that it is a kind of, how many papers say so (0: its name does), and why."""

    narrow: str
    broad: str
    papers: int
    why: str


def find_broader(papers: pa.Table, mentions: pa.Table, concepts: pa.Table) -> tuple[pa.Table, tuple[Statement, ...]]:
    """Return the concepts with their `broader` filled, and the statements behind it, one a pair.

    `mentions` has paper_id, field, start, end, sent_start and concept_id; `concepts` the schema of its table.
    """
    visible = {row["concept_id"]: row for row in _visible(concepts)}
    kinds = _without_circles([*_by_name(visible), *_by_sentence(papers, mentions, visible)])
    broader: dict[str, list[str]] = defaultdict(list)
    for kind in kinds:
        broader[kind.narrow].append(kind.broad)
    column = pa.array([sorted(broader[concept]) for concept in concepts["concept_id"].to_pylist()], pa.list_(pa.string()))
    place = concepts.schema.get_field_index("broader")
    filled = concepts.set_column(place, concepts.schema.field("broader"), column)
    return sort_table("concepts", filled), tuple(_statement(kind, visible) for kind in kinds)


def _visible(concepts: pa.Table) -> list[_Row]:
    shown = concepts.filter(pc.invert(concepts["hidden"]))
    rows: list[_Row] = shown.select(["concept_id", "label", "type", "aliases"]).to_pylist()
    return rows


def _by_name(visible: Mapping[str, _Row]) -> Iterator[_Kind]:
    by_form = {(normal_form(row["label"]), row["type"]): concept for concept, row in visible.items()}
    for concept, row in visible.items():
        words = row["label"].split()
        if row["type"] in _NAMED_BY_OTHERS:
            continue
        for start in range(1, len(words)):
            broad = by_form.get((normal_form(" ".join(words[start:])), row["type"]))
            if broad is None or broad == concept or not _written_so(words[start:], visible[broad]):
                continue
            front = normal_form(" ".join(words[:start])).split()
            if SMALL_WORDS.isdisjoint(front) and not (front and front[-1] in TURNING):
                yield _Kind(concept, broad, 0, "its name ends with the name of the other")
                break


def _written_so(words: list[str], broad: _Row) -> bool:
    """Tell whether a concept that is written like a proper name is written so here: "action trace" is no TRACE."""
    return not _CASED.search(broad["label"]) or " ".join(words) in {broad["label"], *broad["aliases"]}


def _by_sentence(papers: pa.Table, mentions: pa.Table, visible: Mapping[str, _Row]) -> Iterator[_Kind]:
    said: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    concepts = mentions["concept_id"].to_pylist()
    for each in find_neighbours(papers, mentions, least=_SHORTEST_GAP, most=_LONGEST_GAP):
        first, second = concepts[each.first], concepts[each.second]
        for pattern, narrow, broad in ((_KIND_OF, first, second), (_SUCH_AS, second, first)):
            same_type = narrow in visible and broad in visible and visible[narrow]["type"] == visible[broad]["type"]
            if same_type and narrow != broad and pattern.fullmatch(each.between):
                said[narrow, broad, "a kind of" if pattern is _KIND_OF else "such as"].add(each.paper)
    for (narrow, broad, words), where in sorted(said.items()):
        number = f"{len(where)} {'paper says' if len(where) == 1 else 'papers say'}"
        yield _Kind(narrow, broad, len(where), f'{number} "{words}", first {min(where)}')


def _without_circles(kinds: Iterable[_Kind]) -> list[_Kind]:
    """Return the kinds, each pair once, without those that would close a circle with better supported ones."""
    above: dict[str, set[str]] = defaultdict(set)
    kept = []
    for kind in sorted(kinds, key=lambda kind: (kind.papers > 0, -kind.papers, kind.narrow, kind.broad)):
        if kind.broad not in above[kind.narrow] and not _leads(above, kind.broad, kind.narrow):
            above[kind.narrow].add(kind.broad)
            kept.append(kind)
    return kept


def _leads(above: Mapping[str, set[str]], start: str, goal: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        concept = waiting.pop()
        if concept == goal:
            return True
        new = above.get(concept, set()) - seen
        seen |= new
        waiting += new
    return False


def _statement(kind: _Kind, visible: Mapping[str, _Row]) -> Statement:
    return Statement(
        subject_id=f"concept:{kind.narrow}",
        subject_label=visible[kind.narrow]["label"],
        subject_category=f"pkg:{visible[kind.narrow]['type']}",
        predicate_id="skos:broadMatch",
        object_id=f"concept:{kind.broad}",
        object_label=visible[kind.broad]["label"],
        mapping_justification="semapv:LexicalMatching",
        confidence=0.9 if kind.papers == 0 else round(1 - 0.2 / kind.papers, 3),
        comment=kind.why,
    )
