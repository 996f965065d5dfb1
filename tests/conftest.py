"""Fixtures that every test may use. The corpora are taken by path and tests that need them say so when they are absent."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import kg

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


# no seconds are asserted: a machine that has other work to do makes no test fail
settings.register_profile("paperkg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("paperkg")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("corpus") and not SHARED.is_dir():
        pytest.skip("needs the corpora in ../shared")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the corpora beside the checkout."""
    return SHARED


@pytest.fixture(scope="session")
def listing(shared: Path) -> Path:
    """The saved Hugging Face Papers page."""
    return shared / "seed" / "hf-papers-listing.txt"


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample papers that the repo carries."""
    return ROOT / "examples" / "papers.txt"


@pytest.fixture(scope="session")
def atlas(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> kg.Atlas:
    """The atlas of the sample, made once by the real build."""
    path = tmp_path_factory.mktemp("sample") / "atlas"
    kg.build([sample], path)
    return kg.open(path)


@pytest.fixture
def papers() -> tuple[kg.Paper, ...]:
    """Three short papers: one defines RNN, one only uses it, one is of another subject."""
    return (
        kg.Paper(
            "title-a",
            "Gated Recurrent Neural Networks for Tagging",
            "We study recurrent neural networks (RNNs). RNNs reach 93.1 F1 on part-of-speech tagging.",
        ),
        kg.Paper(
            "title-b", "Beam Search without Regret", "An RNN decoder with beam search improves machine translation on WMT14."
        ),
        kg.Paper("title-c", "Seeing Less", "Dropout keeps a convolutional neural network from overfitting on CIFAR-10."),
    )
