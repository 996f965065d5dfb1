"""Training end to end, on a small slice of the gold."""

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from extractors.pipeline import load_extractor
from kg.model import Paper

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "data" / "gold"


@pytest.mark.slow
@pytest.mark.corpus
def test_a_few_steps_give_a_whole_pipeline_with_its_card(tmp_path: Path) -> None:
    for part, papers in {"train": 12, "dev": 4}.items():
        with (GOLD / f"{part}.jsonl").open(encoding="utf-8") as lines:
            (tmp_path / f"{part}.jsonl").write_text("".join(islice(lines, papers)), encoding="utf-8")
    out = tmp_path / "pipeline"
    command = [sys.executable, "train/train.py", "--data", str(tmp_path), "--out", str(out)]
    steps = ["--training.max_steps", "6", "--training.eval_frequency", "3"]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    run = subprocess.run([*command, *steps], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert "do not align with tokens" in run.stdout
    assert "typed" in run.stdout
    assert "F1" in (out / "README.md").read_text(encoding="utf-8")
    assert str(tmp_path) not in (out / "config.cfg").read_text(encoding="utf-8")
    assert len(list(load_extractor(str(out), label_map={}, batch_size=16).extract([Paper("p", "Beam Trees")]))) == 1
