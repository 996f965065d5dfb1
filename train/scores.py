"""Exact mention scores of an extractor against gold: precision, recall and F1 over (field, start, end) and the type."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from corpus import GoldPaper
from spacy.tokens import Doc

from extractors.decoding import Found
from kg.model import CONCEPT_TYPES, Paper
from kg.ports import Extractor

_Place = tuple[str, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of mentions: found rightly, found, and in the gold."""

    right: int
    found: int
    gold: int

    @property
    def rates(self) -> tuple[float, float, float]:
        """Precision, recall and F1, in per cent; 0 where nothing is counted."""
        parts = (self.right / max(self.found, 1), self.right / max(self.gold, 1), 2 * self.right / max(self.found + self.gold, 1))
        return (100 * parts[0], 100 * parts[1], 100 * parts[2])

    def __str__(self) -> str:
        precision, recall, f1 = self.rates
        return f"P {precision:.1f} R {recall:.1f} F1 {f1:.1f} ({self.right} right of {self.found} found, {self.gold} gold)"


@dataclass(frozen=True, slots=True)
class Figures:
    """Scores by name: `typed`, `untyped`, and one for each type."""

    scores: tuple[tuple[str, Score], ...]

    def __str__(self) -> str:
        return "\n".join(f"{name:8} {score}" for name, score in self.scores)


def to_figures(extractor: Extractor, papers: Sequence[GoldPaper]) -> Figures:
    """Return the figures of an extractor on gold papers."""
    gold: set[_Place] = {
        (paper.paper_id, span.field, span.start, span.end, span.type) for paper in papers for span in paper.spans
    }
    extractions = extractor.extract(Paper(paper.paper_id, paper.title, paper.abstract) for paper in papers)
    found: set[_Place] = {
        (paper.paper_id, mention.field, mention.start, mention.end, mention.type)
        for paper, extraction in zip(papers, extractions, strict=True)
        for mention in extraction.mentions
    }
    by_type = [(name, _score(_of_type(found, name), _of_type(gold, name))) for name in CONCEPT_TYPES]
    untyped = _score({place[:-1] for place in found}, {place[:-1] for place in gold})
    return Figures((("typed", _score(found, gold)), ("untyped", untyped), *by_type))


def _of_type(places: set[_Place], name: str) -> set[_Place]:
    return {place for place in places if place[-1] == name}


def _score(found: AbstractSet[tuple[object, ...]], gold: AbstractSet[tuple[object, ...]]) -> Score:
    return Score(len(found & gold), len(found), len(gold))


def mention_figures(docs: Sequence[Doc], found: Iterable[Iterable[Found]]) -> dict[str, float]:
    """Return exact precision, recall and F1 in per cent, typed and not, of what was found in each Doc against its entities."""
    gold = {(place, span.start, span.end, span.label_) for place, doc in enumerate(docs) for span in doc.ents}
    ours = {
        (place, span.start, span.end, CONCEPT_TYPES[int(np.argmax(span.scores))])
        for place, spans in enumerate(found)
        for span in spans
    }
    scores = (("typed", _score(ours, gold)), ("untyped", _score({each[:-1] for each in ours}, {each[:-1] for each in gold})))
    return {f"{name} {rate}": round(value, 1) for name, score in scores for rate, value in zip("PRF", score.rates, strict=True)}
