// The page: its parts joined. What is selected stands in the address (#paper/ID, #concept/ID), so links and Back work.

import { conceptsInAtlas, nodeAt, papersInAtlas, placed } from "./atlas.js";
import { change, onChange, view } from "./view.js";
import { lookAtFocus, openCanvas, redraw, showEverything, zoomBy } from "./canvas.js";
import { countOf, focusSearch, openSearch } from "./search.js";
import { openLegend } from "./legend.js";
import { coveredByDetails, showDetails } from "./details.js";
import { openList } from "./list.js";

const ZOOMS = { in: () => zoomBy(1.4), out: () => zoomBy(1 / 1.4), fit: () => showEverything() };

function goTo(node) {
  const address = node ? node.address : "#";
  if (location.hash === address) follow();
  else location.hash = address;
}

function follow() {
  change({ selected: nodeAt(location.hash) });
}

function refresh(before) {
  if (placed) redraw();
  if (before.selected === view.selected) return;
  showDetails(view.selected, { onClose: () => goTo(null) });
  if (placed && view.selected) lookAtFocus(coveredByDetails());
}

function press(event) {
  const typing = event.target.matches("input[type=search]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    focusSearch();
  } else if (event.key === "Escape" && view.selected) goTo(null);
}

const sizes = [countOf(papersInAtlas, "paper"), countOf(conceptsInAtlas, "concept")];
document.getElementById("heading").textContent = sizes.join(" · ");

openLegend();
openSearch({ onChoose: goTo });
if (placed) openCanvas({ onPick: goTo });
else openList();
onChange(refresh);
addEventListener("hashchange", follow);
addEventListener("keydown", press);
document.getElementById("zoom").addEventListener("click", ({ target }) => ZOOMS[target.dataset.zoom]?.());
follow();
