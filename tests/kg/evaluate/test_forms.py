"""The normal form of evaluation."""

import pytest

from kg.evaluate import form_key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Recurrent Neural Networks", "recurrent neural network"),
        ("GPUs", "GPU"),
        ("RECURRENT NEURAL NETWORKS", "Recurrent neural network"),
        ("few-shot learning", "few shot learning"),
        ("Barabási\u2013Albert model", "Barabási-Albert models"),
        ("R$^{2}$", "R2"),
        (r"$\mathcal{L}$-system", "L system"),
        ("caches", "cache"),
        ("inductive biases", "inductive bias"),
        ("losses", "loss"),
        ("capsule taxonomies", "capsule taxonomy"),
        ("movies", "movie"),
        ("ﬁne-tuning", "Fine-Tuning"),
    ],
)
def test_spellings_of_one_name_have_one_key(left: str, right: str) -> None:
    assert form_key(left) == form_key(right)


@pytest.mark.parametrize(
    ("left", "right"), [("BLEU", "BLUE"), ("RMS", "RM"), ("GPT-2", "GPT-3"), ("RNN", "RvNN"), ("corpus", "corp")]
)
def test_different_names_have_different_keys(left: str, right: str) -> None:
    assert form_key(left) != form_key(right)


def test_marks_alone_have_no_key() -> None:
    assert form_key("$") == ""
