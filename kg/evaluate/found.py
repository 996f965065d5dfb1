"""What an atlas has of the annotated papers: mentions and concepts a paper, hidden concepts and their mentions left out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg.errors import AtlasError
from kg.evaluate.forms import form_keys
from kg.model import ConceptType, Field

_COLUMNS = ("paper_id", "field", "start", "end", "sent_start", "sent_end", "text", "type", "concept_id")


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention as the atlas has it; `type` is its concept's, `own_type` what the pipeline gave to the span itself."""

    field: Field
    start: int
    end: int
    sent_start: int
    sent_end: int
    text: str
    type: ConceptType
    own_type: ConceptType
    concept_id: str | None


@dataclass(frozen=True, slots=True)
class FoundConcept:
    """A concept as one paper has it, with its mentions there, in the order of the table."""

    concept_id: str
    label: str
    type: ConceptType
    mentions: tuple[FoundMention, ...]

    @property
    def forms(self) -> frozenset[str]:
        """The keys of its label and of its mentions' texts in this paper."""
        return form_keys((self.label, *(mention.text for mention in self.mentions)))


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """What was found in one paper; concepts by their ids. `hidden` counts the mentions whose concept is hidden."""

    mentions: tuple[FoundMention, ...] = ()
    concepts: tuple[FoundConcept, ...] = ()
    hidden: int = 0


def read_found(mentions: pa.Table, concepts: pa.Table, paper_ids: Collection[str]) -> dict[str, FoundPaper]:
    """Return what the tables hold of the papers `paper_ids`; a paper without any mention is not in the result."""
    wanted = mentions.select(_COLUMNS).filter(pc.is_in(mentions["paper_id"], pa.array(sorted(paper_ids), pa.string())))
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in wanted.to_pylist():
        rows.setdefault(row["paper_id"], []).append(row)
    known = {row["concept_id"]: row for row in concepts.select(["concept_id", "label", "type", "hidden"]).to_pylist()}
    return {paper: _to_found(paper, found, known) for paper, found in rows.items()}


def _to_found(paper: str, rows: list[dict[str, Any]], known: Mapping[str, dict[str, Any]]) -> FoundPaper:
    if lost := {row["concept_id"] for row in rows} - known.keys() - {None}:
        raise AtlasError(
            f"a mention in {paper} leads to the concept {min(lost)!r}, which the atlas does not have; build it again"
        )
    visible = [row for row in rows if row["concept_id"] is None or not known[row["concept_id"]]["hidden"]]
    mentions = tuple(_to_mention(row, known.get(row["concept_id"])) for row in visible)
    grouped: dict[str, list[FoundMention]] = {}
    for mention in mentions:
        if mention.concept_id is not None:
            grouped.setdefault(mention.concept_id, []).append(mention)
    concepts = (FoundConcept(key, known[key]["label"], known[key]["type"], tuple(grouped[key])) for key in sorted(grouped))
    return FoundPaper(mentions, tuple(concepts), len(rows) - len(visible))


def _to_mention(row: Mapping[str, Any], concept: Mapping[str, Any] | None) -> FoundMention:
    return FoundMention(
        field=row["field"],
        start=row["start"],
        end=row["end"],
        sent_start=row["sent_start"],
        sent_end=row["sent_end"],
        text=row["text"],
        type=concept["type"] if concept else row["type"],
        own_type=row["type"],
        concept_id=row["concept_id"],
    )
