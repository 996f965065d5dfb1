// The atlas as the page holds it: every paper and concept as one object that knows its edges.

import type { Community, Edge, Mode, Node } from "./model";
import { otherEnd, ROLES } from "./model";
import { rowOf, unpack } from "./data";

const data = await unpack("graph");

export const placed: boolean = data.placed;
export const papersInAtlas: number = data.papersInAtlas;
export const conceptsInAtlas: number = data.conceptsInAtlas;
export const options: any = data.options;
export const firstMode: Mode = data.mode;
export const communities: Community[] = data.communities;

// Papers, then concepts, each in the order of their importance.
export const papers: Node[] = (data.papers.key ?? []).map((_: string, number: number) => join("paper", number, data.papers, 0));
export const concepts: Node[] = (data.concepts.key ?? []).map((_: string, number: number) =>
  join("concept", number, data.concepts, papers.length),
);
export const nodes: Node[] = [...papers, ...concepts];
export const edges: Edge[] = (data.edges.from ?? []).map((_: number, number: number) => joinEdge(number));
const found = new Set(edges.map((edge) => edge.role).filter((role) => role !== null));
export const roles: string[] = [...new Set([...ROLES.keys(), ...found])].filter((role) => found.has(role));
export const years: number[] = papers.map((paper) => paper.year).filter((year) => year !== null);

const byName = new Map(nodes.map((node) => [`#${node.kind}/${node.key}`, node]));
papers.forEach((paper) => paper.edges.sort((a, b) => (a.kind === b.kind && a.kind === "link" ? b.value - a.value : 0)));

function join(kind: "paper" | "concept", number: number, facts: Record<string, any[]>, before: number): Node {
  const { x, y, community, ...node } = rowOf(data.nodes, before + number);
  const { key, year = null, aliases = [], papers: uses = 0 } = rowOf(facts, number);
  const place = typeof x === "number" ? { x, y } : {};
  const address = `#${kind}/${encodeURIComponent(key)}`;
  return { ...node, ...place, kind, key, year, aliases, papers: uses, address, community: community ?? null, edges: [] };
}

function joinEdge(number: number): Edge {
  const { from: froms, to: tos, kind: kinds, value, role, shared } = data.edges;
  const [from, to, kind] = [nodes[froms[number]]!, nodes[tos[number]]!, kinds[number]];
  const id = `${kind}-${from.id}-${to.id}`;
  const both = (shared?.[number] ?? []).map((own: number) => nodes[own]);
  const edge: Edge = { id, kind, from, to, value: value[number], role: role?.[number] ?? null, shared: both };
  edge.from.edges.push(edge);
  edge.to.edges.push(edge);
  return edge;
}

// The node that an address leads to, whichever of its characters are escaped.
export function nodeAt(address: string): Node | null {
  try {
    return byName.get(decodeURIComponent(address)) ?? null;
  } catch {
    return null; // a broken escape
  }
}

export function neighboursOf(node: Node): Node[] {
  return [...new Set(node.edges.map((edge) => otherEnd(edge, node)))];
}

export function linksOf(paper: Node): Edge[] {
  return paper.edges.filter((edge) => edge.kind === "link");
}

export function usagesOf(node: Node): Edge[] {
  return node.edges.filter((edge) => edge.kind === "usage");
}
