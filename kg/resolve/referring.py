"""Mentions that may refer to what the paper has named in other words.

A title has no room, and an article or "this", "our" before a name says that one thing is meant: "the structural gap" for the
structural approximation gap. A name without one may be a wider one: "perceptual speech quality".
"""

import re

import pyarrow as pa

_REFERRING = re.compile(
    r"\b(?:an?|the|this|these|that|those|our|its|such)\s+(?:(?:new|novel|proposed|resulting)\s+)?$", re.IGNORECASE
)
_LOOKED_AT = 24
"""Characters before a name that are looked at."""


def find_referring(papers: pa.Table, mentions: pa.Table) -> pa.Array:
    """Tell of each mention (paper_id, field, start) whether it may refer."""
    abstracts = dict(zip(papers["paper_id"].to_pylist(), papers["abstract"].to_pylist(), strict=True))
    rows = zip(*(mentions[name].to_pylist() for name in ("paper_id", "field", "start")), strict=True)
    return pa.array([field == "title" or _refers(abstracts[paper], start) for paper, field, start in rows], pa.bool_())


def _refers(abstract: str, start: int) -> bool:
    return _REFERRING.search(abstract[max(0, start - _LOOKED_AT) : start]) is not None
