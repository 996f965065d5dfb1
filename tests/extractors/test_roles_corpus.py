"""Roles in the listing: names may stand here, never in code, data or patterns."""

from functools import cache
from pathlib import Path

import pytest

from extractors.pipeline import load_extractor
from kg.model import Extraction, Paper, Record
from kg.readers.hf_listing import READER

pytestmark = pytest.mark.corpus


@cache
def extracted(listing: Path) -> list[tuple[Paper, Extraction]]:
    """Return the papers of the listing with what is found in them."""
    papers = [each.paper for each in READER.read(listing) if isinstance(each, Record)]
    extractor = load_extractor("default", label_map={}, batch_size=32)
    return list(zip(papers, extractor.extract(papers), strict=True))


def introducing(name: str, listing: Path) -> list[str]:
    """Return the titles of the papers that introduce the name."""
    return [
        paper.title
        for paper, extraction in extracted(listing)
        if any(mention.text == name and mention.role == "introduced" for mention in extraction.mentions)
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("TRM", "Less is More"),
        ("BT-Cell", "Beam Tree"),
        ("NSR", "Neural-Symbolic Recursive Machine"),
        ("GraphGPT", "GraphGPT"),
        ("KAN", "KAN"),
    ],
)
def test_a_name_is_introduced_by_its_own_paper(name: str, title: str, listing: Path) -> None:
    assert any(title in each for each in introducing(name, listing))


def test_what_no_paper_of_the_listing_proposes_is_introduced_by_none(listing: Path) -> None:
    assert introducing("HRM", listing) == []
