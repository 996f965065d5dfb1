"""Fills the disk at every moment of a `kg add`: a small tmpfs has STEP KiB of room more each time, until it gets through.

Each time the old atlas must be as it was, to the byte, with nothing left beside it, and one sentence must say why.
Needs Linux with user namespaces (`unshare`, of util-linux).

Run: unshare --map-root-user --mount python benchmarks/full_disk.py PAPERS.txt [--step 64]
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.manifest import file_hash

_FREE = 256 * 1024  # KiB, while nothing is tried


def fill(papers: Path, step: int, folder: Path) -> Iterator[tuple[int, int, bool, str]]:
    """Yield for each size the KiB left, the exit code, whether all is as it was, and what was said."""
    _run("mount", "-t", "tmpfs", "-o", f"size={_FREE}k", "tmpfs", folder)
    pairs = papers.read_text("utf-8").splitlines(keepends=True)
    (folder / "first.txt").write_text("".join(pairs[:40]), encoding="utf-8")
    (folder / "more.txt").write_text("".join(pairs[40:]), encoding="utf-8")
    _run(sys.executable, "-m", "kg", "build", folder / "first.txt", "-o", folder / "atlas")
    before, code, room = _state(folder), 2, 0
    while code:
        used = int(_run("du", "-sk", folder).stdout.split()[0])
        _run("mount", "-o", f"remount,size={used + room}k", folder)
        done = _run(sys.executable, "-m", "kg", "add", folder / "atlas", folder / "more.txt", check=False)
        _run("mount", "-o", f"remount,size={_FREE}k", folder)
        code = done.returncode
        yield room, code, _state(folder) == before, done.stderr.strip()
        room += step


def _state(folder: Path) -> dict[str, str]:
    """Return the checksum of every file but those of the cache, which may grow."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".atlas.cache" not in path.parts)
    return {str(path): file_hash(path) for path in files if path.name != ".atlas.lock"}


def _run(*command: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=check)  # noqa: S603 -- our own commands


def main() -> None:
    """Fill it, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--step", type=int, default=64)
    given = parser.parse_args()
    changed = tracebacks = 0
    with tempfile.TemporaryDirectory() as folder:
        for room, code, same, said in fill(given.papers, given.step, Path(folder)):
            print(
                f"{room:6} KiB: exit {code}, {'as it was' if same else 'changed'}; {said.splitlines()[-1] if said else ''}",
                flush=True,
            )
            changed += bool(code) and not same
            tracebacks += "Traceback" in said or (code != 0 and len(said.splitlines()) != 1)
        _run("umount", folder)
    print(f"{room // given.step} times full: {changed} atlases changed, {tracebacks} not told in one sentence")


if __name__ == "__main__":
    main()
