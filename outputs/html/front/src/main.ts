// The page: its parts joined.

import type { Node } from "./model";
import { conceptsInAtlas, nodes, papersInAtlas, placed } from "./atlas";
import { lookAtFocus, openCanvas, redraw, showEverything, zoomBy } from "./canvas";
import { coveredByDetails, showDetails } from "./details";
import { byId, countOf } from "./dom";
import { openFilters } from "./filters";
import { openKeyboard } from "./keyboard";
import { openLegend } from "./legend";
import { follow, go, openNavigation } from "./navigation";
import { askFor, focusSearch, openSearch } from "./search";
import { openTable } from "./table";
import { openTaking } from "./take";
import { addressOf, base, onChange, view } from "./view";

const ZOOMS: Record<string, () => void> = { in: () => zoomBy(1.4), out: () => zoomBy(1 / 1.4), fit: () => showEverything() };
const SEARCH = ["Search papers and concepts", "Search"] as const;

let pathFrom: Node | null = null;
let isOpening = true;

function choosePath(from: Node): void {
  pathFrom = from;
  askFor("Path to which paper or concept?", "Path to…");
  byId<HTMLInputElement>("search").value = "";
  focusSearch();
}

function choose(node: Node): void {
  if (pathFrom) go({ place: pathFrom.address, to: node.address });
  else go({ place: node.address });
}

function refresh(before: typeof view): void {
  const selects = before.selected !== view.selected || before.edge?.id !== view.edge?.id || before.end !== view.end;
  if (selects) {
    pathFrom = null;
    askFor(...SEARCH);
    showDetails(choosePath, { focus: document.activeElement !== byId("stage") });
  }
  if (!placed || view.table) return;
  redraw(coveredByDetails());
  const elsewhere = before.community !== view.community || before.mode !== view.mode || before.all !== view.all || before.table;
  if (isOpening) showEverything({ animated: false });
  if (selects && (view.selected || view.edge)) lookAtFocus();
  else if (!isOpening && (elsewhere || (selects && !base().length))) showEverything();
  isOpening = false;
}

byId("heading").textContent = [countOf(papersInAtlas, "paper"), countOf(conceptsInAtlas, "concept")].join(" · ");
byId("modes").hidden = !nodes.length;
openLegend();
openFilters();
openTable();
openSearch(choose);
askFor(...SEARCH);
openTaking();
openNavigation();
openKeyboard();
byId("zoom").addEventListener("click", ({ target }) => ZOOMS[(target as HTMLElement).dataset.zoom ?? ""]?.());
if (placed) {
  const onNode = (node: Node | null) => go({ place: node?.address ?? "#" });
  openCanvas({ onNode, onEdge: (edge) => go({ place: addressOf(edge) }), onCommunity: (community) => go({ place: "#", community }) });
}
onChange(refresh);
follow();

