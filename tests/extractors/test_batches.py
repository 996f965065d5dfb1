"""What the shipped pipelines find does not depend on what shares the batch, nor on the order of papers."""

import pytest

import kg
from extractors.pipeline import SHIPPED, load_extractor
from kg.intake import iter_papers
from kg.model import Extraction, Paper


def extractions(model: str, papers: list[Paper], batch_size: int) -> dict[str, Extraction]:
    """Return what the model finds in each paper."""
    extractor = load_extractor(model, label_map={}, batch_size=batch_size)
    return {paper.paper_id: found for paper, found in zip(papers, extractor.extract(papers), strict=True)}


@pytest.mark.parametrize("model", SHIPPED)
def test_the_same_in_any_batch_and_order(model: str, atlas: kg.Atlas) -> None:
    if model == "accurate":
        pytest.importorskip("onnxruntime", reason="the accurate pipeline needs the extra of its name")
    papers = list(iter_papers(atlas.table("papers")))
    alone = extractions(model, papers, 1)
    assert any(found.mentions for found in alone.values())
    assert extractions(model, papers, 16) == alone
    assert extractions(model, papers, 64) == alone
    assert extractions(model, papers[::-1], 7) == alone
