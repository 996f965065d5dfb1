"""Found against gold: the counts of every paper put together into one report."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from kg.errors import InputError
from kg.evaluate.forms import form_key
from kg.evaluate.found import FoundMention, FoundPaper, read_found
from kg.evaluate.gold import Gold, GoldMention
from kg.evaluate.matching import match_concepts
from kg.evaluate.merging import score_merging
from kg.evaluate.mistakes import Comparison, worst_mistakes
from kg.evaluate.relations import score_relations
from kg.evaluate.report import Report
from kg.evaluate.results import score_results
from kg.evaluate.roles import score_roles
from kg.evaluate.score import Breakdown, count_breakdown, overlap
from kg.model import ConceptType

SCORED = ("mentions", "concepts", "usages", "relations", "results")
"""The tables of an atlas that are compared with gold."""


def evaluate(gold: Gold, tables: Mapping[str, pa.Table], *, worst: int = 10) -> Report:
    """Return how well an atlas's tables, those of `SCORED`, agree with gold, with `worst` mistakes of each kind.

    Papers that gold does not have are left aside; what the tables lack of a gold paper counts as missed. Raises
    `InputError` where the tables have mentions, but none of a gold paper.
    """
    found = _read_found(gold, tables)
    comparisons = list(_compare(gold, found))
    assigned = list(_assign(comparisons))
    plain = list(_assign_plainly(comparisons))
    return Report(
        papers=len(gold.papers),
        papers_found=len(found),
        hidden_mentions=sum(each.found.hidden for each in comparisons),
        unmentioned_concepts=sum(_count_unmentioned(each) for each in comparisons),
        left_out=gold.left_out,
        concepts=_score_concepts(comparisons),
        mentions=_score_mentions(comparisons, [mention.type for each in comparisons for mention in each.found.mentions]),
        mentions_own_type=_score_mentions(
            comparisons, [mention.own_type for each in comparisons for mention in each.found.mentions]
        ),
        merging=score_merging(assigned),
        merging_shared=score_merging(assigned, _shared_names(gold)),
        plain=score_merging(plain),
        plain_shared=score_merging(plain, _shared_names(gold)),
        roles=score_roles(comparisons, tables["usages"]),
        relations=score_relations(comparisons, tables["relations"]),
        results=score_results(comparisons, tables["results"]),
        mistakes=worst_mistakes(comparisons, worst),
    )


def _read_found(gold: Gold, tables: Mapping[str, pa.Table]) -> dict[str, FoundPaper]:
    found = read_found(tables["mentions"], tables["concepts"], [paper.paper.paper_id for paper in gold.papers])
    if tables["mentions"].num_rows and not found:
        raise InputError(
            f"the atlas has none of the {len(gold.papers)} gold papers (such as {gold.papers[0].paper.paper_id}); "
            "build it from the gold file itself"
        )
    return found


def _compare(gold: Gold, found: dict[str, FoundPaper]) -> Iterator[Comparison]:
    for paper in gold.papers:
        theirs = found.get(paper.paper.paper_id, FoundPaper())
        yield Comparison(paper, theirs, tuple(match_concepts(paper.concepts, theirs.concepts)))


def _score_concepts(comparisons: Sequence[Comparison]) -> Breakdown:
    pairs = [pair for each in comparisons for pair in each.pairs]
    return count_breakdown(
        len(pairs),
        agreed=(ours.type for ours, theirs in pairs if ours.type == theirs.type),
        found=(concept.type for each in comparisons for concept in each.found.concepts),
        gold=(concept.type for each in comparisons for concept in each.gold.concepts),
    )


def _score_mentions(comparisons: Sequence[Comparison], found_types: Sequence[ConceptType]) -> Breakdown:
    ours = [(_place(each, mention), mention.type) for each in comparisons for mention in each.gold.mentions]
    places = [_place(each, mention) for each in comparisons for mention in each.found.mentions]
    theirs = list(zip(places, found_types, strict=True))
    return count_breakdown(
        overlap(places, [place for place, _ in ours]).total(),
        agreed=(kind for _, kind in overlap(theirs, ours).elements()),
        found=found_types,
        gold=(kind for _, kind in ours),
    )


def _place(comparison: Comparison, mention: GoldMention | FoundMention) -> tuple[str, str, int, int]:
    return comparison.gold.paper.paper_id, mention.field, mention.start, mention.end


def _assign(comparisons: Sequence[Comparison]) -> Iterator[tuple[str, str]]:
    """Yield (canonical name, concept id) of each gold mention that was found and belongs to a concept."""
    for each in comparisons:
        ids = {_place(each, mention): mention.concept_id for mention in each.found.mentions}
        for mention in each.gold.mentions:
            if concept_id := ids.get(_place(each, mention)):
                yield mention.name, concept_id


def _assign_plainly(comparisons: Sequence[Comparison]) -> Iterator[tuple[str, str]]:
    """Yield (canonical name, normal form of its text) of the same mentions: what merging by spelling alone would do."""
    for each in comparisons:
        found = {_place(each, mention) for mention in each.found.mentions}
        yield from ((mention.name, form_key(mention.text)) for mention in each.gold.mentions if _place(each, mention) in found)


def _shared_names(gold: Gold) -> frozenset[str]:
    papers = Counter(name for paper in gold.papers for name in {concept.name for concept in paper.concepts})
    return frozenset(name for name, count in papers.items() if count > 1)


def _count_unmentioned(comparison: Comparison) -> int:
    named = {(mention.name, mention.type) for mention in comparison.gold.mentions}
    return sum((concept.name, concept.type) not in named for concept in comparison.gold.concepts)
