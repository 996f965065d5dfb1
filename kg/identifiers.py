"""Identifiers: the one place where a paper's and a concept's id are made. They are made of the record or name alone.

An id is the last part of an IRI and holds only `A-Z a-z 0-9 . -`. A name that its slug could not give back gets ten
hexadecimal digits of its SHA-256 behind the slug, so that two names never share an id.
"""

import hashlib
import re
import unicodedata

_LONGEST_SLUG = 60
_REVERSIBLE = re.compile(r"[a-z0-9]+( [a-z0-9]+)*")
_LOOKS_HASHED = re.compile(r"(?:.*[ .-])?h[0-9a-f]{10}")
_ARXIV = re.compile(
    r"(?:arxiv:|https?://arxiv\.org/(?:abs|pdf)/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?", re.IGNORECASE
)
_DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PLAIN_ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


def hash10(text: str) -> str:
    """Return the first ten hexadecimal digits of the SHA-256 of `text` in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:10]


def slug(name: str) -> str:
    """Return the id of a normalised name: its words joined by hyphens, with a hash where that could not be undone.

    >>> slug("recurrent neural network")
    'recurrent-neural-network'
    >>> slug("c++")
    'c-hcedb1bac7e'
    """
    if _REVERSIBLE.fullmatch(name) and len(name) <= _LONGEST_SLUG and not _LOOKS_HASHED.fullmatch(name):
        return name.replace(" ", "-")
    return f"{_readable(name)}-h{hash10(name)}".lstrip("-")


def sense_slug(short: str, long: str) -> str:
    """Return the id of the abbreviation `short` in the sense `long`, both normalised; it never depends on other senses.

    >>> sense_slug("rnn", "recurrent neural network")
    'rnn-h5ba8e23f06'
    """
    return f"{_readable(short)}-h{hash10(long)}".lstrip("-")


def title_key(title: str) -> str:
    """Return the title as it is compared: letters and digits of any script, lower case, one space between words."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(re.findall(r"\w+", folded.replace("_", " ")))


def paper_id(given: str | None, title: str, *, source: str = "") -> str:
    """Return `{scheme}-{id}`: arxiv or doi where `given` is one, else `source` or `id` with what is given, else the title.

    >>> paper_id("arXiv:1706.03762v5", "Attention Is All You Need")
    'arxiv-1706.03762'
    >>> paper_id("W2741809807", "Any title", source="openalex")
    'openalex-w2741809807-hd92eacd705'
    >>> paper_id(None, "Beam Tree Recursive Cells")
    'title-beam-tree-recursive-cells'
    """
    if not given:
        return f"title-{slug(title_key(title) or title)}"
    if match := _ARXIV.fullmatch(given):
        return f"arxiv-{_tail(match[1].lower())}"
    if match := _DOI.fullmatch(given):
        return f"doi-{_tail(match[1].lower())}"
    return f"{source or 'id'}-{_tail(given)}"


def _tail(given: str) -> str:
    if _PLAIN_ID.fullmatch(given) and len(given) <= _LONGEST_SLUG and not _LOOKS_HASHED.fullmatch(given):
        return given
    return f"{_readable(given)}-h{hash10(given)}".lstrip("-")


def _readable(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    words = "-".join(re.findall(r"[a-z0-9]+", ascii_name))
    return words if len(words) <= _LONGEST_SLUG else words[: _LONGEST_SLUG + 1].rpartition("-")[0] or words[:_LONGEST_SLUG]
