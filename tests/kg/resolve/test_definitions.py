"""What a definition says that was read too far, or over the end of a name."""

import pyarrow as pa
import pytest

from kg.resolve.definitions import cut_long_form, read_definitions


@pytest.mark.parametrize(
    ("short", "read", "long"),
    [
        ("RNNs", "recurrent neural networks", "recurrent neural networks"),
        ("SVM", "a sparse support vector machine", "support vector machine"),
        ("ID", "including in-distribution", "in-distribution"),
        ("MLM", "multi-modal language model", "multi-modal language model"),
        ("EEG", "electroencephalography", "electroencephalography"),
        ("Echo", "echocardiography", "echocardiography"),
        ("ConvNet", "convolutional network", "convolutional network"),
        ("ResNet", "residual neural networks", "residual neural networks"),
        ("PGC", "Proportional plus Gravity Control", "Proportional plus Gravity Control"),
        ("RACR", "Rule-Aware benchmark of Context for Ranking", "Rule-Aware benchmark of Context for Ranking"),
    ],
)
def test_a_long_form_is_cut_to_what_spells_its_abbreviation(short: str, read: str, long: str) -> None:
    assert cut_long_form(short, read) == long


@pytest.mark.parametrize(
    ("short", "read"),
    [
        ("ISTA", "Iterative Shrinkage, and its Task Adaptation"),
        ("AC", "and cost"),
        ("SQA", "strategies: question and answer"),
        ("SSIM", "state-of-the-art methods across many metrics"),
        ("CLIC", "classification"),
        ("RDA", "re-identification"),
    ],
)
def test_what_runs_over_the_end_of_a_name_defines_nothing(short: str, read: str) -> None:
    assert cut_long_form(short, read) == ""


def test_of_two_long_forms_that_end_alike_the_longer_one_is_meant() -> None:
    rows = [("p", "RALP", "robot-assisted laparoscopic radical prostatectomy"), ("p", "RALP", "radical prostatectomy")]
    names = ("paper_id", "short", "long")
    table = pa.table({name: pa.array(column, pa.string()) for name, column in zip(names, zip(*rows, strict=True), strict=True)})
    assert read_definitions(table).to_pylist() == [dict(zip(names, rows[0], strict=True))]
