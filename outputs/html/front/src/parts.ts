// Parts that the details of papers, concepts and edges share.

import type { Node } from "./model";
import { communities } from "./atlas";
import { el, icon } from "./dom";

const FIRST_ROWS = 12;

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

// The name with the small picture of its type, for lists of several types.
export function nameWithType(node: Node): HTMLElement {
  const name = nameOf(node);
  name.prepend(icon(node.group));
  return name;
}

export function quiet(text: string): HTMLElement {
  return el("p", { class: "facts" }, text);
}

export function communityOf(node: Node): Part {
  const own = communities.find(({ number }) => number === node.community);
  return own ? section("Community", quiet(own.name)) : null;
}

// A list of the first rows, with a button for the others.
export function growingList(rows: (() => HTMLElement)[], first = FIRST_ROWS): HTMLElement {
  const list = el("ul", { class: "rows" }, ...rows.slice(0, first).map((make) => make()));
  if (rows.length <= first) return list;
  const showAll = () => {
    list.append(...rows.slice(first).map((make) => make()));
    list.children[first]!.querySelector("a")?.focus();
    more.remove();
  };
  const more = el("button", { type: "button", class: "more", click: showAll }, `Show all ${rows.length}`);
  return el("div", {}, list, more);
}
