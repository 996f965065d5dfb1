"""The results of papers that the user's own listing holds, as the shipped pipeline finds them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from extractors.pipeline import load_extractor
from kg.model import Extraction, Paper, Record, Result
from kg.readers.hf_listing import READER

pytestmark = pytest.mark.corpus


@cache
def extract(paper: Paper) -> Extraction:
    return next(load_extractor("default", label_map={}, batch_size=1).extract([paper]))


@pytest.fixture
def scores_of(listing: Path) -> Callable[[str], set[tuple[str | None, ...]]]:
    """Return a function that gives the scores of a paper, by the beginning of its title: (value, metric, dataset)."""

    def find(title: str) -> set[tuple[str | None, ...]]:
        papers = [each.paper for each in READER.read(listing) if isinstance(each, Record)]
        extraction = extract(next(paper for paper in papers if paper.title.startswith(title)))
        return {_told(result, extraction) for result in extraction.results if not result.difference}

    return find


def _told(result: Result, extraction: Extraction) -> tuple[str | None, ...]:
    named = (None if number is None else extraction.mentions[number].text for number in (result.metric, result.dataset))
    return result.value_text, *named


SCORES = {
    "Neural Architecture Search with Reinforcement": [("3.65", "test error rate"), ("62.4", "perplexity")],
    "Neural-Symbolic Recursive Machine": [("100%", "generalization accuracy")],
    "Recurrent Deep Differentiable Logic Gate": [("5.00", "BLEU")],
}
ON_DATASETS = {
    "Neural Architecture Search with Reinforcement": [("3.65", "CIFAR-10"), ("62.4", "Penn Treebank")],
    "Neural-Symbolic Recursive Machine": [("100%", "SCAN"), ("100%", "PCFG")],
    "Recurrent Deep Differentiable Logic Gate": [("5.00", "WMT'14 English-German")],
}


@pytest.mark.parametrize("title", SCORES)
def test_a_score_is_found_with_its_metric(title: str, scores_of: Callable[[str], set[tuple[str | None, ...]]]) -> None:
    found = scores_of(title)
    assert all(any(row[0] == value and (row[1] or "").endswith(metric) for row in found) for value, metric in SCORES[title])


@pytest.mark.parametrize("title", ON_DATASETS)
def test_a_score_is_found_with_its_dataset(title: str, scores_of: Callable[[str], set[tuple[str | None, ...]]]) -> None:
    found = [(value, dataset) for value, _, dataset in scores_of(title) if dataset]
    assert all(any(row[0] == value and dataset.startswith(row[1]) for row in found) for value, dataset in ON_DATASETS[title])


def test_what_an_improvement_amounts_to_is_no_score(scores_of: Callable[[str], set[tuple[str | None, ...]]]) -> None:
    assert not {"23%", "0.09 percent", "1.05x", "3.6"} & {row[0] for title in SCORES for row in scores_of(title)}
