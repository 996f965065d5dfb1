"""Mentions to concepts. Pure, and the same whatever the order of papers; works on aggregates, not mention by mention.

1. Every distinct surface form gets its normal form (`normal_form`).
2. An abbreviation moves to the long form that its own paper defines; where its paper defines none, to the sense that the
   corpus agrees on, else it stays alone (`senses`).
3. Mentions with the same form are one concept: its id is made of that form, its type by vote, its label is its most
   telling surface form, the other forms are aliases; generic names are hidden (`concepts`).
4. Every form that leads to a concept of another name is a merge, with its reason and score (`merges`).
"""

from dataclasses import dataclass

import pyarrow as pa

from kg import sssom
from kg.resolve.concepts import make_concepts, make_usages
from kg.resolve.forms import read_forms
from kg.resolve.merges import make_merges
from kg.resolve.normal_form import normal_form, plain
from kg.resolve.senses import find_senses

__all__ = ["Resolution", "normal_form", "plain", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolution makes: tables with the schemas of `kg.tables` (positions still null), and the merges behind them.

    `concept_ids` holds the concept of each mention, in the mentions' order.
    """

    concept_ids: pa.Array
    concepts: pa.Table
    usages: pa.Table
    merges: tuple[sssom.Mapping, ...]


def resolve(
    mentions: pa.Table, definitions: pa.Table, *, papers: int, acronym_share: float = 0.9, acronym_papers: int = 5
) -> Resolution:
    """Return the concepts that `mentions` name.

    `mentions` has the columns paper_id, text, type and hint; `definitions` paper_id, short and long; `papers` counts the corpus.
    """
    forms = read_forms(mentions, definitions)
    senses = find_senses(forms, share=acronym_share, papers=acronym_papers)
    concepts = make_concepts(forms, senses)
    usages = make_usages(forms, senses, concepts, papers=papers)
    return Resolution(
        concept_ids=pa.array(concepts.ids, pa.string()).take(pa.array(senses.concept)),
        concepts=concepts.table,
        usages=usages,
        merges=tuple(make_merges(forms, senses, concepts)),
    )
