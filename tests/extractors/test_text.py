"""The text of a paper and its offsets."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.text import field_at, field_offset, paper_text

fields = st.text(st.characters(exclude_characters="\n"), max_size=20)


@given(fields, fields)
def test_each_field_stands_in_the_text_at_its_offset(title: str, abstract: str) -> None:
    text = paper_text(title, abstract)
    assert text[field_offset(title, "title") :].startswith(title)
    assert text[field_offset(title, "abstract") :].startswith(abstract) or not abstract


@given(fields.filter(bool), fields.filter(bool))
def test_each_character_is_found_in_its_field(title: str, abstract: str) -> None:
    start = field_offset(title, "abstract")
    assert [field_at(title, at) for at in range(start + len(abstract))] == ["title"] * start + ["abstract"] * len(abstract)
