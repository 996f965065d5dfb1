"""The names of public lists that are shipped."""

from collections import Counter
from importlib.resources import files

from kg.model import CONCEPT_TYPES
from kg.vocabulary import index_names, name_of, read_names


def test_every_name_has_a_type_and_begins_and_ends_with_a_letter_or_digit() -> None:
    names = read_names()
    assert {kind for name in names for kind in name.types} == set(CONCEPT_TYPES)
    assert [name for name in names if not (name.types and name.form and name.text[0].isalnum() and name.text[-1].isalnum())] == []


def test_most_names_have_one_type() -> None:
    types = Counter(len(name.types) for name in read_names() if name.types != ("Model", "Method"))
    assert types[1] / types.total() > 0.99


def test_common_words_names_of_scores_and_remarks_are_left_out() -> None:
    index = index_names(read_names())
    left_out = ("food", "Food", "social media", "ResNet (ensemble)", "BERT + CRF", "Set5 - 2x upscaling", "accuracy on test")
    assert [text for text in left_out if name_of(index, text)] == []


def test_names_that_stand_in_share_alike_lists_alone_have_a_file_of_their_own() -> None:
    share_alike = {"mlso", "nlp_progress", "orkg_tdm_2021", "pwc_evaluation_tables_2020", "sota_extractor"}
    for file, alone in (("names.tsv", False), ("names-by-sa.tsv", True)):
        lines = files("kg.vocabulary").joinpath(file).read_text("utf-8").splitlines()
        assert {share_alike.issuperset(line.split("\t")[4].split()) for line in lines} == {alone}
        assert lines == sorted(lines, key=lambda line: line.split("\t"))
