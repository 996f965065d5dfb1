"""British spelling to American, for the words that papers use. Only listed stems change: "noise", "precise" and "four" stay."""

import re
from functools import lru_cache

_ISE_STEMS = (
    "anonym|amort|author|binar|categor|central|character|colon|context|contextual|custom|decentral|diagonal|digit|discret|emphas|equal|factor|final|"
    "formal|general|harmon|hypothes|initial|item|lexical|linear|local|marginal|materi|maxim|memor|minim|modern|mobil|neutral|normal|optim|"
    "organ|orthogonal|parallel|paramet|parametr|parameter|penal|personal|polar|priorit|quant|random|real|recogn|regular|reorgan|scalar|serial|"
    "social|spatial|special|stabil|standard|summar|symbol|symmetr|synchron|synthes|token|util|vector|verbal|visual"
)
_ISE = re.compile(rf"((?:un|re|de|pre|over|super|hyper|non)?(?:{_ISE_STEMS}))is(e|ed|es|er|ers|ing|ation|ations|able|ability)")
_YSE = re.compile(r"(anal|paral|catal)ys(e|ed|er|ers|ing)")
_OUR = re.compile(r"(behavi|col|fav|flav|hon|hum|lab|neighb|rum|tum|vap)our(s|ed|ing|al|hood|hoods|able|ite|ites|ful|less)?")
_DOUBLE_L = re.compile(
    r"(cancel|channel|dial|fuel|initial|label|level|marshal|model|relabel|remodel|signal|total|travel|tunnel|unlabel)l(ed|er|ers|ing)"
)
_WHOLE = {
    "ageing": "aging",
    "analogue": "analog",
    "artefact": "artifact",
    "catalogue": "catalog",
    "centre": "center",
    "centred": "centered",
    "defence": "defense",
    "dialogue": "dialog",
    "fibre": "fiber",
    "grey": "gray",
    "judgement": "judgment",
    "licence": "license",
    "litre": "liter",
    "metre": "meter",
    "modell": "model",
    "offence": "offense",
    "programme": "program",
    "sceptical": "skeptical",
    "theatre": "theater",
}


@lru_cache(maxsize=1 << 16)
def american(word: str) -> str:
    """Return a lower-case word in American spelling.

    >>> [american(word) for word in ("modelling", "optimisation", "behaviour", "labelled", "noise", "supervised")]
    ['modeling', 'optimization', 'behavior', 'labeled', 'noise', 'supervised']
    """
    if word in _WHOLE:
        return _WHOLE[word]
    if match := _ISE.fullmatch(word) or _YSE.fullmatch(word):
        return f"{match[1]}{'yz' if match.re is _YSE else 'iz'}{match[2]}"
    if match := _OUR.fullmatch(word):
        return f"{match[1]}or{match[2] or ''}"
    if match := _DOUBLE_L.fullmatch(word):
        return match[1] + match[2]
    return word
