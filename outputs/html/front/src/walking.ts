// Walking the graph by the arrow keys: which neighbour lies in a direction.

import type { Node, Point } from "./model";

export const DIRECTIONS: Record<string, Point> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

const WIDEST = Math.cos(Math.PI / 3); // sixty degrees to either side

// The nearest of `nodes` in a direction, one that lies straight before one aside; null where none lies there.
export function nextIn(from: Node, nodes: Node[], direction: Point): Node | null {
  let best: { node: Node; length: number } | null = null;
  for (const node of nodes) {
    const [x, y] = [node.x! - from.x!, node.y! - from.y!];
    const distance = Math.hypot(x, y);
    const straight = (x * direction.x + y * direction.y) / distance;
    const length = distance / straight;
    if (node !== from && straight >= WIDEST - 1e-9 && (!best || length < best.length)) best = { node, length };
  }
  return best?.node ?? null;
}
