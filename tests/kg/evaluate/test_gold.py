"""Reading annotated papers."""

import json
from pathlib import Path

import pytest

from kg.errors import InputError, SettingsError
from kg.evaluate import GoldConcept, read_gold

OURS = {
    "id": "1706.03762",
    "title": "Beam Trees",
    "abstract": "Beam trees sort.",
    "spans": [
        {"field": "title", "start": 0, "end": 10, "type": "Model", "name": "beam tree"},
        {"field": "abstract", "start": 0, "end": 10, "type": "model", "name": "beam tree"},
    ],
    "concepts": [{"type": "model", "name": "beam tree", "aliases": ["Beam Trees", "Beam trees"], "role": "introduced"}],
}
CORPUS = {
    "id": "s-1",
    "text": "LSTMs on SCAN; an LSTM.",
    "spans": [
        {"start": 0, "end": 5, "label": "Method", "text": "LSTMs"},
        {"start": 9, "end": 13, "label": "Material", "text": "SCAN"},
        {"start": 18, "end": 22, "label": "Method", "text": "LSTM"},
        {"start": 18, "end": 22, "label": "Generic", "text": "LSTM"},
    ],
}
MAP = {"Method": "Model", "Material": "dataset"}


def write(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def test_our_schema_gives_mentions_and_concepts(tmp_path: Path) -> None:
    (paper,) = read_gold(write(tmp_path, OURS)).papers
    assert paper.paper.paper_id == "arxiv-1706.03762"
    assert [(mention.field, mention.text, mention.type) for mention in paper.mentions] == [
        ("title", "Beam Trees", "Model"),
        ("abstract", "Beam trees", "Model"),
    ]
    assert paper.concepts == (GoldConcept("beam tree", "Model", ("Beam Trees", "Beam trees"), "introduced"),)


def test_a_corpus_gives_a_concept_a_name_and_counts_unmapped_labels(tmp_path: Path) -> None:
    gold = read_gold(write(tmp_path, CORPUS), MAP)
    (paper,) = gold.papers
    assert (paper.paper.title, paper.paper.abstract) == ("", CORPUS["text"])
    assert paper.concepts == (GoldConcept("LSTMs", "Model", ("LSTMs", "LSTM")), GoldConcept("SCAN", "Dataset", ("SCAN",)))
    assert gold.left_out == {"Generic": 1}


def test_a_name_is_the_same_in_all_papers_of_a_corpus(tmp_path: Path) -> None:
    other = {"id": "s-2", "text": "An LSTM.", "spans": [{"start": 3, "end": 7, "label": "Method"}]}
    gold = read_gold(write(tmp_path, CORPUS, other), MAP)
    assert gold.papers[1].mentions[0].name == "LSTMs"


def test_offsets_follow_the_stored_text(tmp_path: Path) -> None:
    text = "  Cafe\u0301 LSTM "
    record = {"id": "x", "text": text, "spans": [{"start": 8, "end": 12, "label": "Method"}]}
    (paper,) = read_gold(write(tmp_path, record), MAP).papers
    (mention,) = paper.mentions
    assert paper.paper.abstract[mention.start : mention.end] == mention.text == "LSTM"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"spans": None}, "gold.jsonl:2: not an annotated paper"),
        ({"id": "1706.03762"}, "gold.jsonl:2: the id '1706.03762' stands there twice"),
        ({"concepts": [{"type": "gadget", "name": "x", "aliases": []}]}, "there is no type 'gadget'; there are Model, Method"),
        ({"spans": [OURS["spans"][0] | {"end": 99}]}, "the span 0-99 does not hold a name within the title of 10 characters"),
        ({"spans": [OURS["spans"][0] | {"field": "body"}]}, "the field 'body' is neither title nor abstract"),
    ],
)
def test_a_bad_record_is_named_by_its_line(tmp_path: Path, change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_gold(write(tmp_path, OURS, OURS | {"id": "2"} | change))
    assert message in str(caught.value)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'title' is missing"):
        read_gold(write(tmp_path, {"id": "1", "abstract": "x"}))


def test_labels_that_are_all_unmapped_are_listed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none of its labels is mapped to a type: Generic, Material, Method; say"):
        read_gold(write(tmp_path, CORPUS))


def test_a_map_to_an_unknown_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="the label 'Method' cannot be mapped to 'Thing': there is no type 'Thing'"):
        read_gold(write(tmp_path, CORPUS), {"Method": "Thing"})


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "holds no annotated paper"), (b"{\n", ":1: not JSON"), (b"\xff", "cannot be read")]
)
def test_a_file_that_is_no_gold_is_refused_in_one_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_gold(path)


def test_a_line_that_is_no_object_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=":1: not an annotated paper"):
        read_gold(write(tmp_path, 3))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "none.jsonl")
