// What is taken away as data: the drawn or listed papers and concepts as CSV, and with their edges as JSON.

import type { Edge, Node } from "./model";
import { ROLES } from "./model";

const COLUMNS = ["kind", "id", "label", "type", "year", "papers", "community", "aliases", "roles"] as const;
const FORMULA_STARTS = ["=", "+", "-", "@", "\t", "\r"];

function factsOf(node: Node): Record<(typeof COLUMNS)[number], string | number | null> {
  const { kind, key, label, group, year, papers, community, aliases } = node;
  const facts = { kind, id: key, label, type: group, year, papers: kind === "concept" ? papers : null };
  return { ...facts, community, aliases: aliases.join("; "), roles: rolesOf(node) };
}

// How often a paper does what, or how many papers do it with a concept: "introduced 1; used 3".
function rolesOf({ edges }: Node): string {
  const count = (role: string) => edges.filter((edge) => edge.role === role).length;
  return [...ROLES.keys()].map((role) => ({ role, times: count(role) })).filter(({ times }) => times).map(({ role, times }) => `${role} ${times}`).join("; ");
}

// Text that a spreadsheet would run as a formula gets a ' before it (OWASP, CSV injection).
function cell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const text = FORMULA_STARTS.some((start) => value.startsWith(start)) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function toCsv(nodes: Node[]): string {
  const rows = nodes.map(factsOf).map((facts) => COLUMNS.map((name) => cell(facts[name])).join(","));
  return [COLUMNS.join(","), ...rows, ""].join("\r\n");
}

export function toJson(nodes: Node[], edges: Edge[]): string {
  const ties = edges.map(({ kind, from, to, value, role, shared }) => ({
    kind, from: from.key, to: to.key, weight: value, role, shared: shared.map((node) => node.key),
  }));
  return `${JSON.stringify({ nodes: nodes.map(factsOf), edges: ties }, null, 1)}\n`;
}
