// How nodes, edges and communities look on the canvas.

import type { Edge, Node } from "./model";
import type { Disc, Tie } from "./overview";
import { colour, communityInk, groundColour } from "./palette";
import { isOfSelected, onPath, path, view } from "./view";

const DISC = "disc ";
const MANY = 600;
export const DASH = 5; // as long as vis-network draws them

// Where many nodes are drawn, their marks are too small for a border of another colour.
export function lookOfNode(node: Node, focus: Set<Node> | null, crowded: boolean): any {
  const { id, x, y, size, shape, group } = node;
  const isChosen = node === view.selected || node === view.end || onPath().has(node);
  const color = { background: colour(group), border: colour(isChosen ? "ink" : crowded ? group : "background") };
  return { id, x, y, size, shape, color, opacity: focus && !focus.has(node) ? 0.13 : 1, borderWidth: isChosen ? 3 : 1.2 };
}

// What the look of an edge depends on beside itself: the greatest value, and how faint many edges are, that they stay a ground.
export interface Scale {
  most: number;
  faint: number;
}

export function scaleOf(edges: Edge[]): Scale {
  const most = edges.reduce((found, edge) => (edge.kind === "usage" ? found : Math.max(found, edge.value)), 0.001);
  return { most, faint: Math.min(1, Math.max(0.25, Math.sqrt(MANY / Math.max(1, edges.length)))) };
}

// Usages and links are plain lines, relations have arrows, and what is broader is dashed.
export function lookOfEdge(edge: Edge, focus: Set<Node> | null, { most, faint }: Scale): any {
  const { id, from, to, value, kind } = edge;
  const isChosen = path() ? path()!.includes(edge) : isOfSelected(edge);
  const name = !isChosen ? "edge" : kind === "usage" ? to.group : from.group;
  const resting = faint * (from.community === to.community ? 0.6 : 0.2);
  const opacity = isChosen ? 0.85 : focus ? 0.04 : resting;
  const width = 0.8 + (kind === "usage" ? 0 : (2.5 * value) / most) + (isChosen ? 0.8 : 0);
  const isRelation = !["usage", "link", "together", "broader"].includes(kind);
  const arrows = { to: { enabled: isRelation, scaleFactor: 0.5 } };
  return { id, from: from.id, to: to.id, color: { color: colour(name), opacity }, width, arrows, dashes: kind === "broader" };
}

export function lookOfDisc({ number, x, y, radius }: Disc): any {
  const color = { background: groundColour(number), border: communityInk(number) };
  return { id: DISC + number, x, y, size: radius, shape: "dot", color, borderWidth: 1.5, opacity: 1 };
}

export function lookOfTie({ from, to, share }: Tie): any {
  const color = { color: colour("edge"), opacity: 0.15 + 0.45 * share };
  return { id: `${DISC}${from} ${to}`, from: DISC + from, to: DISC + to, color, width: 1 + 9 * share };
}

// The number of the community whose disc has this id, or null for the id of anything else.
export function discOf(id: unknown): number | null {
  return typeof id === "string" && id.startsWith(DISC) ? Number(id.slice(DISC.length)) : null;
}
