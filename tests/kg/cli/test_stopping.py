"""Ctrl-C before a command has begun: while Python still imports what the command needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

INTERRUPT = "import os, signal; signal.signal(signal.SIGINT, signal.default_int_handler); os.kill(os.getpid(), signal.SIGINT)"
MOMENTS = {
    "in a module": INTERRUPT,
    "in a callback that Python calls by itself": f"class Late:\n    def __del__(self):\n        {INTERRUPT}\nLate()",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_while_modules_are_imported_is_no_traceback(moment: str, tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text(MOMENTS[moment])
    command = [sys.executable, "-m", "kg", "build"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
