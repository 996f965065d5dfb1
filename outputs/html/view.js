// What the reader has chosen, and which papers and concepts are drawn for it.

import { TYPES } from "./palette.js";
import { concepts, conceptsInAtlas, neighboursOf, links, papers, papersInAtlas, usages } from "./atlas.js";

const MOST_DRAWN = 1500;

export const view = { mode: "concepts", types: new Set(TYPES), selected: null };
const listeners = [];

export function change(part) {
  const before = { ...view };
  Object.assign(view, part);
  listeners.forEach((listener) => listener(before));
}

export function onChange(listener) {
  listeners.push(listener);
}

const everything = [...papers, ...concepts].sort((a, b) => b.size - a.size || a.id.localeCompare(b.id, "en"));

// What stands on the canvas whoever is selected: all of the chosen types, but concepts of one paper, up to MOST_DRAWN.
export function base() {
  return everything.filter((node) => isCandidate(node) && (node.kind === "paper" || node.papers > 1)).slice(0, MOST_DRAWN);
}

// The base, the selected one and its neighbours; the most important first.
export function drawn() {
  const nodes = new Set(base());
  if (view.selected && fits(view.selected)) {
    nodes.add(view.selected);
    neighboursOf(view.selected).filter(isCandidate).forEach((node) => nodes.add(node));
  }
  return [...nodes];
}

function isCandidate(node) {
  return fits(node) && view.types.has(node.group);
}

function fits(node) {
  return node.x !== undefined && (node.kind === "paper" || view.mode === "concepts");
}

export function edgesAmong(nodes) {
  const here = new Set(nodes);
  return (view.mode === "concepts" ? usages : links).filter((edge) => here.has(edge.from) && here.has(edge.to));
}

// The selected one and its neighbours, or null while nothing is selected.
export function inFocus() {
  return view.selected && new Set([view.selected, ...neighboursOf(view.selected)]);
}

export function reachable() {
  return papersInAtlas + (view.mode === "concepts" ? conceptsInAtlas : 0);
}
