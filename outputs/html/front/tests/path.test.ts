import { expect, test } from "vitest";
import type { Edge, Node } from "../src/model";
import { findPath, nodesAlong } from "../src/path";
import { backbone, tiesAmong } from "../src/together";
import { nextIn } from "../src/walking";

function node(id: number, kind: "paper" | "concept" = "concept", x = 0, y = 0): Node {
  const texts = { key: `k${id}`, label: `n${id}`, address: `#${kind}/k${id}`, shape: "dot" };
  return { id, kind, ...texts, group: "Task", size: 1, x, y, community: null, year: null, aliases: [], papers: 1, edges: [] };
}

function tie(from: Node, to: Node, kind = "usage", value = 1): Edge {
  const edge = { id: `${kind}-${from.id}-${to.id}`, kind, from, to, value, role: null, shared: [] };
  from.edges.push(edge);
  to.edges.push(edge);
  return edge;
}

test("of two shortest paths the one over the less connected node is found", () => {
  const [start, hub, quiet, end] = [node(0, "paper"), node(1), node(2), node(3, "paper")];
  for (const middle of [hub, quiet]) for (const paper of [start, end]) tie(paper, middle);
  for (let id = 4; id < 9; id += 1) tie(node(id, "paper"), hub);
  expect(nodesAlong(start, findPath(start, end, () => true)!)).toEqual([start, quiet, end]);
});

test("there is no path over edges that may not be used", () => {
  const [a, b] = [node(0, "paper"), node(1, "paper")];
  tie(a, b, "link");
  expect(findPath(a, b, (edge) => edge.kind === "usage")).toBeNull();
});

test("concepts stand together where at least two papers use both", () => {
  const [a, b, c] = [node(0), node(1), node(2)];
  const papers = [node(3, "paper"), node(4, "paper")];
  for (const paper of papers) for (const concept of [b, a]) tie(paper, concept);
  tie(papers[0]!, c);
  expect(tiesAmong([a, b, c]).map(({ from, to, value, shared }) => [from, to, value, shared])).toEqual([[a, b, 2, papers]]);
});

test("the backbone keeps the strongest edges of each end", () => {
  const [hub, a, b, c] = [node(0), node(1), node(2), node(3)];
  const edges = [tie(hub, a, "link", 3), tie(hub, b, "link", 2), tie(a, b, "link", 1), tie(hub, c, "link", 1)];
  expect(backbone(edges, 1)).toEqual([edges[0], edges[1], edges[3]]);
});

test("an arrow key leads to the nearest node in its direction and to none behind", () => {
  const [here, aside, ahead, behind] = [node(0), node(1, "concept", 10, 14), node(2, "concept", 12, 1), node(3, "concept", -5, 0)];
  expect(nextIn(here, [aside, ahead, behind], { x: 1, y: 0 })).toBe(ahead);
  expect(nextIn(here, [ahead], { x: -1, y: 0 })).toBeNull();
});
