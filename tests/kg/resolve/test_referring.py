"""Which mentions may refer to what the paper names otherwise, and what shortens only where it does."""

import pyarrow as pa
import pytest

from kg.resolve import find_referring, resolve


@pytest.mark.parametrize(
    ("before", "refers"),
    [("The ", True), ("behind our proposed ", True), ("it is an ", True), ("this ", True), ("for ", False), ("the deep ", False)],
)
def test_an_article_or_pronoun_before_a_name_refers(before: str, refers: bool) -> None:
    papers = pa.table({"paper_id": ["p"], "title": ["A title"], "abstract": [f"{before}gap"]})
    mentions = pa.table({"paper_id": ["p", "p"], "field": ["title", "abstract"], "start": [2, len(before)]})
    assert find_referring(papers, mentions).to_pylist() == [True, refers]


@pytest.mark.parametrize("refers", [True, False])
def test_a_name_that_does_not_refer_shortens_none(refers: bool) -> None:
    columns = {"paper_id": ["p", "p"], "text": ["structural approximation gap", "structural gap"], "type": ["Metric"] * 2}
    mentions = pa.table({**columns, "hint": ["", ""], "refers": [True, refers]})
    mentions = mentions.append_column("type_scores", pa.nulls(2, pa.list_(pa.float32())))
    definitions = pa.table({name: pa.array([], pa.string()) for name in ("paper_id", "short", "long")})
    assert (len(set(resolve(mentions, definitions, papers=1).concept_ids.to_pylist())) == 1) is refers
