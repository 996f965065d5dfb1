// The words of the page: papers and concepts are nodes; what ties two of them is an edge.

export const TYPES = ["Paper", "Model", "Method", "Task", "Dataset", "Metric"] as const;
export type Group = (typeof TYPES)[number];

export const MODES = ["concepts", "papers", "together"] as const;
export type Mode = (typeof MODES)[number];

// What a paper does with a concept, the most telling first, and how that is said.
export const ROLES = new Map([["introduced", "introduces"], ["used", "uses"], ["compared", "compares with"], ["mentioned", "mentions"]]);

export interface Node {
  id: number;
  kind: "paper" | "concept";
  key: string;
  label: string;
  group: Group;
  shape: string;
  size: number;
  x?: number;
  y?: number;
  community: number | null;
  year: number | null;
  aliases: string[];
  papers: number; // how many papers of the atlas use a concept
  address: string; // the fragment that leads here
  edges: Edge[];
}

export interface Edge {
  id: string;
  kind: string; // usage, link, together, broader, or the name of a relation
  from: Node;
  to: Node;
  value: number;
  role: string | null;
  shared: Node[]; // of a link the concepts, of concepts that stand together the papers
}

export interface Community {
  number: number;
  name: string;
  papers: number;
}

export interface Point {
  x: number;
  y: number;
}

export type Box = [left: number, top: number, right: number, bottom: number];

export function otherEnd(edge: Edge, node: Node): Node {
  return edge.from === node ? edge.to : edge.from;
}
