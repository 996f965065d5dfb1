"""Addresses of code."""

import pytest
import spacy

from extractors.code_urls import set_code_urls
from extractors.groups import CODE, URLS
from extractors.sentences import set_sentences

NLP = spacy.blank("en")


def code(text: str) -> list[str]:
    doc = set_code_urls(set_sentences(NLP(text)))
    assert len(doc.spans[CODE]) == len(doc.spans[CODE].attrs[URLS])
    return doc.spans[CODE].attrs[URLS]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Code: https://github.com/a/b.", "https://github.com/a/b"),
        ("Code (https://github.com/a/b).", "https://github.com/a/b"),
        ("See [https://gitlab.com/a/b], please.", "https://gitlab.com/a/b"),
        (r"See \url{https://github.com/a/b_c}.", "https://github.com/a/b_c"),
        (r"See \href{https://github.com/a/b}{here}.", "https://github.com/a/b"),
        (r"See \url{https://github.com/a/b\_c}.", "https://github.com/a/b_c"),
        ("See https://github.com/a/b.git.", "https://github.com/a/b"),
        (r"{\color{blue}\href{https://github.com/a/b}{https://github.com/a/b}}$.", "https://github.com/a/b"),
        ("See [https://github.com/a/b](https://github.com/a/b).", "https://github.com/a/b"),
        ("See github.com/a/b for more.", "https://github.com/a/b"),
        ("See \u201chttps://github.com/a/b\u201d.", "https://github.com/a/b"),
        ("The source code is at https://example.org/code_(new).", "https://example.org/code_(new)"),
        ("Our implementation: http://example.org/x?y=1.", "http://example.org/x?y=1"),
    ],
)
def test_an_address_of_code_is_found_clean(text: str, url: str) -> None:
    assert set(code(text)) == {url}


@pytest.mark.parametrize(
    "text",
    [
        "The page is https://example.org.",
        "See https://github.com for all.",
        "Code is free.",
        "",
        "We code. It is at https://example.org/x.",
    ],
)
def test_other_addresses_are_not_code(text: str) -> None:
    assert code(text) == []


def test_the_span_covers_the_address() -> None:
    doc = set_code_urls(set_sentences(NLP("See (https://github.com/a/b).")))
    assert "https://github.com/a/b" in doc.spans[CODE][0].text
