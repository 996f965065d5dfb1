"""Known names of datasets, made by `train/datasets.py`."""

from functools import cache
from importlib.resources import files


@cache
def read_datasets() -> frozenset[str]:
    """Return their normal forms.

    >>> "cifar 10" in read_datasets()
    True
    """
    return frozenset(files("kg.vocabulary").joinpath("datasets.tsv").read_text("utf-8").splitlines())
