"""Markup of titles and abstracts, as HTML, JATS and feeds carry it, turned into the text that it shows.

1. Only what must be a tag is one: `<br>`, a tag with the prefix `jats:` or `mml:`, or an opening and a closing tag of a known
   name that belong together. So comparisons ("a < b and c > d", "1<p>0"), LaTeX and tokens such as `<s>` and `<mask>` stay.
2. Paragraphs, headings and list items are set apart by a blank line, `<br>` ends a line, other tags leave nothing behind, but
   the superscript of a number a `^`: "10<sup>-5</sup>" is 10^-5. A formula that is given twice is kept as MathML, and a heading
   that says "Abstract" goes. Blank space beside tags counts as one space.
3. Character references such as `&lt;` and `&#946;` become their characters, also where they were escaped several times.

These steps are taken until nothing changes, at most `_MOST_PASSES` times; each takes time linear in the text. A text of more
than `_LONGEST` characters stays as it is.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from html.entities import html5

_MOST_PASSES = 4
_LONGEST = 1_000_000  # characters; nothing is extracted from a longer text anyway, and its tags could fill the memory
_TAG = re.compile(
    r"""<(?P<closing>/)?(?P<prefix>(?:jats|mml):)?(?P<name>[A-Za-z][A-Za-z0-9-]*+)
        (?:\s++[\w:.-]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+\s*+(?P<empty>/)?>
      | <!\[(?P<data>CDATA)\[ | (?P<end>\]\]>)""",
    re.VERBOSE,
)
_REFERENCE = re.compile(r"&(?:amp;)*(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INLINE = """
    a abbr alternatives annotation b big bold cdata cite code del disp-formula em email ext-link font i inline-formula ins italic
    mark math mfenced mfrac mi mn mo monospace mover mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder
    named-content overline roman sc semantics small span strike strong styled-content sub sup tex-math tt u underline uri xref
"""
_BLOCKS = "abstract blockquote div h1 h2 h3 h4 h5 h6 label li list list-item ol p pre sec section table td th title tr ul"
_APART = frozenset(_BLOCKS.split())
_KNOWN = frozenset(_INLINE.split()) | _APART
_BLANK = re.compile(r"[ \t\r\n\f]+")
_LINE_END = re.compile(r" *\n[ \n]*")
_NUMBER = re.compile(r"\s*[-\u2212\u2013+]?[0-9]")
_OWN_NAME = re.compile(r"\A(?:abstract|summary)[.:]?\s*\n\n", re.IGNORECASE)


def to_plain_text(text: str) -> tuple[str, int]:
    """Return the text that `text` shows, and how many tags and character references it had; text without any stays as it is.

    >>> to_plain_text("<jats:p>p &lt; 0.05 in H<sub>2</sub>O</jats:p>")
    ('p < 0.05 in H2O', 5)
    >>> to_plain_text("a < b and c > d")
    ('a < b and c > d', 0)
    """
    total = 0
    for _ in range(_MOST_PASSES if len(text) <= _LONGEST else 0):
        text, tags = _without_tags(text)
        text, references = _decoded(text)
        if not tags + references:
            break
        total += tags + references
    return text, total


def _without_tags(text: str) -> tuple[str, int]:
    tags = list(_TAG.finditer(text))
    partners = _partners(tags)
    real = [number for number, tag in enumerate(tags) if number in partners or _stands_alone(tag)]
    if not real:
        return text, 0
    shown = "".join(_pieces(text, tags, real, partners)).strip()
    apart = _LINE_END.sub(lambda found: "\n\n" if found[0].count("\n") > 1 else "\n", re.sub(" +", " ", shown))
    return _OWN_NAME.sub("", apart), len(real)


def _pieces(text: str, tags: Sequence[re.Match[str]], real: Sequence[int], partners: Mapping[int, int]) -> Iterator[str]:
    """Yield the text between the tags that are `real`, and what each leaves behind."""
    at = 0
    for number in real:
        tag = tags[number]
        if tag.start() < at:  # within a formula that is left out
            continue
        yield _BLANK.sub(" ", text[at : tag.start()])
        yield _left_behind(text, tag)
        given_twice = _name(tag) == "tex-math" and number and _name(tags[number - 1]) == "alternatives"
        at = tags[partners.get(number, number)].end() if given_twice else tag.end()
    yield _BLANK.sub(" ", text[at:])


def _left_behind(text: str, tag: re.Match[str]) -> str:
    name = _name(tag)
    if name == "br":
        return "\n"
    if name == "sup" and not tag["closing"]:
        return "^" if _NUMBER.match(text, tag.end()) and text[tag.start() - 1 : tag.start()].isalnum() else ""
    return "\n\n" if name in _APART else ""


def _partners(tags: Sequence[re.Match[str]]) -> dict[int, int]:
    """Return the places of the tags of known names that belong together, each with that of its other half."""
    open_tags: dict[str, list[int]] = {}
    found: dict[int, int] = {}
    for number, tag in enumerate(tags):
        name = _name(tag)
        if name not in _KNOWN or tag["empty"]:
            continue
        if not (tag["closing"] or tag["end"]):
            open_tags.setdefault(name, []).append(number)
        elif open_tags.get(name):
            other = open_tags[name].pop()
            found[number], found[other] = other, number
    return found


def _stands_alone(tag: re.Match[str]) -> bool:
    return bool(tag["prefix"]) or (tag["name"] or "").lower() == "br"


def _name(tag: re.Match[str]) -> str:
    return "cdata" if tag["data"] or tag["end"] else tag["name"].lower()


def _decoded(text: str) -> tuple[str, int]:
    known = sum(_character(reference) != reference[0] for reference in _REFERENCE.finditer(text))
    return (_REFERENCE.sub(_character, text), known) if known else (text, 0)


def _character(reference: re.Match[str]) -> str:
    """Return what a reference stands for; one of an unknown name stands for itself."""
    name = f"{reference[1]};"
    return html.unescape(f"&{name}") if name[0] == "#" or name in html5 else reference[0]
