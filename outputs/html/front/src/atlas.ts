// The atlas as the page holds it: every paper and concept as one object that knows its edges.

import type { Community, Edge, Mode, Node } from "./model";
import { otherEnd, ROLES } from "./model";
import { unpack } from "./data";

const NONE: never[] = [];
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
let byName: Map<string, Node> | null = null;
export const years: number[] = papers.map((paper) => paper.year).filter((year) => year !== null);

papers.forEach((paper) => paper.edges.sort((a, b) => (a.kind === b.kind && a.kind === "link" ? b.value - a.value : 0)));

// Written out, for there may be many: what spreads and copies objects takes several times as long.
function join(kind: "paper" | "concept", number: number, facts: Record<string, any[]>, before: number): Node {
  const [all, id] = [data.nodes, before + number];
  const key: string = facts.key![number];
  return {
    id,
    kind,
    key,
    label: all.label[id],
    group: all.group[id],
    shape: all.shape[id],
    size: all.size[id],
    x: all.x?.[id] ?? undefined,
    y: all.y?.[id] ?? undefined,
    community: all.community?.[id] ?? null,
    year: facts.year?.[number] ?? null,
    aliases: facts.aliases?.[number] ?? NONE,
    papers: facts.papers?.[number] ?? 0,
    address: `#${kind}/${encodeURIComponent(key)}`,
    edges: [],
  };
}

function joinEdge(number: number): Edge {
  const all = data.edges;
  const [from, to, kind] = [nodes[all.from[number]]!, nodes[all.to[number]]!, all.kind[number]];
  const shared = all.shared?.[number]?.map((own: number) => nodes[own]) ?? NONE;
  const edge: Edge = { id: `${kind}-${from.id}-${to.id}`, kind, from, to, value: all.value[number], role: all.role?.[number] ?? null, shared };
  from.edges.push(edge);
  to.edges.push(edge);
  return edge;
}

// The node that an address leads to, whichever of its characters are escaped.
export function nodeAt(address: string): Node | null {
  if (address === "#") return null;
  byName ??= new Map(nodes.map((node) => [`#${node.kind}/${node.key}`, node]));
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
