// The path between two nodes: of the shortest ones, the one over the least connected nodes, which tells the most.

import type { Edge, Node } from "./model";
import { otherEnd } from "./model";

interface Step {
  distance: number;
  cost: number;
  by: Edge | null;
}

// The edges from `start` to `end` in their order, or null where nothing leads there. Breadth first, over edges that `may` be used.
export function findPath(start: Node, end: Node, may: (edge: Edge) => boolean): Edge[] | null {
  const steps = new Map<Node, Step>([[start, { distance: 0, cost: 0, by: null }]]);
  const queue = [start];
  for (const node of queue) {
    const step = steps.get(node)!;
    if (step.distance >= (steps.get(end)?.distance ?? Infinity)) break;
    for (const edge of node.edges) if (may(edge)) reach(edge, node, step, steps, queue);
  }
  return steps.has(end) ? walkBack(end, steps) : null;
}

function reach(edge: Edge, node: Node, step: Step, steps: Map<Node, Step>, queue: Node[]): void {
  const next = otherEnd(edge, node);
  const cost = step.cost + Math.log(1 + next.edges.length);
  const known = steps.get(next);
  if (!known) queue.push(next);
  if (!known || (known.distance === step.distance + 1 && cost < known.cost)) {
    steps.set(next, { distance: step.distance + 1, cost, by: edge });
  }
}

function walkBack(end: Node, steps: Map<Node, Step>): Edge[] {
  const path: Edge[] = [];
  for (let node = end, by = steps.get(end)!.by; by; by = steps.get(node)!.by) {
    path.unshift(by);
    node = otherEnd(by, node);
  }
  return path;
}

// The nodes along a path that begins at `start`.
export function nodesAlong(start: Node, path: Edge[]): Node[] {
  const found = [start];
  for (const edge of path) found.push(otherEnd(edge, found.at(-1)!));
  return found;
}
