"""Saying in one sentence why Oxigraph did not take a query."""

import re
from collections.abc import Collection

from outputs.guard import first_keyword, iter_prefixes

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_ERROR = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<reason>.*)", re.DOTALL)
_SIGN = re.compile(r'"(?P<sign>[^\w"\\]+)"')


def explain_mistake(sparql: str, message: str, known_prefixes: Collection[str]) -> str:
    """Return what is wrong with `sparql`, and where, from the `message` of Oxigraph's syntax error."""
    keyword = first_keyword(sparql)
    if keyword in _UPDATES:
        return f"{keyword} is refused: a query does not change an atlas; `kg add`, `kg remove` and `kg build` do"
    if keyword not in _FORMS:
        return f"a query begins with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}, not with {keyword or 'nothing'}"
    return _undeclared_prefix(sparql, known_prefixes) or _syntax(sparql, message)


def _undeclared_prefix(sparql: str, known_prefixes: Collection[str]) -> str:
    declared = {"_", *known_prefixes, *(prefix for prefix, _, declares in iter_prefixes(sparql) if declares)}
    for prefix, place, _ in iter_prefixes(sparql):
        if prefix not in declared:
            line = sparql.count("\n", 0, place) + 1
            known = ", ".join(sorted(known_prefixes))
            return f"line {line}: the prefix {prefix!r} is not declared; known without PREFIX are {known}"
    return ""


def _syntax(sparql: str, message: str) -> str:
    error = _ERROR.match(message)
    if error is None:
        return f"the query is not valid SPARQL: {' '.join(message.split())}"
    line, column = int(error["line"]), int(error["column"])
    place = f"line {line}: the query is not valid SPARQL behind {_read_before(sparql, line, column)}"
    if "IRI parsing failed" in error["reason"]:
        return f"{place}: that is not an IRI"
    signs = list(dict.fromkeys(match["sign"] for match in _SIGN.finditer(error["reason"])))
    return f"{place}; there could stand {' '.join(signs)}" if signs else place


def _read_before(sparql: str, line: int, column: int) -> str:
    """Return what Oxigraph had read of the line, or of those before it, when it gave up: 40 characters at most."""
    lines = re.split(r"\r\n|\r|\n", sparql)
    read = " ".join([*lines[: line - 1], "".join(lines[line - 1 : line])[: column - 1]])
    return repr(" ".join(read.split())[-40:])
