// Parts that the details of papers, concepts and edges share.

import type { Node } from "./model";
import type { Result, Statement } from "./reading";
import { communities, nodes } from "./atlas";
import { el } from "./dom";
import { evidenceOf } from "./reading";

const FIRST_ROWS = 20;

export type Part = HTMLElement | null;

export function section(heading: string, ...content: (HTMLElement | null)[]): HTMLElement {
  return el("section", {}, el("h3", {}, heading), ...content);
}

export function rowsOf(items: (HTMLElement | string | null)[][]): HTMLElement {
  return el("ul", { class: "rows" }, ...items.map((item) => el("li", {}, item)));
}

export function titleOf(paper: Node): HTMLElement {
  return el("a", { href: paper.address, class: "title", dir: "auto" }, paper.label);
}

export function nameOf(node: Node): HTMLElement {
  return el("a", { href: node.address, class: `name ${node.group}`, dir: "auto" }, node.label);
}

export function quiet(text: string): HTMLElement {
  return el("p", { class: "facts" }, text);
}

export function communityOf(node: Node): Part {
  const own = communities.find(({ number }) => number === node.community);
  return own ? section("Community", quiet(own.name)) : null;
}

// A relation as it is said: "evaluated_on" is "evaluated on".
export function said(relation: string): string {
  return relation.replaceAll("_", " ");
}

export function statementRow(statement: Statement): (HTMLElement | string)[] {
  const { head, relation, tail, paper } = statement;
  const claim = el("p", { class: "claim" }, nameOf(nodes[head]!), ` ${said(relation)} `, nameOf(nodes[tail]!));
  return [claim, evidenceOf(statement), el("p", { class: "why" }, titleOf(nodes[paper]!))];
}

export function resultsPart(results: Result[]): Part {
  if (!results.length) return null;
  const heads = ["Value", "Model", "Dataset", "Metric"].map((name) => el("th", { scope: "col" }, name));
  const rows = results.map(resultRow);
  return section("Results", el("table", { class: "results" }, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)));
}

function resultRow({ value, unit, model, dataset, task, metric, ...evidence }: Result): HTMLElement {
  const [clause] = [evidenceOf(evidence).textContent!];
  const cells = [model, dataset ?? task, metric].map((id) => el("td", {}, id === undefined ? "" : nameOf(nodes[id]!)));
  return el("tr", { title: clause }, el("th", { scope: "row" }, `${value}${unit && unit !== "%" ? " " : ""}${unit}`), ...cells);
}

// A list of the first rows, with a button for the others.
export function growingList(rows: (() => HTMLElement)[]): HTMLElement {
  const list = el("ul", { class: "rows" }, ...rows.slice(0, FIRST_ROWS).map((make) => make()));
  if (rows.length <= FIRST_ROWS) return list;
  const showAll = () => {
    list.append(...rows.slice(FIRST_ROWS).map((make) => make()));
    list.children[FIRST_ROWS]!.querySelector("a")!.focus();
    more.remove();
  };
  const more = el("button", { type: "button", class: "more", click: showAll }, `Show all ${rows.length}`);
  return el("div", {}, list, more);
}
