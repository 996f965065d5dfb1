"""NumPy's products and maxima in thinc's layers: the same figures as thinc's own, forwards and back."""

import numpy as np
import pytest
from thinc.api import NumpyOps
from threadpoolctl import threadpool_info

from extractors.blas import BlasOps, one_thread

RANDOM = np.random.default_rng(0)
PLAIN, OURS = NumpyOps(), BlasOps()


def random_table(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return RANDOM.standard_normal(shape, dtype=np.float32)


@pytest.mark.parametrize(("left", "right"), [(False, False), (False, True), (True, False), (True, True)])
def test_products_are_those_of_thinc(left: bool, right: bool) -> None:
    one, other = random_table(*((5, 7) if left else (7, 5))), random_table(*((3, 5) if right else (5, 3)))
    wanted = PLAIN.gemm(one, other, trans1=left, trans2=right)
    assert np.abs(OURS.gemm(one, other, trans1=left, trans2=right) - wanted).max() < 1e-5
    into = np.empty((7, 3), dtype=np.float32)
    assert OURS.gemm(one, other, out=into, trans1=left, trans2=right) is into


def test_maxima_and_their_gradients_are_those_of_thinc() -> None:
    pieces, gradient = random_table(6, 4, 3), random_table(6, 4)
    best, which = PLAIN.maxout(pieces)
    ours, told = OURS.maxout(pieces)
    assert (ours == best).all()
    assert (OURS.backprop_maxout(gradient, told, 3) == PLAIN.backprop_maxout(gradient, which, 3)).all()


def test_products_are_made_on_one_thread() -> None:
    with one_thread():
        assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
