// The graph on vis-network's canvas: what is drawn, how it looks, and what the pointer does there.

import { colour, onColourChange } from "./palette.js";
import { concepts, nodeOf, options, papers } from "./atlas.js";
import { base, drawn, edgesAmong, inFocus, view } from "./view.js";
import { bounds } from "./boxes.js";
import { drawGrounds, findRegions } from "./regions.js";
import { drawTexts, forgetTexts } from "./texts.js";
import { Camera } from "./camera.js";

const MOST_ENLARGED = 1.5;
const HIGHEST_ZOOM = { everything: 1.4, focus: 1 };

const container = document.getElementById("canvas");
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let network;
let camera;
let shown = { nodes: [], regions: [], focus: null, hovered: null };

export function openCanvas({ onPick }) {
  network = new vis.Network(container, { nodes: nodeSet, edges: edgeSet }, options);
  camera = new Camera(network, container);
  container.firstElementChild.tabIndex = -1; // vis-network makes it a stop of the Tab key where no key does anything
  network.on("beforeDrawing", (context) => drawGrounds(context, shown.regions));
  network.on("afterDrawing", (context) => drawTexts(context, shown, camera));
  network.on("click", ({ pointer }) => onPick(nodeOf(network.getNodeAt(pointer.DOM)) ?? null));
  network.on("hoverNode", ({ node }) => hover(nodeOf(node)));
  network.on("blurNode", () => hover(null));
  onColourChange(redraw);
  fitToWindow(bounds(base()));
  redraw();
  showEverything({ animated: false });
}

// Turn a layout that lies while the window stands, or the other way round, and enlarge the marks where much is to be seen.
function fitToWindow([left, top, right, bottom]) {
  const { clientWidth: width, clientHeight: height } = container;
  const turned = height > width !== bottom - top > right - left;
  const factor = Math.min(MOST_ENLARGED, Math.max(1, 0.5 * Math.sqrt(((right - left) * (bottom - top)) / (width * height))));
  for (const node of [...papers, ...concepts]) {
    if (turned) [node.x, node.y] = [node.y, node.x];
    node.size *= factor;
  }
}

export function redraw() {
  const nodes = drawn();
  const focus = inFocus();
  replace(nodeSet, nodes.map((node) => lookOfNode(node, focus)));
  replace(edgeSet, edgesAmong(nodes).map((edge) => lookOfEdge(edge, focus)));
  shown = { nodes, regions: findRegions(base()), focus, hovered: shown.hovered };
  forgetTexts();
  network.redraw();
}

function replace(set, items) {
  const kept = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !kept.has(id)));
  set.update(items);
}

function lookOfNode(node, focus) {
  const { id, x, y, size, shape, group } = node;
  const isSelected = node === view.selected;
  const color = { background: colour(group), border: colour(isSelected ? "ink" : "background") };
  return { id, x, y, size, shape, color, opacity: focus && !focus.has(node) ? 0.13 : 1, borderWidth: isSelected ? 3 : 1.2 };
}

function lookOfEdge({ id, from, to, score }, focus) {
  const isOfSelected = from === view.selected || to === view.selected;
  const name = !isOfSelected ? "edge" : to.kind === "concept" ? to.group : "Paper";
  const resting = from.community === to.community ? 0.6 : 0.2;
  const opacity = isOfSelected ? 0.85 : focus ? 0.04 : resting;
  const width = 0.8 + 2.5 * score + (isOfSelected ? 0.8 : 0);
  return { id, from: from.id, to: to.id, color: { color: colour(name), opacity }, width };
}

function hover(node) {
  shown.hovered = node;
  container.classList.toggle("pointing", Boolean(node));
  network.redraw();
}

export function showEverything({ animated = true } = {}) {
  camera.frame(base(), { highest: HIGHEST_ZOOM.everything, animated });
}

export function zoomBy(factor) {
  camera.zoomBy(factor);
}

// Bring the selected one and its neighbours into the part of the canvas that no panel covers, unless they are all there.
export function lookAtFocus(covered) {
  const nodes = shown.nodes.filter((node) => shown.focus.has(node));
  if (nodes.length && !camera.isReading(nodes, covered)) camera.frame(nodes, { highest: HIGHEST_ZOOM.focus, covered });
}
