"""What the page costs beside plain pyvis: size, time to the first answer of the search, and frames while panning.

Usage: python benchmarks/page.py ATLAS [--views]. Needs Chromium and playwright; about three minutes, with --views (each
community, not only the first view) half a minute more for each three communities.

Sizes are compared for the same nodes, edges, labels and positions: all that the page holds and, with the page's script and
style, all papers with their backbone of links. Frames are those that Chromium shows while all papers, their backbone and all
labels are dragged about, in both pages with physics off, and pyvis with cdn_resources="in_line" and the labels as ours are
drawn. Ours moves the finished drawing as a picture and draws anew now and then; so it is told besides how often each page draws
anew, what one such drawing takes, and how many labels are in it. Beside the frames that were seen stands what one core would
show if it did nothing else, from the processor time of all of Chromium (Linux): on a busy machine only that tells.
"""

import json
import math
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from textwrap import wrap
from typing import Any

from playwright.sync_api import Page, sync_playwright
from pyvis.network import Network

import kg
from outputs.html import HTML
from outputs.html.network import build_network
from outputs.html.packing import pack, to_columns
from outputs.html.selection import select

STRONGEST = 3
LINE = 26  # characters of a label's line
SECONDS = 6.0
STANDS = 1000  # milliseconds without a drawing, after which a page stands
WINDOW = (1440, 900)
COUNT_DRAWINGS = """
Object.assign(window, { drawings: [], frames: 0, lastDrawn: 1e12 });
const { clearRect } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  const start = performance.now();
  requestAnimationFrame(() => { lastDrawn = performance.now(); drawings.push(lastDrawn - start); });
  return clearRect.apply(this, box);
};
(function next() { frames += 1; requestAnimationFrame(next); })();
"""
COUNT_LABELS = """
const { fillText } = CanvasRenderingContext2D.prototype;
window.labels = 0;
document.addEventListener("DOMContentLoaded", () => {
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) { labels = 0; return clearRect.apply(this, box); };
});
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const at = this.getTransform().transformPoint(new DOMPoint(x, y));
  const { left, top } = this.canvas.getBoundingClientRect();
  const ratio = this.canvas.width / this.canvas.clientWidth;
  const [right, down] = [left + at.x / ratio, top + at.y / ratio];
  if (right >= 0 && down >= 0 && right <= innerWidth && down <= innerHeight) labels += 1;
  return fillText.call(this, text, x, y);
};
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was seen while a page was dragged about: frames in a second, drawings in a second, and milliseconds of a drawing.

    `possible` are the frames in a second of the processor that Chromium worked.
    """

    frames: float
    possible: float
    drawings: float
    milliseconds: float

    def __str__(self) -> str:
        """Return the frames as they are printed."""
        return f"{self.frames:.1f} frames/s, {self.possible:.0f} on a core of its own"


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


def papers_and_backbone(network: Network) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what both pages draw when they are compared."""
    return (
        [node for node in network.nodes if node["group"] == "Paper"],
        backbone([edge for edge in network.edges if edge["kind"] == "link"]),
    )


def plain_pyvis(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> str:
    """Return pyvis's own page, with labels in two lines as ours are drawn."""
    plain = Network(height=f"{WINDOW[1]}px", cdn_resources="in_line")
    plain.nodes = [node | {"label": "\n".join(wrap(node["label"], LINE)[:2])} for node in nodes]
    plain.node_ids = [node["id"] for node in nodes]
    plain.edges = [{"from": edge["from"], "to": edge["to"]} for edge in edges]
    options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "edges": {"smooth": False},
        # without it, vis-network leaves out labels that are small at this zoom, and there would be nothing to compare
        "nodes": {"scaling": {"label": {"drawThreshold": 0}}},
    }
    plain.set_options(json.dumps(options))
    return str(plain.generate_html(notebook=False))


@contextmanager
def opened(browser: Any, address: str, script: str) -> Iterator[Page]:  # noqa: ANN401 -- playwright's own type is not exported
    """Open a page with the network cut."""
    context = browser.new_context(viewport={"width": WINDOW[0], "height": WINDOW[1]}, offline=True)
    context.set_default_timeout(120_000)
    context.add_init_script(script)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def wait_until_it_stands(page: Page) -> None:
    """Wait until nothing was drawn for a moment; asked from here, for the page's policy forbids to evaluate text inside it."""
    while page.evaluate("performance.now() - lastDrawn") < STANDS:  # negative before the first drawing
        page.wait_for_timeout(100)


def panned(browser: Any, address: str) -> Moved:  # noqa: ANN401
    """Return what is seen while the drawing is dragged about, begun when the page has stood for a moment."""
    with opened(browser, address, COUNT_DRAWINGS) as page:
        wait_until_it_stands(page)
        page.mouse.move(700, 300)
        page.mouse.down()
        page.evaluate("(drawings.length = 0, frames = 0)")
        start, worked = time.perf_counter(), processor_seconds()
        while (passed := time.perf_counter() - start) < SECONDS:
            page.mouse.move(700 + 250 * math.sin(passed * 2), 400 + 150 * math.sin(passed * 3))
        frames, drawings = page.evaluate("[frames, drawings]")
        passed, worked = time.perf_counter() - start, processor_seconds() - worked
        page.mouse.up()
        return Moved(frames / passed, frames / worked, len(drawings) / passed, median(drawings or [0]))


def processor_seconds() -> float:
    """Return the processor time of all processes of Chromium that this one has started, by /proc."""
    children: dict[int, list[tuple[int, float]]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            name, _, rest = (folder / "stat").read_text("utf-8", errors="replace").rpartition(")")
            fields = rest.split()
            ticks = int(fields[11]) + int(fields[12]) if "chrom" in name else 0
            children.setdefault(int(fields[1]), []).append((int(folder.name), ticks / os.sysconf("SC_CLK_TCK")))
    found = children.get(os.getpid(), [])
    for process, _ in found:
        found.extend(children.get(process, ()))
    return sum(seconds for _, seconds in found)


def labels_in_view(browser: Any, address: str) -> int:  # noqa: ANN401
    """Return how many lines of text are drawn inside the window."""
    with opened(browser, address, COUNT_DRAWINGS + COUNT_LABELS) as page:
        wait_until_it_stands(page)
        return int(page.evaluate("labels"))


def print_time_to_an_answer(browser: Any, address: str) -> None:  # noqa: ANN401
    """Print the time from opening to the suggestions of a search, and how much of it all of Chromium worked."""
    start, worked = time.perf_counter(), processor_seconds()
    with opened(browser, address, "") as page:
        page.get_by_role("combobox").fill("network")
        page.wait_for_selector("[role=option] bdi")
        passed, worked = time.perf_counter() - start, processor_seconds() - worked
    print(f"search answers after {passed:.2f} s, of which Chromium worked {worked:.2f} s", flush=True)


def print_sizes(page: str, whole: str, papers: str, network: Network) -> None:
    """Print how large the page is beside pyvis's with the same nodes, edges, labels and positions."""
    read, graph = (len(re.search(rf'id="{name}">([^<]*)<', page)[1]) for name in ("texts", "graph"))  # type: ignore[index]
    nodes, edges = papers_and_backbone(network)
    few = len(pack({"nodes": to_columns(nodes), "edges": to_columns(edges)}))
    for what, ours, theirs in (
        (f"all {len(network.nodes)} nodes, {len(network.edges)} edges", len(page) - read, len(whole)),
        (f"{len(nodes)} papers, {len(edges)} links alone", len(page) - read - graph + few, len(papers)),
    ):
        print(f"{what}: {ours / 1e6:.2f} MB; pyvis {theirs / 1e6:.2f} MB; {ours / theirs:.2f} of it")
    print(f"abstracts, mentions, sentences besides: {read / 1e6:.2f} MB")


def compare_panning(browser: Any, ours: str, theirs: str) -> None:  # noqa: ANN401
    """Print the frames of both pages with all papers, their backbone and all labels in view."""
    moved, plain = panned(browser, ours), panned(browser, theirs)
    for name, own, address in (("ours", moved, ours), ("pyvis", plain, theirs)):
        lines = labels_in_view(browser, address)
        anew = f"{own.drawings:.1f} drawings/s of {own.milliseconds:.0f} ms"
        print(f"all papers, {name}: {own}; {anew}; {lines} lines of labels in view")
    longer = moved.milliseconds / plain.milliseconds
    times = (
        f"{moved.frames / plain.frames:.1f} times the frames, {moved.possible / plain.possible:.1f} times on a core of their own"
    )
    print(f"{times}; a drawing takes {longer:.1f} times as long")


def main(atlas: kg.Atlas, *, views: bool) -> None:
    """Print the figures, one a line."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, theirs = (Path(folder) / name for name in ("page.html", "papers.html"))
        start = time.perf_counter()
        HTML.write(atlas, ours)
        print(f"writing: {time.perf_counter() - start:.1f} s")
        network = build_network(atlas, select(atlas))
        theirs.write_text(plain_pyvis(*papers_and_backbone(network)), "utf-8")
        print_sizes(ours.read_text("utf-8"), plain_pyvis(network.nodes, network.edges), theirs.read_text("utf-8"), network)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        print_time_to_an_answer(browser, ours.as_uri())
        numbers = [own.number for own in atlas.communities()] if views else []
        for name, fragment in (("first view", ""), *((f"community {number}", f"#?community={number}") for number in numbers)):
            print(f"{name}: {panned(browser, ours.as_uri() + fragment)}", flush=True)
        compare_panning(browser, f"{ours.as_uri()}#?mode=papers&all=1&labels=1", theirs.as_uri())


if __name__ == "__main__":
    main(kg.open(Path(sys.argv[1])), views="--views" in sys.argv)
