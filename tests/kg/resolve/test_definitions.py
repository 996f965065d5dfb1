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
        ("NN", "pre-neural network", "neural network"),
        ("SL", "self-supervised learning", "self-supervised learning"),
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
        ("SLM", "scale language models"),
        ("SSIM", "state-of-the-art methods across many metrics"),
        ("CLIC", "classification"),
        ("RDA", "re-identification"),
        ("CA-SUM", "conduct a comparison using a summary"),
        ("MIR", "module, a multimodal representation"),
        ("1-NFE", "1.5} with a single evaluation"),
    ],
)
def test_what_runs_over_the_end_of_a_name_defines_nothing(short: str, read: str) -> None:
    assert cut_long_form(short, read) == ""


@pytest.mark.parametrize(
    ("short", "meant", "other"),
    [
        ("RALP", "robot-assisted laparoscopic radical prostatectomy", "radical prostatectomy"),
        ("CMR", "cardiac magnetic resonance imaging", "cine cardiac magnetic resonance imaging"),
    ],
)
def test_of_two_long_forms_that_end_alike_the_one_that_spells_it_or_else_the_longer_is_meant(
    short: str, meant: str, other: str
) -> None:
    table = pa.table({"paper_id": ["p", "p"], "short": [short, short], "long": [meant, other]})
    assert read_definitions(table)["long"].to_pylist() == [meant]
