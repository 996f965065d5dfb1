"""The worst errors: concepts that were missed, wrongly found, or given another type most often, each with a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.evaluate.found import FoundConcept, FoundPaper
from kg.evaluate.gold import GoldConcept, GoldPaper
from kg.evaluate.sentences import sentence_around
from kg.model import FIELDS, ConceptType, Field, Paper

Kind = Literal["missed", "wrong", "mistyped"]
KINDS: tuple[Kind, ...] = ("missed", "wrong", "mistyped")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error and how often it was made; `paper_id` and `sentence` show it where it was made first.

    `name` is gold's canonical name, or the label of what was wrongly found. `gold_type` is None for what is wrong,
    `found_type` for what was missed.
    """

    kind: Kind
    name: str
    gold_type: ConceptType | None
    found_type: ConceptType | None
    times: int
    paper_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One annotated paper beside what was found in it, with the concepts that match."""

    gold: GoldPaper
    found: FoundPaper
    pairs: tuple[tuple[GoldConcept, FoundConcept], ...]


def worst_mistakes(comparisons: Iterable[Comparison], most: int) -> tuple[Mistake, ...]:
    """Return at most `most` mistakes of each kind, in the order of `KINDS`, the most frequent first, then by name."""
    counted: dict[tuple[object, ...], Mistake] = {}
    for comparison in comparisons:
        for mistake in _iter_mistakes(comparison):
            key = (mistake.kind, mistake.name, mistake.gold_type, mistake.found_type)
            before = counted.get(key)
            counted[key] = replace(before, times=before.times + 1) if before else mistake
    ranked = sorted(counted.values(), key=lambda each: (-each.times, each.name, each.gold_type or "", each.found_type or ""))
    return tuple(mistake for kind in KINDS for mistake in [each for each in ranked if each.kind == kind][:most])


def _iter_mistakes(comparison: Comparison) -> Iterator[Mistake]:
    paper = comparison.gold.paper
    met = {(ours.name, ours.type) for ours, _ in comparison.pairs}
    matched = {theirs.concept_id for _, theirs in comparison.pairs}
    for ours in comparison.gold.concepts:
        if (ours.name, ours.type) not in met:
            yield Mistake("missed", ours.name, ours.type, None, 1, paper.paper_id, _gold_sentence(comparison.gold, ours))
    for theirs in comparison.found.concepts:
        if theirs.concept_id not in matched:
            yield Mistake("wrong", theirs.label, None, theirs.type, 1, paper.paper_id, _found_sentence(paper, theirs))
    for ours, theirs in comparison.pairs:
        if ours.type != theirs.type:
            yield Mistake("mistyped", ours.name, ours.type, theirs.type, 1, paper.paper_id, _found_sentence(paper, theirs))


def _gold_sentence(gold: GoldPaper, concept: GoldConcept) -> str:
    spans = (
        (each.field, each.start, each.end) for each in gold.mentions if (each.name, each.type) == (concept.name, concept.type)
    )
    for name, start, end in (*spans, *_iter_occurrences(gold.paper, concept)):
        text = field_text(gold.paper, name)
        left, right = sentence_around(text, start, end)
        return text[left:right]
    return gold.paper.title


def _iter_occurrences(paper: Paper, concept: GoldConcept) -> Iterator[tuple[Field, int, int]]:
    """Yield where an alias that has no span of its own stands within longer names."""
    for name in FIELDS:
        for alias in concept.aliases:
            if (start := field_text(paper, name).find(alias)) >= 0:
                yield name, start, start + len(alias)


def _found_sentence(paper: Paper, concept: FoundConcept) -> str:
    first = concept.mentions[0]
    return field_text(paper, first.field)[first.sent_start : first.sent_end]


def field_text(paper: Paper, name: Field) -> str:
    """Return the title or the abstract of a paper."""
    return paper.title if name == "title" else paper.abstract
