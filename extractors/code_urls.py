"""Factory `paperkg_code_urls`: the addresses of code that a paper gives, as spans of `doc.spans["code"]`.

An address is one of code if its host keeps code, or if its sentence speaks of code. The group's `attrs["urls"]` hold
the clean address of each span, in the same order: LaTeX's backslashes are taken out of it and ".git" off its end, and one that
has no scheme gets `https://`.
"""

import re
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors.groups import CODE, URLS, covering_span, set_group
from extractors.text import QUOTES

_HOSTS = r"github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|sourceforge\.net|gist\.github\.com|anonymous\.4open\.science"
_URL = re.compile(
    rf"""(?:https?://|\b(?=(?:www\.)?(?:{_HOSTS})/))(?:\\[_#%&~]|(?!\]\()[^\s<>{QUOTES}{{}}|\\^])+""", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\(?=[_#%&~])")
_CODE_HOST = re.compile(rf"(?:https?://)?(?:www\.)?(?:[\w-]+\.)*(?:{_HOSTS})/[^/]", re.IGNORECASE)
_SPEAKS_OF_CODE = re.compile(
    r"\b(?:codes?|codebase|implementations?|repositor(?:y|ies)|software|toolkit|library|open[- ]sourced?)\b", re.IGNORECASE
)
_BRACKETS = {")": "(", "]": "["}


@Language.factory("paperkg_code_urls", requires=["doc.sents"], assigns=["doc.spans"])
def make_code_urls(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - the signature of a spaCy factory
    """Return the component that sets `doc.spans["code"]`."""
    return set_code_urls


def set_code_urls(doc: Doc) -> Doc:
    """Set the group of code addresses, in the order of the text; a span covers the tokens that its address touches."""
    text, spans, urls = doc.text, [], []
    for start, end in find_urls(text):
        span = covering_span(doc, start, end, "code")
        url = _ESCAPED.sub("", text[start:end]).removesuffix(".git")
        if _CODE_HOST.match(url) or _SPEAKS_OF_CODE.search(_without_urls(span.sent.text)):
            spans.append(span)
            urls.append(url if "://" in url else f"https://{url}")
    return set_group(doc, CODE, spans, {URLS: urls})


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the offsets of each address, without the punctuation and brackets that only end it.

    >>> text = r"Code (https://github.com/a/b). See \url{https://c.org/d_(e)}."
    >>> [text[start:end] for start, end in find_urls(text)]
    ['https://github.com/a/b', 'https://c.org/d_(e)']
    """
    for match in _URL.finditer(text):
        url = match[0]
        while url[-1] in ".,;:!?*~_" or (url[-1] in _BRACKETS and url.count(_BRACKETS[url[-1]]) < url.count(url[-1])):
            url = url[:-1]
        if url.rpartition("//")[2]:
            yield match.start(), match.start() + len(url)


def _without_urls(text: str) -> str:
    return _URL.sub(" ", text)
