r"""Refusing queries that reach beyond the atlas: SERVICE, which Oxigraph would follow over the network, and FROM.

The query is read as a series of tokens, of which only bare words count; comments, strings, IRIs, variables and the local
parts of names are passed over. Oxigraph reads without a tokeniser, so where two readings are possible the strict one holds:

1. It needs no space behind a keyword: `SERVICESILENT<...>` and `SERVICE:x` do reach out. Any bare word or prefix that
   contains SERVICE is refused.
2. `?a<?b)SERVICE#>` is a comparison and a comment, not an IRI. Only `<scheme://...>` is sure to be an IRI; in any other
   `<...>` the words count, and one with a quote or `#` in it, which would begin a string or a comment, is refused.
3. The standard decodes `\u0053` everywhere, Oxigraph in strings and IRIs alone: the query is read both ways.
"""

import re
from collections.abc import Iterator

from kg.errors import QueryError

_IRI_CHARACTER = r"(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})"
_TOKEN = re.compile(
    rf"""
      \#[^\n\r]*                                    # comment
    | <[A-Za-z][A-Za-z0-9+.-]*://{_IRI_CHARACTER}*> # IRI
    | (?P<doubtful><(?=[^<>'\#]*['\#]){_IRI_CHARACTER}*>)
    | \"\"\"(?:\"{{0,2}}(?:[^\"\\]|\\.))*\"\"\"     # long strings
    | '''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
    | \"(?:[^\"\\\n\r]|\\.)*\"                      # strings
    | '(?:[^'\\\n\r]|\\.)*'
    | [?$:]\w+                                      # variable, local part of a name
    | \\.                                           # escaped character in a local part
    | (?P<prefix>\w(?:[\w.-]*\w)?)(?=:)
    | (?P<word>\w+)                                 # keyword, number
    """,
    re.VERBOSE | re.DOTALL,
)
_SUSPECT = re.compile("service|from", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_stays_here(sparql: str) -> None:
    """Raise `QueryError` where the query could ask for data from anywhere but the atlas."""
    for reading in {sparql, _decoded(sparql)}:
        if not _SUSPECT.search(reading):
            continue
        for token in _TOKEN.finditer(reading):
            _check_token(token)


def first_keyword(sparql: str) -> str:
    """Return what the query begins with behind its prefixes, in capitals, such as SELECT; empty where it has no word."""
    words = (token["word"].upper() for token in _TOKEN.finditer(sparql) if token["word"])
    return next((word for word in words if word not in {"BASE", "PREFIX", "VERSION"}), "")


def iter_prefixes(sparql: str) -> Iterator[tuple[str, int, bool]]:
    """Yield each prefix of the query with its place (characters, from 0), and whether it is declared there."""
    declares = False
    for token in _TOKEN.finditer(sparql):
        if token["prefix"]:
            yield token["prefix"], token.start(), declares
        declares = (token["word"] or "").upper() == "PREFIX"


def iter_names(sparql: str) -> Iterator[str]:
    """Yield each full IRI, as `<...>`, and each prefixed name of the query, outside its strings and comments.

    >>> list(iter_names("PREFIX a: <http://x/> ASK { ?s a:b 'a:c' }"))
    ['<http://x/>', 'a:b']
    """
    prefix = None
    for token in _TOKEN.finditer(sparql):
        if token[0].startswith("<"):
            yield token[0]
        elif prefix and token[0].startswith(":"):
            yield prefix + token[0]
        prefix = token["prefix"]


def _check_token(token: re.Match[str]) -> None:
    if doubtful := token["doubtful"]:
        raise QueryError(f"{doubtful} can be read in two ways; write a space behind a comparing <, or a full IRI with ://")
    word = (token["word"] or token["prefix"] or "").upper()
    if "SERVICE" in word:
        raise QueryError(f"{token['word'] or token['prefix']} is refused: a query reads the atlas alone and never the network")
    if word in {"FROM", "FROMNAMED"}:
        raise QueryError("FROM is refused: a query reads the atlas alone; leave FROM out")


def _decoded(sparql: str) -> str:
    return _ESCAPE.sub(_character, sparql)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]
