"""The names of a user's own list in a text."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from extractors.groups import CONCEPTS, SCORES, set_group
from extractors.own_names import set_names
from extractors.pipeline import load_extractor
from kg.model import Paper
from kg.vocabulary import Matcher, Name, build_matcher

TEXT = "A graph network layer beats Leaf on TREEBANK."
NAMES = (Name("graph network", ("Model",), "graph-net"), Name("Leaf", ("Dataset",)))


@pytest.fixture
def doc() -> Doc:
    """A text with its sentence."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp(TEXT)


@pytest.fixture
def matcher() -> Matcher:
    """What finds the names."""
    return build_matcher(NAMES)


def rows_of(doc: Doc) -> list[tuple[str, str, str, Sequence[float] | None]]:
    """Return text, label, id and scores of each concept of a Doc."""
    group = doc.spans[CONCEPTS]
    rows = group.attrs.get(SCORES) or [None] * len(group)
    return [(span.text, span.label_, span.id_, row) for span, row in zip(group, rows, strict=True)]


def test_the_users_names_win_over_what_they_overlap_and_leave_the_rest(doc: Doc, matcher: Matcher) -> None:
    found = [Span(doc, 1, 4, label="Method"), Span(doc, 5, 6, label="Model"), Span(doc, 7, 8, label="Dataset")]
    set_names(set_group(doc, CONCEPTS, found, {SCORES: [[0.1, 0.8, 0, 0, 0], [0.9, 0, 0, 0, 0], [0, 0, 0, 0.7, 0]]}), matcher)
    assert rows_of(doc) == [
        ("graph network", "Model", "graph-net", [1.0, 0.0, 0.0, 0.0, 0.0]),
        ("Leaf", "Dataset", "", [0.0, 0.0, 0.0, 1.0, 0.0]),
        ("TREEBANK", "Dataset", "", [0, 0, 0, 0.7, 0]),
    ]


def test_entities_of_a_pipeline_without_the_group_are_kept(doc: Doc, matcher: Matcher) -> None:
    doc.ents = [Span(doc, 7, 8, label="CORPUS")]
    assert rows_of(set_names(doc, matcher)) == [
        ("graph network", "Model", "graph-net", None),
        ("Leaf", "Dataset", "", None),
        ("TREEBANK", "CORPUS", "", None),
    ]


def test_no_name_crosses_from_the_title_into_the_abstract(tmp_path: Path) -> None:
    file = tmp_path / "names.tsv"
    file.write_text("name\ttype\nbeam, search\tTask\nzyxwv\tMetric\n", "utf-8")
    extractor = load_extractor("default", label_map={}, batch_size=1, names=str(file))
    (found,) = extractor.extract([Paper("p", "On beam", "search by Zyxwv.")])
    assert [(each.text, each.type, each.confidence) for each in found.mentions if each.confidence == 1] == [
        ("Zyxwv", "Metric", 1.0)
    ]


def test_the_names_and_not_their_place_change_the_fingerprint(tmp_path: Path) -> None:
    prints = []
    for number, text in enumerate(("A1\tModel", "A1\tModel", "A1\tTask")):
        file = tmp_path / f"{number}.tsv"
        file.write_text(f"name\ttype\n{text}\n", "utf-8")
        prints.append(load_extractor("default", label_map={}, batch_size=1, names=str(file)).fingerprint)
    assert prints[0] == prints[1] != prints[2]
    assert load_extractor("default", label_map={}, batch_size=1).fingerprint not in prints
