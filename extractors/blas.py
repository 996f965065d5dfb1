"""thinc's layers with NumPy's matrix products and maxima: 1.6 and 7 times as fast as thinc's own at the sizes of an abstract.

Products are made on one thread, since several may split a sum in ways that round differently.
"""

from contextlib import AbstractContextManager
from functools import cache, reduce

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from extractors.decoding import Table


class BlasOps(NumpyOps):  # type: ignore[misc]
    """thinc's operations, with NumPy's matrix product and maximum."""

    def gemm(self, x: Table, y: Table, out: Table | None = None, trans1: bool = False, trans2: bool = False) -> Table:
        """Return the product of two matrices, each turned over if asked; it is written to `out` if that is given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    def maxout(self, pieces: Table) -> tuple[Table, Table]:
        """Return the greatest of the pieces of (things, outputs, pieces), and these, by which learning tells which one it was."""
        return reduce(np.maximum, np.moveaxis(pieces, -1, 0)), pieces

    def backprop_maxout(self, gradient: Table, pieces: Table, count: int) -> Table:
        """Return the gradient of the pieces."""
        table: Table = super().backprop_maxout(gradient, super().maxout(pieces)[1], count)
        return table


def use_blas(model: Model[list[Doc], list[Table]]) -> None:
    """Make the model compute with `BlasOps`, unless it computes elsewhere than in NumPy."""
    for node in model.walk():
        if type(node.ops) is NumpyOps:
            node.ops = BlasOps()


def one_thread() -> AbstractContextManager[object]:
    """Return the context in which BLAS uses one thread."""
    limit: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limit


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()
