"""Results: which numbers are kept, what they are of, and how they are worded."""

import time

import pytest
import spacy
from spacy.tokens import Doc, Span

from extractors.abbreviations import set_abbreviations
from extractors.groups import CONCEPTS, RESULTS, set_group
from extractors.number_reading import read_numbers
from extractors.result_features import Spot, name_features, number_features
from extractors.result_wording import clause_of, is_difference
from extractors.results import ResultFinder, nearest_mention
from extractors.sentences import set_sentences
from extractors.weights import Weights

NLP = spacy.blank("en")
NEAR = {"behind by on": 3.0, "behind by #": 0.0, "before by of": 3.0, "before by achieves": 3.0, "behind by ": 3.0, "none": 1.0}
ALL = Weights({"result": {"one": 5.0}, **dict.fromkeys(("model", "task", "dataset", "metric"), NEAR)})
"""Weights with which every number is a result, of what stands close to it."""


def doc_of(text: str, **names: str) -> Doc:
    """Return a Doc whose concepts are the given words, by type: several of one type are parted by a semicolon."""
    doc = set_sentences(NLP(text))
    found = [
        doc.char_span(start, start + len(word), label=label, alignment_mode="expand")
        for label, words in names.items()
        for word in words.split(";")
        for start in range(len(text))
        if text.startswith(word, start)
    ]
    return set_group(doc, CONCEPTS, sorted(found, key=lambda span: span.start))


def found_in(doc: Doc) -> list[tuple[str | None, ...]]:
    """Return (model, task, dataset, metric, value text) of each result, each concept by its words."""
    rows = ResultFinder(0.3, ALL)(doc).spans[RESULTS].attrs[RESULTS]
    words = [span.text for span in doc.spans[CONCEPTS]]
    return [(*(None if place is None else words[place] for place in row[:4]), row[5]) for row in rows]


def spot_of(doc: Doc, number: int = 0) -> Spot:
    reading = read_numbers(doc)
    assert reading
    return Spot(reading, *list(reading.numbers())[number])


def test_without_weights_nothing_is_found() -> None:
    doc = ResultFinder(0.3)(doc_of("It reaches 91.2% accuracy.", Metric="accuracy"))
    assert list(doc.spans[RESULTS]) == []


def test_a_number_is_of_the_names_beside_it() -> None:
    doc = doc_of("TreeNet achieves 91.2% accuracy on SST.", Model="TreeNet", Metric="accuracy", Dataset="SST")
    assert found_in(doc) == [("TreeNet", None, None, "accuracy", "91.2%")]


def test_a_list_of_datasets_shares_its_number() -> None:
    weights = Weights({"result": {"one": 5.0}, "dataset": {"behind": 3.0}})
    doc = doc_of("TreeNet reaches 100% on SCAN and PCFG.", Dataset="SCAN;PCFG")
    rows = ResultFinder(0.3, weights)(doc).spans[RESULTS].attrs[RESULTS]
    assert [row[2] for row in rows] == [0, 1]


def test_each_number_of_a_list_keeps_its_own_dataset() -> None:
    weights = Weights({"result": {"one": 5.0}, "dataset": {"in step 0": 3.0}})
    doc = doc_of("It reaches 90% and 80% on SCAN and PCFG, respectively.", Dataset="SCAN;PCFG")
    rows = ResultFinder(0.3, weights)(doc).spans[RESULTS].attrs[RESULTS]
    assert [(row[2], row[5]) for row in rows] == [(0, "90%"), (1, "80%")]


def test_a_number_on_a_name_that_was_not_recognised_is_on_no_dataset() -> None:
    weights = Weights({"result": {"one": 5.0}, "dataset": {"before": 3.0, "behind": 3.0}})
    doc = doc_of("It has 83% on Cora and 79% on Pubmed.", Dataset="Cora")
    rows = ResultFinder(0.3, weights)(doc).spans[RESULTS].attrs[RESULTS]
    assert [(row[2], row[5]) for row in rows] == [(0, "83%"), (None, "79%")]


def test_a_number_within_a_name_is_no_result() -> None:
    assert found_in(doc_of("We use Llama 3.1 here.", Model="Llama 3.1")) == []


def test_a_known_dataset_is_one_whatever_the_recogniser_says() -> None:
    reading = read_numbers(doc_of("We get 3 on CIFAR-10 and on the TreeBank corpus.", Model="CIFAR-10;TreeBank"))
    assert reading
    assert [name.type for name in reading.names] == ["Dataset", "Dataset"]


def test_no_feature_holds_the_name_of_a_model() -> None:
    spot = spot_of(doc_of("TreeNet has 91.2% accuracy.", Model="TreeNet", Metric="accuracy"))
    features = [*number_features(spot), *name_features(spot, spot.reading.names[1])]
    assert not [feature for feature in features if "treenet" in feature]


def test_an_abbreviation_and_its_long_form_are_one_name() -> None:
    spot = spot_of(set_abbreviations(doc_of("A tree network (TN) is 2x faster. TN wins.", Model="tree network;TN")))
    assert [name.mentions for name in spot.reading.names] == [(0, 1, 2)]
    assert nearest_mention(spot, spot.reading.names[0]) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We win by about 23%.", True),
        ("We improve accuracy by up to 2.1 points.", True),
        ("We gain +2.28 on it.", True),
        ("We improve it by as much as 38.8%.", True),
        ("It helps by raising 153 points on it.", True),
        ("It is 1.05x faster.", True),
        ("It has 3.5% and 2.3% F1 gains.", True),
        ("It has a 4% absolute improvement.", True),
        ("It brings an increase of up to 5% in speed.", True),
        ("It is one order of magnitude faster.", True),
        ("It reaches an accuracy of 91.2% on it.", False),
        ("It cuts the latency from 9 ms to 4 ms.", False),
        ("We reach 91.2% with lower cost.", False),
        ("We reach 85 points.", False),
    ],
)
def test_a_difference_is_told_from_a_score(text: str, expected: bool) -> None:
    assert is_difference(spot_of(doc_of(text)), None) is expected


def test_the_steps_of_a_list_are_all_differences() -> None:
    doc = doc_of("It cuts the error by 31.7% over A, 26.0% over B, and 9.3% over C, while D has 5% of them.")
    assert [is_difference(spot_of(doc, number), None) for number in range(4)] == [True, True, True, False]


def test_a_ratio_of_a_ratio_metric_is_a_score() -> None:
    spot = spot_of(doc_of("It has a speedup of 2x.", Metric="speedup"))
    assert not is_difference(spot, spot.reading.names[0])


def test_the_clause_ends_where_another_begins_but_holds_what_the_result_is_of() -> None:
    doc = doc_of("TreeNet wins; it has 91.2% on SST, while LeafNet has 88%.", Model="TreeNet;LeafNet", Dataset="SST")
    spot = spot_of(doc)
    assert doc.text[slice(*clause_of(spot, [1]))] == "it has 91.2% on SST,"
    assert doc.text[slice(*clause_of(spot, [0]))] == "TreeNet wins; it has 91.2% on SST,"


def test_a_user_s_concepts_are_enough() -> None:
    doc = set_sentences(NLP("It reaches 91.2%."))
    doc.ents = [Span(doc, 0, 1, label="X")]
    assert len(ResultFinder(0.3, ALL)(doc).spans[RESULTS]) == 1


def test_weights_come_back_from_disk_as_the_same_bytes(tmp_path) -> None:  # noqa: ANN001 - pytest's
    ResultFinder(0.3, ALL).to_disk(tmp_path / "a")
    ResultFinder(0.3).from_disk(tmp_path / "a").to_disk(tmp_path / "b")
    assert (tmp_path / "a" / "weights.json").read_bytes() == (tmp_path / "b" / "weights.json").read_bytes()


def test_a_table_written_as_one_sentence_takes_no_long_time() -> None:
    doc = doc_of("accuracy " + "1.5 " * 20_000, Metric="accuracy")
    began = time.process_time()
    ResultFinder(0.3, ALL)(doc)
    assert time.process_time() - began < 5
