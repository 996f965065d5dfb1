"""The component of results is learnt and put into a packaged pipeline: the same bytes each time."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import extractors.pipeline
from extractors.pipeline import load_extractor
from kg.model import Paper

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).parents[2] / "train" / "results.py"
SHIPPED = Path(extractors.pipeline.__file__).parent / "models" / "default"
NAMES = ("SST", "Cora", "SQuAD", "MNIST")


def to_gold(number: int, name: str) -> dict[str, object]:
    abstract = f"In {2000 + number} we began. We reach an accuracy of {80 + number}.5% on {name}."
    start = abstract.index("accuracy")
    span = {"field": "abstract", "start": start, "end": start + 8, "type": "Metric", "name": "accuracy"}
    result = {"value": f"{80 + number}.5%", "metric": "accuracy", "dataset": None, "task": None, "model": None}
    return {
        "id": f"g{number}",
        "title": "",
        "abstract": abstract,
        "spans": [span],
        "concepts": [{"type": "Metric", "name": "accuracy", "aliases": ["accuracy"]}],
        "results": [{**result, "verbatim": f"an accuracy of {80 + number}.5% on {name}"}],
    }


def learn(folder: Path, pipeline: Path) -> dict[str, bytes]:
    """Return the files of a copy of the shipped pipeline after learning from a few papers."""
    shutil.copytree(SHIPPED, pipeline)
    lines = "".join(json.dumps(to_gold(number, NAMES[number % 4])) + "\n" for number in range(12))
    for part in ("train", "dev"):
        (folder / f"{part}.jsonl").write_text(lines, encoding="utf-8")
    command = [sys.executable, str(SCRIPT), "--data", str(folder), "--pipeline", str(pipeline), "--no-folds"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "with_metric  P 1.000 R 1.000 F1 1.000" in done.stdout
    return {str(path.relative_to(pipeline)): path.read_bytes() for path in sorted(pipeline.rglob("*")) if path.is_file()}


def test_it_finds_what_it_was_taught_and_is_the_same_twice(tmp_path: Path) -> None:
    first, second = (learn(tmp_path, tmp_path / name) for name in ("a", "b"))
    assert first == second
    assert "README.md" in first
    extractor = load_extractor(str(tmp_path / "a"), label_map={}, batch_size=1)
    (found,) = extractor.extract([Paper("p", "", "In 2009 we began. We reach an accuracy of 91.5% on Reuters.")])
    assert [result.value_text for result in found.results] == ["91.5%"]
