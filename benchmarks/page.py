"""What the page costs beside plain pyvis: size, time to the first answer of the search, and frames while panning.

Usage: python benchmarks/page.py ATLAS. Needs Chromium and playwright. Both pages draw all papers and their backbone of links,
with the same positions, labels and edges, physics off, pyvis with cdn_resources="in_line".
"""

import json
import math
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from pyvis.network import Network

import kg
from outputs.html import HTML
from outputs.html.network import build_network
from outputs.html.selection import select

STRONGEST = 3
SECONDS = 6.0
REST = 8000  # milliseconds after which every page stands
WINDOW = (1440, 900)
COUNT_FRAMES = "() => { window.frames_seen = 0; (function next() { window.frames_seen++; requestAnimationFrame(next); })(); }"


def backbone(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the links that are among the strongest of either end, as the page draws them."""
    seen: dict[int, int] = {}
    kept = []
    for edge in sorted(edges, key=lambda edge: (-edge["value"], edge["from"], edge["to"])):
        ranks = [seen.get(edge[end], 0) for end in ("from", "to")]
        if min(ranks) < STRONGEST:
            kept.append(edge)
        seen |= {edge["from"]: ranks[0] + 1, edge["to"]: ranks[1] + 1}
    return kept


def plain_pyvis(atlas: kg.Atlas, *, whole: bool) -> str:
    """Return pyvis's own page: of all nodes and edges, or of the papers and their backbone."""
    network = build_network(atlas, select(atlas))
    nodes = [node for node in network.nodes if whole or node["group"] == "Paper"]
    links = network.edges if whole else backbone([edge for edge in network.edges if edge["kind"] == "link"])
    plain = Network(height=f"{WINDOW[1]}px", cdn_resources="in_line")
    plain.nodes = nodes
    plain.node_ids = [node["id"] for node in nodes]
    plain.edges = [{"from": edge["from"], "to": edge["to"]} for edge in links]
    # without a threshold, vis-network leaves out labels that are small at this zoom, and there would be nothing to compare
    nodes_options = {"scaling": {"label": {"drawThreshold": 0}}}
    options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "edges": {"smooth": False},
        "nodes": nodes_options,
    }
    plain.set_options(json.dumps(options))
    return str(plain.generate_html(notebook=False))


def frames_while_panning(page: Page) -> float:
    """Return the frames in a second while the drawing is dragged about."""
    page.evaluate(COUNT_FRAMES)
    page.mouse.move(700, 300)
    page.mouse.down()
    before, start = page.evaluate("frames_seen"), time.perf_counter()
    while (passed := time.perf_counter() - start) < SECONDS:
        page.mouse.move(700 + 250 * math.sin(passed * 2), 400 + 150 * math.sin(passed * 3))
    frames = page.evaluate("frames_seen") - before
    passed = time.perf_counter() - start
    page.mouse.up()
    return float(frames / passed)


@contextmanager
def opened(browser: Any, address: str) -> Iterator[Page]:  # noqa: ANN401 -- playwright's own type is not exported
    """Open a page with the network cut, and wait until it rests."""
    context = browser.new_context(viewport={"width": WINDOW[0], "height": WINDOW[1]}, offline=True)
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(REST)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    yield page
    context.close()


def seconds_to_an_answer(browser: Any, address: str) -> float:  # noqa: ANN401
    """Return the seconds from opening to the suggestions of a search."""
    context = browser.new_context(viewport={"width": WINDOW[0], "height": WINDOW[1]}, offline=True)
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address)
    page.get_by_role("combobox").fill("network")
    page.wait_for_selector("[role=option] bdi")
    passed = time.perf_counter() - start
    context.close()
    return passed


def main(atlas: kg.Atlas) -> None:
    """Print the figures, one a line."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, theirs, whole = (Path(folder) / name for name in ("page.html", "papers.html", "whole.html"))
        start = time.perf_counter()
        HTML.write(atlas, ours)
        print(f"writing: {time.perf_counter() - start:.1f} s")
        theirs.write_text(plain_pyvis(atlas, whole=False), "utf-8")
        whole.write_text(plain_pyvis(atlas, whole=True), "utf-8")
        text = ours.read_text("utf-8")
        read = len(re.search(r'id="texts">([^<]*)<', text)[1])  # type: ignore[index] -- it is there
        print(f"pyvis with the papers and their backbone alone: {theirs.stat().st_size / 1e6:.2f} MB")
        sizes = [(len(text) - read) / 1e6, whole.stat().st_size / 1e6]
        print(f"page, graph and search: {sizes[0]:.2f} MB; pyvis: {sizes[1]:.2f} MB; {sizes[0] / sizes[1]:.2f} of it")
        print(f"abstracts, mentions, sentences: {read / 1e6:.2f} MB")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        print(f"search answers after {seconds_to_an_answer(browser, ours.as_uri()):.2f} s")
        views = {"first view": "", **{f"community {own.number}": f"#?community={own.number}" for own in atlas.communities()[:8]}}
        for name, fragment in views.items():
            with opened(browser, ours.as_uri() + fragment) as page:
                print(f"{name}: {frames_while_panning(page):.1f} frames/s")
        with opened(browser, f"{ours.as_uri()}#?mode=papers&all=1&labels=1") as page:
            all_ours = frames_while_panning(page)
        with opened(browser, theirs.as_uri()) as page:
            all_theirs = frames_while_panning(page)
        print(f"all papers with all labels: {all_ours:.1f} frames/s; pyvis: {all_theirs:.1f}; {all_ours / all_theirs:.1f} times")


if __name__ == "__main__":
    main(kg.open(Path(sys.argv[1])))
