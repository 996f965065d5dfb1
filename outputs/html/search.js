// The search box: suggestions over titles, labels and aliases, used with the keyboard or the pointer.

import { el, icon, plain } from "./dom.js";
import { concepts, papers } from "./atlas.js";

const MOST_SUGGESTIONS = 12;

const input = document.getElementById("search");
const listbox = document.getElementById("suggestions");
let index = null;
let found = [];
let active = -1;

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function makeIndex() {
  const rows = [...concepts, ...papers].map((node) => ({ node, texts: [node.label, ...(node.aliases ?? [])].map(fold) }));
  return rows.sort((a, b) => b.node.size - a.node.size);
}

// How well a text answers, smaller is better: equal, at the start, at the start of a word, inside, all words somewhere.
function distance(text, query, words) {
  const at = text.indexOf(query);
  if (at === 0) return text === query ? 0 : 1;
  if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1]) ? 3 : 2;
  return words.every((word) => text.includes(word)) ? 4 : Infinity;
}

export function search(text) {
  const query = fold(text).trim();
  if (!query) return [];
  index ??= makeIndex();
  const words = query.split(/\s+/);
  return index
    .map(({ node, texts }) => ({ node, ...bestOf(texts.map((each) => distance(each, query, words))) }))
    .filter(({ score }) => score < Infinity)
    .sort((a, b) => a.score - b.score || (a.at > 0) - (b.at > 0))
    .slice(0, MOST_SUGGESTIONS);
}

function bestOf(scores) {
  const score = Math.min(...scores);
  return { score, at: scores.indexOf(score) };
}

export function openSearch({ onChoose }) {
  input.addEventListener("input", suggest);
  input.addEventListener("keydown", (event) => press(event, onChoose));
  input.addEventListener("blur", close);
  input.addEventListener("focus", suggest);
  listbox.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) choose([...listbox.children].indexOf(option), onChoose);
  });
}

export function focusSearch() {
  input.focus();
  input.select();
}

function suggest() {
  found = search(input.value);
  const nothing = input.value.trim() ? [noOption()] : [];
  listbox.replaceChildren(...(found.length ? found.map(optionOf) : nothing));
  listbox.hidden = !listbox.children.length;
  activate(found.length ? 0 : -1);
}

function optionOf({ node, at }, number) {
  const alias = at > 0 ? el("small", {}, `also ${node.aliases[at - 1]}`) : null;
  const fact = node.kind === "paper" ? node.year : countOf(node.papers, "paper");
  const texts = el("span", {}, el("bdi", {}, node.label), alias);
  const attributes = { role: "option", id: `option-${number}`, "aria-selected": "false" };
  return el("li", attributes, icon(node.group), texts, fact ? el("small", {}, String(fact)) : null);
}

function noOption() {
  return el("li", { class: "none", role: "option", "aria-disabled": "true" }, "No paper or concept is called so.");
}

function activate(number) {
  active = number;
  [...listbox.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
  listbox.children[number]?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-expanded", String(!listbox.hidden));
  if (number < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", `option-${number}`);
}

function press(event, onChoose) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) activate((active + step + found.length) % found.length);
  else if (event.key === "Enter" && found.length) choose(active, onChoose);
  else if (event.key === "Escape" && input.value) clear();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function clear() {
  input.value = "";
  suggest();
}

function choose(number, onChoose) {
  const { node } = found[number] ?? {};
  if (!node) return;
  input.value = plain(node.label);
  close();
  onChoose(node);
}

function close() {
  listbox.hidden = true;
  activate(-1);
}

export function countOf(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}
