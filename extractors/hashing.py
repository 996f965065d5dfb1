"""Features as numbers: each template of values becomes a row of a table of weights (feature hashing).

Weinberger et al. 2009, "Feature hashing for large scale multitask learning", doi:10.1145/1553374.1553516. The numbers are the
same in every process and on every machine.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ROWS = 1 << 17
"""How many rows a table of weights has; the row behind the last, of zeros, stands for a feature that is absent."""

Column = npt.NDArray[np.uint64] | npt.NDArray[np.int64] | npt.NDArray[np.bool_]
"""A value for each of the things that are described: a hash of a word, a small whole number, or a truth value."""

Template = tuple[Column, ...]
Ids = npt.NDArray[np.int64]

ABSENT = np.uint64(0)
"""Where the first value of a template is this hash of a word, there is no feature."""

_MOST = 4
_ADD, _MULTIPLY, _SALT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)


def hash_templates(templates: Sequence[Template], size: int, *, family: int, bags: Sequence[Template] = ()) -> Ids:
    """Return the rows (size, templates and bags) for `size` things; a template is known by its family and place.

    A template has one to four columns. The `bags` are known by their last columns instead, so that a word counts the same
    wherever in its bag it stands; where it is `ABSENT`, it does not count.
    """
    count = len(templates) + len(bags)
    values = np.zeros((_MOST, count, size), dtype=np.uint64)
    for place, template in enumerate((*templates, *bags)):
        for level, column in enumerate(template):
            values[level, place] = column
    salts = np.arange(family << 10, (family << 10) + count, dtype=np.uint64)
    salts[len(templates) :] = (family << 10) + 1023
    with np.errstate(over="ignore"):
        mixed = np.repeat((salts * _SALT)[:, None], size, axis=1)
        for part in values:
            mixed = (mixed ^ (part + _ADD)) * _MULTIPLY
            mixed ^= mixed >> np.uint64(29)
        mixed ^= mixed >> np.uint64(32)
    rows = (mixed & np.uint64(ROWS - 1)).astype(np.int64)
    if bags:
        rows[len(templates) :][values[0, len(templates) :] == ABSENT] = ROWS
    return rows.T
