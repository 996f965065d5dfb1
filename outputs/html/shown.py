r"""Texts as the page shows them: LaTeX undone, and spans of the stored text carried over.

Only what is surely LaTeX is undone: formulas between dollars that stand as pandoc asks (none before a digit, so that "$5 or $6"
are prices), commands, accents, and braces that begin with a command. A piece in which a command is unknown stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import LatexWalkerError

_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_LATEX = re.compile(
    rf"""
      \$\$?(?=[^\s$])[^$]*(?<=[^\s\\])\$\$?(?!\d)
    | \\\(.*?\\\) | \\\[.*?\\\]
    | \{{(?=\\)(?:[^{{}}]|{_GROUP})*\}}
    | \\[A-Za-z]{{2,}}\*?(?:{_GROUP})*
    | \\[cdHkrtuv]{_GROUP}
    | \\["'`^~=.](?:{_GROUP}|\\[ij]|[A-Za-z])
    | \\[%&_\#${{}}]
    | [_^]{_GROUP}
    """,
    re.VERBOSE | re.DOTALL,
)

_PERCENT = re.compile(r"(?<!\\)%")  # a sign to those who write it, and a comment to LaTeX
_SIGNS = {"|": "‖", "!": "", "url": "%s", "texttt": "%s", "bm": "", "pmb": "", "left": "", "right": "", "big": "", "Big": ""}
_SWITCHES = ("em", "it", "bf", "rm", "sl", "sc", "tt", "cal", "small", "displaystyle")

Span = Callable[[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as it is shown, and the function from a span of what is stored (code points) to one of it (UTF-16 code units)."""

    text: str
    span: Span


def show(text: str) -> Shown:
    r"""Return a stored text as it is shown; a span that begins or ends inside of undone LaTeX takes in all of that piece.

    >>> show(r"A $\beta$-VAE 😀 learns").text
    'A β-VAE 😀 learns'
    >>> show(r"A $\beta$-VAE 😀 learns").span(2, 13), show("A 😀 LSTM").span(4, 8)
    ((2, 7), (5, 9))
    """
    pieces = [*_pieces(text)] if "\\" in text or "$" in text or "{" in text else [(text, text)]
    readable = "".join(shown for _, shown in pieces)
    if readable == text and (text.isascii() or max(text) <= "\uffff"):
        return Shown(text, _same)
    return Shown(readable, _carrier(pieces))


def _same(start: int, end: int) -> tuple[int, int]:
    return start, end


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each as it is stored and as it is shown."""
    at = 0
    for found in _LATEX.finditer(text):
        yield text[at : found.start()], text[at : found.start()]
        yield found[0], _undone(found[0])
        at = found.end()
    yield text[at:], text[at:]


def _carrier(pieces: list[tuple[str, str]]) -> Span:
    starts, ends = [0], [0]  # where each character of the stored text begins; where the one before it ends
    for stored, shown in pieces:
        if stored == shown:
            for character in stored:
                ends.append(starts[-1] + _units(character))
                starts.append(ends[-1])
        elif stored:
            after = starts[-1] + _units(shown)
            starts += [*[starts[-1]] * (len(stored) - 1), after]
            ends += [after] * len(stored)
    return lambda start, end: (starts[start], ends[end] if end > start else starts[start])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@lru_cache(maxsize=65_536)
def _undone(latex: str) -> str:
    """Return a piece of LaTeX as plain text; itself where it does not parse, or where nothing or a command would be lost."""
    try:
        text = _reader().latex_to_text(_PERCENT.sub(r"\\%", latex), tolerant_parsing=False)
    except (LatexWalkerError, LookupError, ValueError, RecursionError):
        return latex
    return " ".join(text.split()) or latex


@cache
def _reader() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    ours = [MacroTextSpec(name, simplify_repl=shown) for name, shown in {**_SIGNS, **dict.fromkeys(_SWITCHES, "")}.items()]
    known.add_context_category("paperkg", macros=ours, prepend=True)
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_refuse))
    return LatexNodes2Text(latex_context=known, math_mode="text")


def _refuse(command: object) -> str:
    raise LookupError(f"{command} is unknown")
