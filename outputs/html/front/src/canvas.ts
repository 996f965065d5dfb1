// The graph on vis-network's canvas: what is drawn, and what the pointer does there.

import { DataSet } from "vis-data/peer";
import { Network } from "vis-network/peer";
import type { Covered } from "./camera";
import type { Edge, Node, Point } from "./model";
import type { Shown } from "./texts";
import { communities, edges, nodes, options, papers } from "./atlas";
import { bounds } from "./boxes";
import { Camera, OVERSCAN } from "./camera";
import { byId } from "./dom";
import { discOf, lookOfDisc, lookOfEdge, lookOfNode, lookOfTie, scaleOf } from "./looks";
import { cornersOf, discsOf, tiesBetween } from "./overview";
import { onColourChange } from "./palette";
import { openPanning } from "./panning";
import { drawGrounds, findRegions } from "./regions";
import { drawTexts, forgetTexts } from "./texts";
import { base, communitiesShown, drawn, drawnEdges, inFocus, isOverview } from "./view";

const MOST_ENLARGED = 2.2;
const CROWDED = 500; // nodes
const HIGHEST_ZOOM = { everything: 1.4, focus: 1 };

const container = byId("canvas");
const nodeSet = new DataSet<any>();
const edgeSet = new DataSet<any>();
let network: Network;
let camera: Camera;
let shown: Shown = { nodes: [], regions: [], discs: [], ties: [], focus: null, hovered: null };

export interface Picks {
  onNode: (node: Node | null) => void;
  onEdge: (edge: Edge) => void;
  onCommunity: (number: number) => void;
}

export function openCanvas(picks: Picks): void {
  network = new Network(container, { nodes: nodeSet, edges: edgeSet }, options);
  camera = new Camera(network, container);
  (container.firstElementChild as HTMLElement).tabIndex = -1; // vis-network makes it a stop of the Tab key where no key does anything
  network.on("beforeDrawing", (context) => drawGrounds(context, shown.regions));
  network.on("afterDrawing", (context) => drawTexts(context, shown, camera));
  network.on("click", ({ pointer }) => pick(pointer.DOM, picks));
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(null));
  openPanning(container, (x, y) => camera.shiftBy(x, y), (then) => network.on("afterDrawing", then));
  onColourChange(() => redraw());
  fitToWindow();
}

// Turn a layout that lies while the window stands, or the other way round, and enlarge the marks where much is to be seen.
function fitToWindow(): void {
  const placed = nodes.filter((node) => node.x !== undefined) as (Node & Point)[];
  const [left, top, right, bottom] = bounds(placed.slice(0, 1500));
  const turned = camera.height > camera.width !== bottom - top > right - left;
  const factor = 0.5 * Math.sqrt(((right - left) * (bottom - top)) / (camera.width * camera.height));
  for (const node of placed) {
    if (turned) [node.x, node.y] = [node.y, node.x];
    node.size *= Math.min(MOST_ENLARGED, Math.max(1, factor));
  }
}

// Draw anew, beside what of the canvas is covered.
export function redraw(covered: Covered = camera.covered): void {
  camera.covered = covered;
  const [drawnNodes, focus, lines] = [drawn(), inFocus(), drawnEdges()];
  const discs = isOverview() && !focus ? discsOf(communitiesShown(), papers, camera.aspect) : [];
  const ties = tiesBetween(discs, discs.length ? edges.filter((edge) => edge.kind === "link") : []);
  const scaling = scaleOf(lines);
  const { emitter } = (network as any).body; // vis-network would draw after each change of its sets
  emitter.emit("_blockRedraw");
  replace(nodeSet, [...discs.map(lookOfDisc), ...drawnNodes.map((node) => lookOfNode(node, focus, isCrowded(drawnNodes)))]);
  replace(edgeSet, [...ties.map(lookOfTie), ...lines.map((edge) => lookOfEdge(edge, focus, scaling))]);
  emitter.emit("_allowRedraw");
  shown = { nodes: drawnNodes, regions: findRegions(base(), communities), discs, ties, focus, hovered: null };
  forgetTexts();
  emitter.emit("_requestRedraw"); // with the next frame, when the camera stands
}

export function isCrowded(drawnNodes: Node[]): boolean {
  return drawnNodes.length > CROWDED;
}

function replace(set: DataSet<any>, items: { id: unknown }[]): void {
  const kept = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !kept.has(id)));
  set.update(items);
}

function pick(point: Point, { onNode, onEdge, onCommunity }: Picks): void {
  const id = network.getNodeAt(point);
  const community = discOf(id);
  if (community !== null) return onCommunity(community);
  const edge = id === undefined ? drawnEdges().find((own) => own.id === network.getEdgeAt(point)) : undefined;
  if (edge) onEdge(edge);
  else onNode(typeof id === "number" ? nodes[id]! : null);
}

function hover(id: unknown): void {
  shown.hovered = typeof id === "number" ? nodes[id]! : null;
  container.classList.toggle("pointing", id !== null);
  network.redraw();
}

export function showEverything({ animated = true } = {}): void {
  const discs = cornersOf(shown.discs);
  const placed = base().length ? (base() as Point[]) : (drawn() as Point[]);
  camera.frame(discs.length ? discs : placed, { highest: HIGHEST_ZOOM.everything, animated });
}

export function zoomBy(factor: number): void {
  camera.zoomBy(factor);
}

// Bring the selected one and its neighbours into the part of the canvas that no panel covers, unless they are all there.
export function lookAtFocus(): void {
  const focused = shown.nodes.filter((node) => shown.focus?.has(node)) as Point[];
  if (focused.length && !camera.isReading(focused)) camera.frame(focused, { highest: HIGHEST_ZOOM.focus, covered: camera.covered });
}

// What stands on the canvas now, for a picture of it.
export function picture(): { shown: Shown; edges: Edge[]; camera: Camera; canvas: HTMLCanvasElement; inset: number } {
  return { shown, edges: drawnEdges(), camera, canvas: container.querySelector("canvas")!, inset: OVERSCAN };
}
