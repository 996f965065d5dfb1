"""What papers state of concepts, with the sentences."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import kg
from kg.stated import find_results, find_statements


def test_a_statement_of_two_papers_stands_once_with_the_surest_sentence_first(rich_atlas: kg.Atlas) -> None:
    first, *_ = find_statements(rich_atlas, concept_id="rnn")
    assert (first.head, first.relation, first.tail) == ("gated unit", "outperforms", "RNN")
    assert [(each.title, each.text, each.confidence) for each in first.evidence] == [
        ("Gates That Remember", "It beats the plain RNN at machine translation.", 0.8),
        ("An RNN for Parsing", "The gated unit beats the plain RNN again.", None),
    ]


def test_a_paper_is_shown_with_what_it_alone_states(rich_atlas: kg.Atlas) -> None:
    stated = find_statements(rich_atlas, paper_id="arxiv-1406.00001")
    assert [(each.relation, each.tail, len(each.evidence)) for each in stated] == [
        ("outperforms", "RNN", 1),
        ("used_for", "machine translation", 1),
    ]


def test_a_result_is_found_by_each_concept_that_it_is_of(rich_atlas: kg.Atlas) -> None:
    for concept in ("gated-unit", "mt", "wmt14", "bleu"):
        best = find_results(rich_atlas, concept_id=concept)[0]
        assert (best.value, best.unit, best.model, best.metric) == ("28.4", "BLEU", "gated unit", "BLEU")
        assert best.evidence.text == "The gated unit reaches 28.4 BLEU on WMT14."


def test_a_hidden_concept_states_nothing_and_leaves_a_gap_in_results(make_atlas: Callable[..., kg.Atlas], rich_rows: Any) -> None:
    rows = deepcopy(dict(rich_rows))
    rows["concepts"] = [concept | {"hidden": concept["concept_id"] == "rnn"} for concept in rows["concepts"]]
    atlas = make_atlas(rows, merges=())
    assert [each.tail for each in find_statements(atlas, concept_id="gated-unit")] == ["machine translation"]
    assert [each.model for each in find_results(atlas, paper_id="arxiv-1706.00002")] == ["gated unit", None]
