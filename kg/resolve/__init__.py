"""Mentions to concepts. Pure, and the same whatever the order of papers; works on aggregates, not mention by mention.

1. Every distinct surface form gets its normal form (`normal_form`).
2. Forms that are one name wherever they stand are put together: other spellings, misprints (`misprints`), inflections
   (`inflected`), names turned round (`turned`), other long forms of one abbreviation, an abbreviation written out (`variants`),
   general words before and behind a name (`general`).
3. An abbreviation moves to the long form that its own paper defines; where its paper defines none, to the one that the paper
   has, or to the sense that the corpus agrees on, else it stays alone (`senses`). What a paper states beside its brackets is read
   from its text (`stated`).
4. Names that one paper writes in several ways are joined in that paper (`nearby`).
5. The user's say is done, whatever stands against it (`overrides`).
6. Mentions with the same form are one concept: its id is made of that form, its type comes from its mentions' scores (`types`),
   its label is its most telling surface form, the other forms are aliases; what is no term is hidden (`concepts`, `termhood`).
7. Every form that leads to a concept of another name is a merge, with its reason and score (`merges`).

Of the concepts it is told what is a kind of what (`broader`), and what they are called in other vocabularies (`matches`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from kg import sssom
from kg.resolve.broader import find_broader
from kg.resolve.concepts import make_concepts, make_usages
from kg.resolve.definitions import read_definitions
from kg.resolve.forms import Forms, read_forms
from kg.resolve.general import drop_heads, drop_mechanisms, drop_modifiers
from kg.resolve.inflected import add_learning, merge_inflected
from kg.resolve.matches import match_concepts
from kg.resolve.merges import make_merges
from kg.resolve.misprints import correct_misprints
from kg.resolve.named import name_mentions
from kg.resolve.nearby import join_nearby
from kg.resolve.normal_form import normal_form, plain
from kg.resolve.overrides import Override, apply_overrides, group_ends
from kg.resolve.referring import find_referring
from kg.resolve.senses import dominant_senses, find_places
from kg.resolve.stated import find_stated
from kg.resolve.turned import turn_round
from kg.resolve.variants import Variants, merge_long_forms, spelling_variants, write_out
from kg.vocabulary import Background
from kg.vocabulary.acronyms import Counts

__all__ = [
    "Override",
    "Resolution",
    "find_broader",
    "find_referring",
    "find_stated",
    "group_ends",
    "match_concepts",
    "normal_form",
    "plain",
    "resolve",
]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolution makes: tables with the schemas of `kg.tables` (positions still null), and the merges behind them.

    `concept_ids` holds the concept of each mention, in the mentions' order; `unmatched` are the overrides that found nothing.
    """

    concept_ids: pa.Array
    concepts: pa.Table
    usages: pa.Table
    merges: tuple[sssom.Mapping, ...]
    unmatched: tuple[Override, ...]


def resolve(
    mentions: pa.Table,
    definitions: pa.Table,
    *,
    papers: int,
    background: Background | None = None,
    termhood: float = 0.0,
    acronym_share: float = 0.9,
    acronym_papers: int = 5,
    overrides: Iterable[Override] = (),
) -> Resolution:
    """Return the concepts that `mentions` name.

    `mentions` has the columns paper_id, text, type, type_scores and hint, and may have refers (`find_referring`); `definitions`
    has paper_id, short and long; `papers` counts the corpus; `background` is what is known of names
    (`kg.vocabulary.read_background`); concepts of less `termhood` (0 to 1) are hidden; `overrides` are the user's say.
    """
    background = background or Background()
    known = background.acronyms
    forms = read_forms(mentions, read_definitions(definitions))
    spelt = _same_everywhere(forms, known)
    senses = dominant_senses(forms, spelt, known, share=acronym_share, papers=acronym_papers)
    variants = drop_heads(forms, write_out(forms, drop_mechanisms(forms, drop_modifiers(forms, spelt)), senses), senses)
    dominant = {int(variants.canon[short]): int(variants.canon[long]) for short, long in senses.items()}
    places = find_places(forms, variants, dominant, known)
    named = name_mentions(forms, variants, join_nearby(forms, variants, places, dominant))
    named, unmatched = apply_overrides(forms, named, overrides)
    concepts = make_concepts(forms, variants, named, background, termhood)
    usages = make_usages(forms, concepts, papers=papers)
    return Resolution(
        concept_ids=pa.array(concepts.ids, pa.string()).take(pa.array(concepts.of_mention)),
        concepts=concepts.table,
        usages=usages,
        merges=tuple(make_merges(forms, named, concepts)),
        unmatched=unmatched,
    )


def _same_everywhere(forms: Forms, known: Counts) -> Variants:
    """Return which forms are one in any paper: by spelling, misprints, inflection, word order, and the long forms they share."""
    variants = correct_misprints(forms, spelling_variants(forms))
    variants = turn_round(forms, add_learning(forms, merge_inflected(forms, variants)))
    return merge_long_forms(forms, variants, known)
