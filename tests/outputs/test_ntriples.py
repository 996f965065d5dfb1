"""Terms as N-Triples writes them."""

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from outputs.ntriples import decimal, integer, literal, web_iri, year

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TRICKY = '\x00\t\n\x0b\r\x1c\x1f "\\ \x7f\x80\x85\x9f\u2028\u2029\ufdd0\ufffe\uffff😀\\u0041 e\u0301'


def line(term: str) -> str:
    return f"<http://example.org/s> <http://example.org/p> {term} .\n"


@given(ANY_TEXT)
@example(TRICKY)
def test_any_text_survives_both_parsers(text: str) -> None:
    [quad] = pyoxigraph.parse(line(literal(text)), pyoxigraph.RdfFormat.N_TRIPLES)
    [value] = rdflib.Graph().parse(data=line(literal(text)), format="nt").objects()
    assert (quad.object, str(value)) == (pyoxigraph.Literal(text), text)


@given(ANY_TEXT)
@example(TRICKY)
def test_literals_are_canonical(text: str) -> None:
    subject, predicate = pyoxigraph.NamedNode("http://example.org/s"), pyoxigraph.NamedNode("http://example.org/p")
    triple = pyoxigraph.Triple(subject, predicate, pyoxigraph.Literal(text))
    assert pyoxigraph.serialize([triple], format=pyoxigraph.RdfFormat.N_TRIPLES) == line(literal(text)).encode()


@given(st.floats(0, 1e9))
def test_a_decimal_keeps_the_number(number: float) -> None:
    [value] = rdflib.Graph().parse(data=line(decimal(number)), format="nt").objects()
    assert isinstance(value, rdflib.Literal)
    assert float(value.toPython()) == number
    assert "e" not in str(value).lower()


@pytest.mark.parametrize("term", [decimal(0.5), decimal(1), integer(-3), year(2017), year(787)])
def test_typed_values_are_valid_and_stay_as_written_in_rdflib(term: str) -> None:
    [value] = rdflib.Graph().parse(data=line(term), format="nt").objects()
    assert isinstance(value, rdflib.Literal)
    assert not value.ill_typed
    assert value.n3() == term


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1706.03762"),
        (" http://example.org/a b/[1]?q=ä#x#y ", "http://example.org/a%20b/%5B1%5D?q=%C3%A4#x%23y"),
        ("http://example.org/50%", "http://example.org/50%25"),
        ("http://example.org/%C3%A4", "http://example.org/%C3%A4"),
        ("http://[::1]:80/", "http://[::1]:80/"),
    ],
)
def test_a_web_address_becomes_a_valid_iri(url: str, iri: str) -> None:
    assert web_iri(url) == f"<{iri}>"


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "data:text/html,x", "ftp://x/y", "http://", "http://a:99999/", "http://[", "10.1/x"]
)
def test_what_is_no_web_address_gives_no_iri(url: str) -> None:
    assert web_iri(url) is None


@given(st.text())
def test_no_text_breaks_out_of_an_iri(text: str) -> None:
    iri = web_iri(f"http://example.org/{text}")
    if iri is not None:
        [quad] = pyoxigraph.parse(line(iri), pyoxigraph.RdfFormat.N_TRIPLES)
        assert isinstance(quad.object, pyoxigraph.NamedNode)
