"""`kg view`, `Atlas.show` and an export with options."""

import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

import kg

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_view_tells_where_the_page_is(run: Run, atlas: kg.Atlas) -> None:
    assert run("view", atlas.path, "--print").stdout == f"{atlas.path / 'index.html'}\n"


def test_view_opens_the_page_in_the_browser(run: Run, atlas: kg.Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\necho $1 > {tmp_path / 'opened'}\n", "utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    run("view", atlas.path)
    assert (tmp_path / "opened").read_text("utf-8") == f"{(atlas.path / 'index.html').as_uri()}\n"


def test_view_says_where_there_is_no_browser(atlas: kg.Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "/nowhere/browser %s")
    monkeypatch.setenv("PATH", "")
    done = subprocess.run([sys.executable, "-m", "kg", "view", atlas.path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "no browser could be started here; open this file in one\n")


def test_view_of_no_atlas_says_so(run: Run, tmp_path: Path) -> None:
    assert run("view", tmp_path, "--print", code=2).stderr.startswith("kg: ")


def test_show_is_the_page_in_a_frame(atlas: kg.Atlas) -> None:
    shown = atlas.show(height=300)._repr_html_()
    assert "height:300px" in shown
    [page] = re.findall('srcdoc="([^"]*)"', shown)
    assert unescape(page) == (atlas.path / "index.html").read_text("utf-8")


def test_an_output_is_written_with_the_options_that_it_declares(run: Run, atlas: kg.Atlas, tmp_path: Path) -> None:
    run("export", atlas.path, "html", "--mode", "papers", "--community", "0", "-o", tmp_path / "part.html")
    assert (tmp_path / "part.html").stat().st_size < (atlas.path / "index.html").stat().st_size


def test_an_option_that_an_output_does_not_have_is_refused_with_those_it_has(run: Run, atlas: kg.Atlas, tmp_path: Path) -> None:
    place = tmp_path / "a"
    assert "has no option --mode; it has none" in run("export", atlas.path, "graphml", "--mode", "x", "-o", place, code=2).stderr
    assert "it has --mode, --community" in run("export", atlas.path, "html", "--modes=x", "-o", place, code=2).stderr


def test_an_export_inside_the_atlas_takes_no_options(run: Run, atlas: kg.Atlas) -> None:
    assert "written where -o says" in run("export", atlas.path, "html", "--mode", "papers", code=2).stderr
