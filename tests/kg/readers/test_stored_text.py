"""What a title or abstract looks like once it is stored."""

import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.stored_text import StoredText, to_stored_text

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "text",
    [
        "An LSTM with $\\alpha$-entmax and R^2AM",
        "\uff26ullwidth letters and ligatures \ufb01 stay (never NFKC)",
        "a tab\tand a\nline feed",
        "C1 controls \x80\x94 stay",
        "<jats:p>tags</jats:p> &amp; entities",
    ],
)
def test_nothing_else_changes(text: str) -> None:
    assert to_stored_text(text) == StoredText(text)


@pytest.mark.parametrize(
    ("text", "stored", "replaced"),
    [
        ("a\x00b\x0bc\rd", "a b c d", ("U+0000", "U+000B", "U+000D")),
        ("a\ufffeb\uffffc", "a b c", ("U+FFFE", "U+FFFF")),
        ("a\ud800b", "a\ufffdb", ("U+D800",)),
        ("e\u0301tude", "\u00e9tude", ()),
        ("  \n trimmed\u00a0", "trimmed", ()),
        ("\x00\x00", "", ("U+0000", "U+0000")),
    ],
)
def test_what_is_replaced_is_told(text: str, stored: str, replaced: tuple[str, ...]) -> None:
    assert to_stored_text(text) == StoredText(stored, replaced)


@given(ANY_TEXT)
def test_stored_text_is_nfc_can_be_xml_and_is_stored_as_itself(text: str) -> None:
    stored = to_stored_text(text).text
    assert to_stored_text(stored) == StoredText(stored)
    assert unicodedata.is_normalized("NFC", stored)
    element = ElementTree.Element("t")
    element.text = stored
    assert ElementTree.fromstring(ElementTree.tostring(element, "utf-8")).text in (stored, stored or None)  # noqa: S314 -- our own text
