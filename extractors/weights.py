"""Weights of features: what a linear model has learnt, and how probabilities are made of it."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Weights:
    """For each question the weights of its features; a feature without a weight weighs nothing."""

    questions: Mapping[str, Mapping[str, float]]

    def score(self, question: str, features: Iterable[str]) -> float:
        """Return the sum of the weights, each feature counted once."""
        weights = self.questions.get(question, {})
        return math.fsum(weights.get(feature, 0.0) for feature in set(features))

    def probability(self, question: str, features: Iterable[str]) -> float:
        """Return the probability of a yes (logistic regression)."""
        return 1.0 / (1.0 + math.exp(-self.score(question, features)))

    def shares(self, question: str, options: Iterable[Iterable[str]]) -> Sequence[float]:
        """Return the probability of each option; together they make 1 (conditional logit)."""
        scores = [self.score(question, features) for features in options]
        powers = [math.exp(score - max(scores)) for score in scores]
        return [power / math.fsum(powers) for power in powers]

    def to_bytes(self) -> bytes:
        """Return the weights as JSON, sorted: the same bytes for the same weights."""
        return json.dumps(self.questions, sort_keys=True, ensure_ascii=False, indent=0).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Return what `to_bytes` wrote."""
        return cls(json.loads(content))
