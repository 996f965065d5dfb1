"""The doctor: a sound installation is well, and what may keep paperkg from working is found."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.doctor import PACKAGES, examine


def test_this_installation_is_well() -> None:
    findings = {finding.name: finding for finding in examine()}
    assert [finding.name for finding in findings.values() if not finding.well and finding.name != "disk"] == []
    assert {f"package {package}" for package in PACKAGES} <= findings.keys()
    assert "paperkg" in findings["versions"].what


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "doctor"]
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", ["extractors", "outputs"])
def test_a_foreign_package_before_ours_is_found(package: str, tmp_path: Path) -> None:
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").write_text("")
    (tmp_path / "foreign-1.dist-info").mkdir()
    (tmp_path / "foreign-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: foreign\nVersion: 1\n")
    (tmp_path / "foreign-1.dist-info" / "top_level.txt").write_text(f"{package}\n")
    done = run(tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "is imported instead of" in done.stdout
    assert "foreign ships it too" in done.stdout
    assert "Traceback" not in done.stderr


def test_settings_that_are_wrong_are_found(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("[links]\ntop = 0\n")
    done = run(tmp_path)
    assert done.returncode == 1
    assert "links.top" in done.stdout
