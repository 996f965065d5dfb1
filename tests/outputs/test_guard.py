"""No query may reach the network.

What would reach it is shown by Oxigraph: its client refuses port 9 before it opens a connection, and says so.
"""

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from outputs.guard import check_stays_here, first_keyword

IRI = "<http://127.0.0.1:9/>"

REACHING_OUT = [
    f"SELECT * {{ SERVICE {IRI} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ service{IRI}{{ ?s ?p ?o }} }}",
    f"PREFIX : {IRI} SELECT * {{ SERVICE:{{ ?s ?p ?o }} }}",
    f"PREFIX : {IRI} SELECT * {{ SERVICE:x{{ ?s ?p ?o }} }}",
    f"SELECT * {{ BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#>\n{IRI}{{ ?s ?p ?o }} }}",
    f"SELECT * {{ VALUES ?x {{ '''a' }} SERVICE{IRI}{{ ?s ?p ?o }} }}",
    f"SELECT * {{ OPTIONAL {{ ?s ?p true }} OPTIONAL{{ VALUES ?x {{ true }} SERVICE{IRI}{{ ?s ?p ?o }} }} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE {IRI} {{ ?s ?p ?o }} }} }} }}",
    f"ASK {{ # comment\n SERVICE {IRI} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ VALUES ?x {{ 'it\\'s' \"#\" }} SERVICE {IRI} {{ ?s ?p ?o }} }}",
]

REFUSED_AS_WELL = [
    f"SELECT * {{ service silent {IRI} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ SERVICESILENT{IRI}{{ ?s ?p ?o }} }}",
    f"SELECT * {{ BIND({IRI} AS ?x) SERVICE?x{{ ?s ?p ?o }} }}",
    f"SELECT * {{ \\u0053ERVICE {IRI} {{ ?s ?p ?o }} }}",
    f'SELECT * {{ ?s ?p "\\u0022" SERVICE {IRI} {{ }} "..." }}',
    f"SELECT * {{ ?s ?p a:b\\' . SERVICE {IRI} {{ ?a ?b ?c }} ?x ?y 'z' }}",
    f"SELECT * {{ ?s ?p <x:\\u0041'> . SERVICE {IRI} {{ ?a ?b ?c }} ?x ?y '1' }}",
    f"SELECT * {{ ?s ?p 1SERVICE{IRI}{{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p a:b.SERVICE{IRI}{{ ?a ?b ?c }} }}",
    "SELECT * FROM <http://example.org/> { ?s ?p ?o }",
    "SELECT *FROM NAMED<file:///etc/passwd> { ?s ?p ?o }",
]

PIECES = [
    *(f"{word}{IRI}{{?s ?p ?o}}" for word in ("SERVICE", "service ", "SERVICE#>\n", "SERVICE#'>\n", "SeRvIcE\t")),
    *("SERVICE:x{?s ?p ?o}", "SERVICE x:{}", "FILTER(?a<?b)", "FILTER(?a<'b')", "FILTER(1<2)", "BIND(1 AS ?a)"),
    *("VALUES ?x { 1 }", 'VALUES ?y { """a" }', "VALUES ?z { '' '#' }", "?a ?b ?c .", "x:b .", "?a x:b x:c\\# .", "x:a\\'"),
    *("OPTIONAL {", "{", "}", "#", "#>", ">", "<", "'", '"', '"""', "\\", "\\'", "\n", "<a#b>", "<a'b>"),
    *("\\u0027", "\\u0023", "<\\u0023'>"),
]

HARMLESS = [
    "SELECT ?service ?from { ?service ?SERVICE $from }",
    'SELECT * { ?x rdfs:label \'SERVICE\', "from", \'\'\'SERVICE\'\'\', """a"FROM""" } # SERVICE from',
    "PREFIX s: <http://example.org/SERVICE#> SELECT * { ?x s:service ?y . FILTER(?y < 3 && 5 > ?y) }",
    "SELECT * { ?x <https://schema.org/servicePhone> ?y }",
    "SELECT * { ?x <#a'b> ?y }",
]


def reaches_out(query: str) -> bool:
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(*[pyoxigraph.NamedNode("http://example.org/b")] * 3))
    try:
        found = store.query(query)
        if not isinstance(found, pyoxigraph.QueryBoolean):
            list(found)
    except SyntaxError:
        return False
    except OSError as error:
        return "port 9" in str(error)
    return False


def refused(query: str) -> bool:
    try:
        check_stays_here(query)
    except QueryError:
        return True
    return False


@pytest.mark.parametrize("query", REACHING_OUT)
def test_a_query_that_oxigraph_would_follow_over_the_network_is_refused(query: str) -> None:
    assert reaches_out(query)
    with pytest.raises(QueryError):
        check_stays_here(query)


@pytest.mark.parametrize("query", REFUSED_AS_WELL)
def test_a_query_that_another_reading_would_follow_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        check_stays_here(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_the_words_may_stand_in_variables_strings_iris_and_comments(query: str) -> None:
    check_stays_here(query)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "\n"])), max_size=8), st.integers(0, 2))
def test_no_query_made_of_tricky_pieces_gets_past_and_out(pieces: list[tuple[str, str]], closing: int) -> None:
    body = "".join(piece + space for piece, space in pieces)
    query = f"PREFIX x: <http://example.org/> SELECT * {{ {body}\n{'}' * (closing + 1)}"
    assert refused(query) or not reaches_out(query)


@pytest.mark.parametrize(
    ("query", "keyword"),
    [
        ("select * {}", "SELECT"),
        ("# SELECT\nPREFIX ask: <http://example.org/> BASE <http://example.org/describe> ASK {}", "ASK"),
        ("PREFIX x: <http://example.org/>\nINSERT DATA { x:a x:b x:c }", "INSERT"),
        ("", ""),
    ],
)
def test_the_first_keyword_is_found_behind_the_prefixes(query: str, keyword: str) -> None:
    assert first_keyword(query) == keyword


@pytest.mark.parametrize(
    "hostile", ['"""' + '""a' * 20_000, "<" * 20_000 + "'", "<a'" * 20_000, '"\\' * 20_000, "<" + "'" * 20_000]
)
def test_a_hostile_text_is_read_in_a_moment(hostile: str) -> None:
    refused(f"{hostile} service")
