// Which concepts stand together: an edge for each two that papers use both, its value how many papers do.

import type { Edge, Node } from "./model";
import { otherEnd } from "./model";

// Two concepts need so many papers to be tied.
const LEAST_PAPERS = 2;

export function tiesAmong(concepts: Iterable<Node>): Edge[] {
  const here = new Set(concepts);
  const ties = new Map<string, Edge>();
  for (const paper of papersOf(here)) {
    const used = paper.edges.filter((edge) => edge.kind === "usage" && here.has(edge.to)).map((edge) => edge.to);
    used.sort((a, b) => a.id - b.id);
    used.forEach((from, at) => used.slice(at + 1).forEach((to) => tie(ties, from, to).shared.push(paper)));
  }
  const kept = [...ties.values()].filter((edge) => edge.shared.length >= LEAST_PAPERS);
  return kept.map((edge) => ({ ...edge, value: edge.shared.length }));
}

function papersOf(concepts: Set<Node>): Set<Node> {
  const usages = [...concepts].flatMap((concept) => concept.edges.filter((edge) => edge.kind === "usage"));
  return new Set(usages.map((edge) => edge.from));
}

function tie(ties: Map<string, Edge>, from: Node, to: Node): Edge {
  const id = `together-${from.id}-${to.id}`;
  const known = ties.get(id);
  if (known) return known;
  const made: Edge = { id, kind: "together", from, to, value: 0, role: null, shared: [] };
  ties.set(id, made);
  return made;
}

// The edges that are among the `most` strongest of either of their ends: what is left is a backbone that can be read.
export function backbone(edges: Edge[], most: number): Edge[] {
  const kept = new Set<Edge>();
  const seen = new Map<Node, number>();
  for (const edge of [...edges].sort((a, b) => b.value - a.value || a.from.id - b.from.id || a.to.id - b.to.id)) {
    for (const end of [edge.from, edge.to]) {
      const rank = seen.get(end) ?? 0;
      if (rank < most) kept.add(edge);
      seen.set(end, rank + 1);
    }
  }
  return edges.filter((edge) => kept.has(edge));
}

export function neighboursIn(edges: Edge[], node: Node): Node[] {
  return edges.filter((edge) => edge.from === node || edge.to === node).map((edge) => otherEnd(edge, node));
}
