"""RDF terms as canonical N-Triples writes them (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples)."""

import re
from decimal import Decimal
from urllib.parse import quote, urlsplit, urlunsplit

import pyoxigraph

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TO_ESCAPE = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_SHORT_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(/[A-Za-z0-9._~-]*)*")
_PATH = "/:@!$&'()*+,;=~%"


def literal(text: str) -> str:
    r"""Return `text` as a string literal.

    >>> print(literal('a "b" \\ c'))
    "a \"b\" \\ c"
    """
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def integer(number: int) -> str:
    """Return an xsd:integer."""
    return f'"{number}"^^<{_XSD}integer>'


def decimal(number: float) -> str:
    """Return an xsd:decimal with the digits that Python shows of `number`, never an exponent.

    >>> decimal(1e-7)
    '"0.0000001"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    text = repr(float(number))
    return f'"{text if "e" not in text else format(Decimal(text), "f")}"^^<{_XSD}decimal>'


def exact_decimal(number: Decimal) -> str:
    """Return an xsd:decimal without the zeros that a table's scale adds.

    >>> exact_decimal(Decimal("85.400"))
    '"85.4"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    text = f"{number.normalize():f}"
    return f'"{text if "." in text else text + ".0"}"^^<{_XSD}decimal>'


def boolean(value: bool) -> str:
    """Return an xsd:boolean.

    >>> boolean(True)
    '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    """
    return f'"{str(value).lower()}"^^<{_XSD}boolean>'


def date(text: str) -> str:
    """Return an xsd:date of a day written as ISO 8601 writes it."""
    return f'"{text}"^^<{_XSD}date>'


def year(number: int) -> str:
    """Return an xsd:gYear, which has at least four digits."""
    return f'"{number:04d}"^^<{_XSD}gYear>'


def web_iri(url: str) -> str | None:
    """Return an http(s) address as an IRI, percent-encoded where that is needed; None where `url` cannot be one.

    >>> web_iri("https://example.org/a b?q=[x]")
    '<https://example.org/a%20b?q=%5Bx%5D>'
    >>> web_iri("javascript:alert(1)")
    """
    if _PLAIN_ADDRESS.fullmatch(url):
        return f"<{url}>"
    try:
        parts = urlsplit(url.strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
            return None
        path, query, fragment = (_quoted(part, _PATH + extra) for part, extra in zip(parts[2:], ("", "?", "?"), strict=True))
        iri = urlunsplit((parts.scheme, _quoted(parts.netloc, _PATH + "[]"), path, query, fragment))
        return f"<{pyoxigraph.NamedNode(iri).value}>"
    except ValueError:
        return None


def _quoted(part: str, safe: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=safe)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04X}"
