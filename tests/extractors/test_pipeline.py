"""Loading pipelines, ours and a user's, and what their Docs become."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extractors.pipeline import load_extractor
from kg.errors import PipelineError
from kg.model import Definition, Extraction, Mention, Paper

PAPER = Paper(
    "p1",
    "Beam Trees",
    "We train a graph neural network (GNN) on TreeBank. It beats BERT, e.g. by 2 points. Code: https://github.com/a/b.",
)


def rules(path: Path, *names: str, label: str = "Model", **settings: object) -> str:
    """Write a pipeline that finds names by rule, and return its path."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name, "id": name.lower()} for name in names])
    nlp.meta.update(name="rules", version="1.2", **settings)
    nlp.to_disk(path)
    return str(path)


def found(pipeline: str, paper: Paper = PAPER, **label_map: str) -> Extraction:
    return next(load_extractor(pipeline, label_map=label_map, batch_size=16).extract([paper]))


def test_a_users_entities_become_mentions_of_the_mapped_type(tmp_path: Path) -> None:
    extraction = found(rules(tmp_path, "BERT", label="PRODUCT"), PRODUCT="Model")
    start = PAPER.abstract.index("BERT")
    sentence = PAPER.abstract.index("It beats"), PAPER.abstract.index(" Code:")
    assert extraction.mentions == (
        Mention("abstract", start, start + 4, *sentence, "BERT", "Model", extractor="en_rules-1.2", hint="bert"),
    )


def test_definitions_and_code_are_found_in_any_pipeline(tmp_path: Path) -> None:
    extraction = found(rules(tmp_path, "BERT"))
    assert extraction.definitions == (
        Definition("GNN", "graph neural network", "abstract", 0, PAPER.abstract.index(" It beats")),
    )
    assert extraction.code == ("https://github.com/a/b",)


def test_our_type_names_need_no_map(tmp_path: Path) -> None:
    assert [mention.type for mention in found(rules(tmp_path, "TreeBank", label="Dataset")).mentions] == ["Dataset"]


def test_a_label_mapped_to_nothing_is_left_out(tmp_path: Path) -> None:
    assert found(rules(tmp_path, "BERT", label="DATE"), DATE="").mentions == ()


def test_an_unmapped_label_is_an_error_that_lists_labels_and_types(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"PRODUCT; map each .*Model, Method, Task, Dataset, Metric\)"):
        load_extractor(rules(tmp_path, "BERT", label="PRODUCT"), label_map={}, batch_size=16)


def test_a_map_to_an_unknown_type_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="'Thing', which is no type"):
        load_extractor(rules(tmp_path, "BERT", label="PRODUCT"), label_map={"PRODUCT": "Thing"}, batch_size=16)


@pytest.mark.parametrize("pipeline", ["no_such_pipeline", "/no/such/folder", "en_no_such"])
def test_a_pipeline_that_is_not_there_is_an_error_that_says_what_works(pipeline: str) -> None:
    with pytest.raises(PipelineError, match=r"cannot be loaded .*give `default`"):
        load_extractor(pipeline, label_map={}, batch_size=16)


def test_a_damaged_folder_is_an_error(tmp_path: Path) -> None:
    pipeline = Path(rules(tmp_path, "BERT"))
    (pipeline / "config.cfg").write_text('[nlp]\nlang = "en"\npipeline = ["nothing_known"]\n', encoding="utf-8")
    with pytest.raises(PipelineError, match="cannot be loaded"):
        load_extractor(str(pipeline), label_map={}, batch_size=16)


def test_a_pipeline_that_finds_nothing_is_an_error(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(PipelineError, match="neither"):
        load_extractor(str(tmp_path), label_map={}, batch_size=16)


def test_mentions_of_a_user_do_not_cross_the_gap(tmp_path: Path) -> None:
    extraction = found(rules(tmp_path, "Trees\n\nWe"))
    assert [(mention.field, mention.text) for mention in extraction.mentions] == [("title", "Trees")]


@Language.factory("test_scored_concepts", default_config={"rows": [[0.1, 0.2, 0.3, 0.2, 0.2]]})
def make_scored_concepts(nlp: Language, name: str, rows: list[list[float]]) -> Callable[[Doc], Doc]:
    """Return a component that makes the last word but one a concept, with scores."""

    def set_scored(doc: Doc) -> Doc:
        spans = [Span(doc, len(doc) - 2, len(doc) - 1, label="Task", kb_id="id-7")]
        doc.spans["concepts"] = SpanGroup(doc, name="concepts", spans=spans, attrs={"scores": rows})
        return doc

    return set_scored


def scored(path: Path, rows: list[list[float]]) -> str:
    nlp = spacy.blank("en")
    nlp.add_pipe("test_scored_concepts", config={"rows": rows})
    nlp.to_disk(path)
    return str(path)


def test_scores_of_the_group_are_rounded_and_give_the_confidence(tmp_path: Path) -> None:
    extraction = found(scored(tmp_path, [[0.1, 0.2, 0.12345, 0.3, 0.4]]), Paper("p", "We do parsing."))
    assert [(each.text, each.type_scores, each.confidence, each.hint) for each in extraction.mentions] == [
        ("parsing", (0.1, 0.2, 0.123, 0.3, 0.4), 0.123, "id-7")
    ]


@pytest.mark.parametrize("rows", [[], [[0.1, 0.2]]])
def test_scores_of_the_wrong_shape_are_an_error(tmp_path: Path, rows: list[list[float]]) -> None:
    with pytest.raises(PipelineError, match="rows of scores"):
        found(scored(tmp_path, rows), Paper("p", "We do parsing."))


def test_the_fingerprint_changes_with_files_map_and_nothing_else(tmp_path: Path) -> None:
    one, same, other = (rules(tmp_path / name, word) for name, word in [("a", "BERT"), ("b", "BERT"), ("c", "GNN")])
    plain, again, changed = (load_extractor(each, label_map={}, batch_size=16).fingerprint for each in (one, same, other))
    mapped = load_extractor(one, label_map={"X": "Task"}, batch_size=32).fingerprint
    assert plain == again == load_extractor(one, label_map={}, batch_size=64).fingerprint
    assert len({plain, changed, mapped}) == 3
    json.dumps(plain)
