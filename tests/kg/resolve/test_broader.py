"""What is a kind of what."""

from collections.abc import Sequence

import pyarrow as pa
import pytest

from kg.resolve import find_broader
from kg.tables import sort_table


def concept_table(*rows: tuple[str, str]) -> pa.Table:
    """Return concepts from (label, type); the id is the label with hyphens."""
    labels, types = zip(*rows, strict=True)
    columns = {"concept_id": [label.casefold().replace(" ", "-") for label in labels], "label": labels, "type": types}
    lists = pa.array([[]] * len(rows), pa.list_(pa.string()))
    return sort_table("concepts", pa.table({**columns, "aliases": lists, "hidden": [label == "learning" for label in labels]}))


def mentions_in(text: str, names: Sequence[str]) -> tuple[pa.Table, pa.Table]:
    """Return the papers and mentions tables of one abstract that has each name once."""
    starts = [text.index(name) for name in names]
    mentions = {
        "paper_id": ["p"] * len(names),
        "field": ["abstract"] * len(names),
        "start": starts,
        "end": [start + len(name) for start, name in zip(starts, names, strict=True)],
        "sent_start": [0] * len(names),
        "concept_id": [name.casefold().replace(" ", "-") for name in names],
    }
    return pa.table({"paper_id": ["p"], "title": [""], "abstract": [text]}), pa.table(mentions)


def broader(concepts: pa.Table, text: str = "LSTM", names: Sequence[str] = ("LSTM",)) -> dict[str, list[str]]:
    found, statements = find_broader(*mentions_in(text, names), concepts)
    rows = {row["concept_id"]: row["broader"] for row in found.to_pylist() if row["broader"]}
    assert sorted((s.subject_id, s.object_id) for s in statements) == sorted(
        (f"concept:{narrow}", f"concept:{broad}") for narrow, all_broad in rows.items() for broad in all_broad
    )
    return rows


@pytest.mark.parametrize(
    ("narrow", "broad", "holds"),
    [
        ("bidirectional LSTM", "LSTM", True),
        ("graph attention network", "graph neural network", False),
        ("convolutional neural network", "neural network", True),
        ("non convex optimization", "convex optimization", False),
        ("self-supervised learning", "supervised learning", False),
        ("number of parameters", "parameter", False),
        ("visible action trace", "TRACE", False),
        ("deep learning", "learning", False),
    ],
)
def test_a_name_is_a_kind_of_what_it_ends_with(narrow: str, broad: str, holds: bool) -> None:
    found = broader(concept_table((narrow, "Model"), (broad, "Model")))
    assert (found == {narrow.casefold().replace(" ", "-"): [broad.casefold().replace(" ", "-")]}) is holds


def test_types_must_agree_and_datasets_are_names() -> None:
    assert broader(concept_table(("image captioning", "Task"), ("captioning", "Method"))) == {}
    assert broader(concept_table(("Visual Genome", "Dataset"), ("Genome", "Dataset"))) == {}


@pytest.mark.parametrize("words", ["is a kind of", "is a special type of", "such as"])
def test_a_sentence_says_what_is_a_kind_of_what(words: str) -> None:
    first, second = ("RNN", "LSTM") if words == "such as" else ("LSTM", "RNN")
    text = f"We use an {first} {words} {'the' if words == 'such as' else 'an'} {second} here."
    assert broader(concept_table(("LSTM", "Model"), ("RNN", "Model")), text, (first, second)) == {"lstm": ["rnn"]}


def test_there_is_no_circle() -> None:
    text = "An LSTM is a kind of deep LSTM."
    concepts = concept_table(("LSTM", "Model"), ("deep LSTM", "Model"))
    papers, mentions = mentions_in(text, ("LSTM", "deep LSTM"))
    found, statements = find_broader(papers, mentions, concepts)
    assert {row["concept_id"]: row["broader"] for row in found.to_pylist()} == {"deep-lstm": ["lstm"], "lstm": []}
    assert [statement.comment for statement in statements] == ["its name ends with the name of the other"]
