// The graph as a table, under the same filters: what is heard where the canvas is seen, and all there is without a layout.

import type { Node } from "./model";
import { communities, conceptsInAtlas, linksOf, papers, papersInAtlas, placed, usagesOf } from "./atlas";
import { byId, countOf, el, icon } from "./dom";
import { filter } from "./navigation";
import { candidates, isWholeAtlas, onChange, view } from "./view";

const STEP = 200;
const HEADS = ["Name", "Type", "Year", "Ties", "Community"] as const;

type Head = (typeof HEADS)[number];

const section = byId("list");
const button = byId("table");
let rows = STEP;
let sortedBy: Head | null = null;

export function openTable(): void {
  button.hidden = !placed;
  button.addEventListener("click", () => filter({ table: !view.table }));
  onChange((before) => {
    if (candidatesChanged(before)) rows = STEP;
    refresh();
  });
}

function candidatesChanged(before: typeof view): boolean {
  return before.mode !== view.mode || before.types !== view.types || before.community !== view.community;
}

function refresh(): void {
  const isShown = view.table || !placed;
  const wasShown = !section.hidden;
  section.hidden = !isShown;
  button.setAttribute("aria-pressed", String(view.table));
  for (const id of ["canvas", "zoom"]) byId(id).hidden = isShown;
  if (isShown) draw(wasShown ? section.scrollTop : 0);
}

function draw(scrollTop: number): void {
  const found = sorted(candidates());
  const head = el("tr", {}, ...HEADS.map(headOf));
  const body = found.slice(0, rows).map((node) => el("tr", { "aria-current": node === view.selected ? "true" : null }, ...cellsOf(node)));
  const table = el("table", {}, el("caption", {}, captionOf()), el("thead", {}, head), el("tbody", {}, ...body));
  const more = el("button", { type: "button", class: "more", click: showMore }, `Show ${Math.min(STEP, found.length - rows)} more`);
  section.replaceChildren(...(placed ? [] : [el("p", {}, explanation())]), table, ...(found.length > rows ? [more] : []));
  section.scrollTop = scrollTop;
}

function showMore(): void {
  const first = rows;
  rows += STEP;
  draw(section.scrollTop);
  section.querySelectorAll<HTMLElement>("tbody a")[first]?.focus();
}

function headOf(head: Head): HTMLElement {
  const click = () => {
    sortedBy = sortedBy === head ? null : head;
    draw(0);
    section.querySelector<HTMLElement>(`[data-head=${head}]`)?.focus();
  };
  const sort = sortedBy === head ? (head === "Name" || head === "Type" || head === "Community" ? "ascending" : "descending") : null;
  return el("th", { scope: "col", "aria-sort": sort }, el("button", { type: "button", "data-head": head, click }, head));
}

function captionOf(): string {
  return sortedBy ? `Sorted by ${sortedBy.toLowerCase()}` : "The most important first";
}

function cellsOf(node: Node): HTMLElement[] {
  const name = el("th", { scope: "row" }, el("a", { href: node.address, dir: "auto" }, node.label));
  const type = el("td", { class: "type" }, icon(node.group), node.group);
  const others = [String(node.year ?? ""), String(tiesOf(node)), nameOf(node.community)].map((text) => el("td", {}, text));
  return [name, type, ...others];
}

// How many concepts a paper has, or how many papers a concept has.
function tiesOf(node: Node): number {
  return node.kind === "paper" ? usagesOf(node).length || linksOf(node).length : node.papers;
}

function nameOf(community: number | null): string {
  return communities.find(({ number }) => number === community)?.name ?? "";
}

function sorted(nodes: Node[]): Node[] {
  const values: Record<Head, (node: Node) => string | number> = {
    Name: ({ label }) => label.toLowerCase(),
    Type: ({ group }) => group,
    Year: ({ year }) => -(year ?? -Infinity),
    Ties: (node) => -tiesOf(node),
    Community: ({ community }) => community ?? Infinity,
  };
  if (!sortedBy) return nodes;
  const value = values[sortedBy];
  return [...nodes].map((node) => ({ node, by: value(node) })).sort((a, b) => (a.by < b.by ? -1 : +(a.by > b.by))).map(({ node }) => node);
}

function explanation(): string {
  if (!papersInAtlas) return "This atlas holds no papers.";
  const size = `${countOf(papersInAtlas, "paper")} and ${countOf(conceptsInAtlas, "concept")}`;
  const held = isWholeAtlas() ? "" : ` This page holds the ${countOf(papers.length, "paper")} with the most concepts.`;
  return `This atlas of ${size} has no layout, so no graph is drawn.${held}`;
}
