"""The normal form: what is one name, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.normal_form import normal_form, plain, singular_form


@pytest.mark.parametrize(
    "forms",
    [
        ("recurrent neural network", "Recurrent Neural Networks", "recurrent neural-networks", "RECURRENT NEURAL NETWORKS"),
        ("RNN", "RNNs", "rnn"),
        ("RvNN", "RvNNs"),
        ("Bi-LSTM", "bi LSTM", "Bi–LSTMs"),
        ("language modelling", "Language Modeling"),
        ("optimization", "Optimisation"),
        ("behavior cloning", "behaviour cloning"),
        ("matrix", "matrices"),
        (r"$\beta$-VAE", "β-VAE", r"\beta-VAE"),
        ("“BERT”", "BERT", "BERT's"),
        ("ＢＥＲＴ", "BERT"),
        ("loss", "losses"),
        ("study", "studies"),
    ],
)
def test_forms_of_one_name(forms: tuple[str, ...]) -> None:
    assert {normal_form(form) for form in forms} == {normal_form(forms[0])}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("CIFAR-10", "CIFAR-100"),
        ("GPT-4o", "GPT-4o mini"),
        ("TTS", "TT"),
        ("recurrent neural network", "recursive neural network"),
        ("S4", "S5"),
        ("C", "C++"),
        ("BLEU", "BLEURT"),
        ("word2vec", "wav2vec"),
    ],
)
def test_different_names_stay_apart(a: str, b: str) -> None:
    assert normal_form(a) != normal_form(b)


@pytest.mark.parametrize(
    "word", ["bias", "analysis", "corpus", "loss", "GLUE", "physics", "TTS", "noise", "unsupervised", "semantics"]
)
def test_words_that_only_look_plural_or_british_stay(word: str) -> None:
    assert normal_form(word) == word.casefold()


def test_broken_latex_stays_as_it_is() -> None:
    assert plain(r"$\frac{") != ""
    assert normal_form("R^2AM") == "r^2am"


@given(st.text(max_size=60))
def test_any_text_has_a_normal_form_in_one_line(text: str) -> None:
    form = normal_form(text)
    assert form == " ".join(form.split())


@given(st.lists(st.from_regex(r"[a-z]{1,12}", fullmatch=True), min_size=1, max_size=5))
def test_a_label_names_what_its_surface_form_names(words: list[str]) -> None:
    text = " ".join(words)
    assert normal_form(singular_form(text)) in {normal_form(text), normal_form(singular_form(singular_form(text)))}
