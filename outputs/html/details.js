// The panel beside the graph: a paper with its abstract, or a concept with the sentences that name it.

import { el, icon, outsideLink } from "./dom.js";
import { TYPES } from "./palette.js";
import { communities } from "./atlas.js";
import { abstractOf, sentenceOf } from "./reading.js";
import { countOf } from "./search.js";

const FIRST_ROWS = 20;
const MOST_SHARED = 4;
const MOST_NEAREST = 8;

const panel = document.getElementById("details");

// Show a paper or a concept; with null, close the panel.
export function showDetails(node, { onClose }) {
  panel.hidden = !node;
  if (!node) return;
  const close = el("button", { type: "button", class: "close", "aria-label": "Close details", click: onClose }, "×");
  const heading = el("h2", { tabindex: "-1", dir: "auto" }, node.label);
  const parts = node.kind === "paper" ? paperParts(node) : conceptParts(node);
  panel.replaceChildren(close, el("p", { class: "kind" }, icon(node.group), node.group), heading, ...parts);
  panel.scrollTop = 0;
  heading.focus({ preventScroll: true });
}

// The part of the canvas that the open panel covers, in pixels.
export function coveredByDetails() {
  if (panel.hidden) return { right: 0, bottom: 0 };
  const below = panel.clientWidth >= window.innerWidth * 0.9;
  return below ? { right: 0, bottom: panel.clientHeight } : { right: panel.clientWidth, bottom: 0 };
}

function paperParts(paper) {
  const facts = [shortList(paper.authors ?? []), paper.venue, paper.year].filter(Boolean).join(" · ");
  return [
    facts ? el("p", { class: "facts", dir: "auto" }, facts) : null,
    sources(paper),
    paper.abstract ? abstractOf(paper) : el("p", { class: "facts" }, "No abstract."),
    ...TYPES.map((type) => conceptsOfType(paper, type)),
    nearest(paper),
    community(paper),
  ].filter(Boolean);
}

function shortList(names) {
  return names.length > 5 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more` : names.join(", ");
}

function sources(paper) {
  const addresses = [paper.url, ...(paper.code ?? [])].filter(Boolean);
  return addresses.length ? el("p", { class: "sources" }, addresses.map((address) => outsideLink(address, address))) : null;
}

function conceptsOfType(paper, type) {
  const ofType = paper.concepts.filter((concept) => concept.group === type);
  if (!ofType.length) return null;
  const links = ofType.map((concept) => el("a", { href: concept.address, class: `name ${type}` }, concept.label));
  const names = links.map((link) => el("li", {}, link));
  return el("section", {}, el("h3", {}, icon(type), `${type}s`), el("ul", { class: "names" }, names));
}

function nearest(paper) {
  if (!paper.links.length) return null;
  const links = paper.links.slice(0, MOST_NEAREST);
  const rows = links.map(({ paper: other, shared }) => el("li", {}, titleOf(other), sharedNames(shared)));
  return el("section", {}, el("h3", {}, "Nearest papers"), el("ul", { class: "rows" }, rows));
}

function sharedNames(shared) {
  const names = shared.slice(0, MOST_SHARED).map((concept) => el("a", { href: concept.address }, concept.label));
  const rest = shared.length > MOST_SHARED ? ` and ${shared.length - MOST_SHARED} more` : "";
  return names.length ? el("p", { class: "why" }, "share ", listed(names), rest) : null;
}

// The elements with commas between them.
function listed(elements) {
  return elements.flatMap((element, number) => (number ? [", ", element] : [element]));
}

function community(node) {
  const own = communities.find(({ number }) => number === node.community);
  return own ? el("section", {}, el("h3", {}, "Community"), el("p", { class: "facts" }, own.name)) : null;
}

function conceptParts(concept) {
  const others = otherNames(concept);
  const rows = concept.papersHere.map((paper) => () => el("li", {}, titleOf(paper), sentenceOf(paper, concept)));
  const missing = concept.papers > rows.length ? el("p", { class: "facts" }, `This page holds ${rows.length} of them.`) : null;
  return [
    others.length ? el("p", { class: "facts" }, "also ", listed(others.map((alias) => el("bdi", {}, alias)))) : null,
    el("section", {}, el("h3", {}, `In ${countOf(concept.papers, "paper")}`), missing, growingList(rows)),
    community(concept),
  ].filter(Boolean);
}

// The aliases that differ from the label and from each other in more than case.
function otherNames({ label, aliases }) {
  const seen = new Set([label.toLowerCase()]);
  return aliases.filter((alias) => !seen.has(alias.toLowerCase()) && seen.add(alias.toLowerCase()));
}

// A list of the first rows, with a button for the others.
function growingList(rows) {
  const list = el("ul", { class: "rows" }, rows.slice(0, FIRST_ROWS).map((make) => make()));
  if (rows.length <= FIRST_ROWS) return list;
  const more = el("button", { type: "button", class: "more", click: showAll }, `Show all ${rows.length}`);
  function showAll() {
    list.append(...rows.slice(FIRST_ROWS).map((make) => make()));
    list.children[FIRST_ROWS].querySelector("a").focus();
    more.remove();
  }
  return el("div", {}, list, more);
}

function titleOf(paper) {
  return el("a", { href: paper.address, class: "title", dir: "auto" }, paper.label);
}
