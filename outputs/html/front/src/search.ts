// The search box: suggestions over titles, labels and aliases, used with the keyboard or the pointer.

import type { Node } from "./model";
import { concepts, papers } from "./atlas";
import { byId, countOf, el, icon, plain } from "./dom";
import { distance, fold } from "./matching";

const MOST_SUGGESTIONS = 12;

interface Found {
  node: Node;
  score: number;
  at: number; // which of its texts answers: 0 the label, then the aliases
}

const input = byId<HTMLInputElement>("search");
const listbox = byId("suggestions");
let index: { node: Node; texts: string[] }[] | null = null;
let found: Found[] = [];
let active = -1;

function makeIndex(): { node: Node; texts: string[] }[] {
  const rows = [...concepts, ...papers].map((node) => ({ node, texts: [node.label, ...node.aliases].map(fold) }));
  return rows.sort((a, b) => b.node.size - a.node.size);
}

function search(text: string): Found[] {
  const query = fold(text).trim();
  if (!query) return [];
  index ??= makeIndex();
  const words = query.split(/\s+/);
  return index
    .map(({ node, texts }) => ({ node, ...bestOf(texts.map((each) => distance(each, query, words))) }))
    .filter(({ score }) => score < Infinity)
    .sort((a, b) => a.score - b.score || +(a.at > 0) - +(b.at > 0))
    .slice(0, MOST_SUGGESTIONS);
}

function bestOf(scores: number[]): { score: number; at: number } {
  const score = Math.min(...scores);
  return { score, at: scores.indexOf(score) };
}

export function openSearch(onChoose: (node: Node) => void): void {
  input.addEventListener("input", suggest);
  input.addEventListener("keydown", (event) => press(event, onChoose));
  input.addEventListener("blur", close);
  input.addEventListener("focus", suggest);
  listbox.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = (event.target as Element).closest("[role=option]");
    if (option) choose([...listbox.children].indexOf(option), onChoose);
  });
}

export function focusSearch(): void {
  input.focus();
  input.select();
}

// Ask for the other end of a path, or for anything again; `brief` is what a narrow window has room for.
export function askFor(what: string, brief: string): void {
  input.placeholder = matchMedia("(max-width: 46rem)").matches ? brief : what;
  input.setAttribute("aria-label", what);
}

function suggest(): void {
  found = search(input.value);
  const nothing = input.value.trim() ? [noOption()] : [];
  listbox.replaceChildren(...(found.length ? found.map(optionOf) : nothing));
  listbox.hidden = !listbox.children.length;
  activate(found.length ? 0 : -1);
}

function optionOf({ node, at }: Found, number: number): HTMLElement {
  const alias = at > 0 ? el("small", {}, `also ${node.aliases[at - 1]}`) : null;
  const fact = node.kind === "paper" ? node.year && String(node.year) : countOf(node.papers, "paper");
  const texts = el("span", {}, el("bdi", {}, node.label), alias);
  const attributes = { role: "option", id: `option-${number}`, "aria-selected": "false" };
  return el("li", attributes, icon(node.group), texts, fact ? el("small", {}, fact) : null);
}

function noOption(): HTMLElement {
  return el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No paper or concept is called so.");
}

function activate(number: number): void {
  active = number;
  [...listbox.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
  listbox.children[number]?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-expanded", String(!listbox.hidden));
  if (number < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", `option-${number}`);
}

function press(event: KeyboardEvent, onChoose: (node: Node) => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) activate((active + step + found.length) % found.length);
  else if (event.key === "Enter" && found.length) choose(active, onChoose);
  else if (event.key === "Escape" && input.value) clear();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function clear(): void {
  input.value = "";
  suggest();
}

function choose(number: number, onChoose: (node: Node) => void): void {
  const node = found[number]?.node;
  if (!node) return;
  input.value = plain(node.label);
  close();
  onChoose(node);
}

function close(): void {
  listbox.hidden = true;
  activate(-1);
}
