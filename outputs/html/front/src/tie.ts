// The details of an edge, which say why it is there, and of a path.

import type { Edge, Node } from "./model";
import { ROLES } from "./model";
import { countOf, el } from "./dom";
import type { Part } from "./parts";
import { evidenceFor, said } from "./claims";
import { nameOf, quiet, rowsOf, section, titleOf } from "./parts";
import { sentenceOf } from "./reading";
import { addressOf } from "./view";
import { nodesAlong } from "./path";

const MOST_ROWS = 12;
const WORDS = new Map([["link", "and"], ["together", "with"], ["broader", "is a kind of"]]);

export function headingOf({ kind, role, from, to }: Edge): string {
  const words = kind === "usage" ? ROLES.get(role ?? "used") ?? "uses" : WORDS.get(kind) ?? said(kind);
  return `${from.label} ${words} ${to.label}`;
}

export function edgeParts(edge: Edge): Part[] {
  const ends = el("p", { class: "claim" }, nameOf(edge.from), nameOf(edge.to));
  if (edge.kind === "usage") return [ends, usageFacts(edge), sentenceOf(edge.from, edge.to)];
  if (edge.kind === "link") return [ends, quiet(`Score ${edge.value.toFixed(2)} of 1.`), sharedPart(edge)];
  if (edge.kind === "together") return [ends, togetherPart(edge)];
  if (edge.kind === "broader") return [ends, quiet("The second is the broader one.")];
  return [ends, section(`Stated by ${countOf(edge.value, "paper")}`, evidenceFor(edge.kind, edge.from, edge.to))];
}

function usageFacts({ role, value }: Edge): HTMLElement {
  return quiet([role && `Role: ${role}`, `weight ${value.toFixed(2)}`].filter(Boolean).join(" · "));
}

function sharedPart({ from, to, shared }: Edge): HTMLElement {
  const rows = shared.slice(0, MOST_ROWS).map((concept) => [nameOf(concept), sentenceOf(from, concept), sentenceOf(to, concept)]);
  return section(`They share ${countOf(shared.length, "concept")}`, rowsOf(rows));
}

function togetherPart({ from, to, shared }: Edge): HTMLElement {
  const rows = shared.slice(0, MOST_ROWS).map((paper) => [titleOf(paper), sentenceOf(paper, from), sentenceOf(paper, to)]);
  return section(`Together in ${countOf(shared.length, "paper")}`, rowsOf(rows));
}

// The way from one node to another, a step a row, each with a link to why it is there.
export function pathParts(start: Node, end: Node, path: Edge[] | null): Part[] {
  if (!path) return [quiet(`Nothing leads from here to ${end.label}.`)];
  const along = nodesAlong(start, path);
  const rows = along.map((node, at) => [nameOf(node), at < path.length ? stepOf(path[at]!) : null]);
  return [quiet(`${countOf(path.length, "step")} lead there.`), el("ol", { class: "rows path" }, ...rows.map((row) => el("li", {}, row)))];
}

function stepOf(edge: Edge): HTMLElement {
  const shared = edge.kind === "link" ? `shares ${edge.shared.slice(0, 3).map(({ label }) => label).join(", ")} ` : "";
  return el("p", { class: "why" }, shared, el("a", { href: addressOf(edge), class: "edge" }, "why"));
}
