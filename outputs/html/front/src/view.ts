// What the reader has chosen, and which papers, concepts and edges are drawn for it.

import type { Choices } from "./address";
import type { Community, Edge, Node } from "./model";
import { freshChoices } from "./address";
import { communities, conceptsInAtlas, edges, firstMode, neighboursOf, nodeAt, nodes, papers, papersInAtlas, usagesOf } from "./atlas";
import { findPath, nodesAlong } from "./path";
import { backbone, neighboursIn, tiesAmong } from "./together";

export const MOST_DRAWN = 1500;
const STRONGEST = 3;
const MANY_EDGES = 1500;

export interface View extends Choices {
  selected: Node | null;
  end: Node | null; // where a path from the selected one leads
  edge: Edge | null;
}

export const view: View = { ...freshChoices(firstMode), selected: null, end: null, edge: null };
const listeners: ((before: View) => void)[] = [];
const everything = [...nodes].sort((a, b) => b.size - a.size || a.id - b.id);
const known = new Map<string, unknown>();

export function change(choices: Choices): void {
  const before = { ...view };
  const { place, to } = choices;
  Object.assign(view, choices, { selected: nodeAt(place), end: to ? nodeAt(to) : null });
  known.clear();
  view.edge = place.startsWith("#edge/") ? edgeAt(place) : null;
  listeners.forEach((listener) => listener(before));
}

export function onChange(listener: (before: View) => void): void {
  listeners.push(listener);
}

// Each answer is found once for each state of the view.
function once<T>(name: string, find: () => T): T {
  if (!known.has(name)) known.set(name, find());
  return known.get(name) as T;
}

// All that the filters let through, the most important first.
export function candidates(): Node[] {
  return once("candidates", () => everything.filter((node) => passes(node)));
}

function passes(node: Node): boolean {
  if (!view.types.has(node.group) || !fitsMode(node)) return false;
  if (view.community !== null && node.community !== view.community) return false;
  if (node.kind === "paper") return (!view.years || isBetween(node.year, view.years)) && (!view.role || usagesOf(node).some(isKept));
  const ties = view.role || view.years ? usagesOf(node) : node.edges;
  return !(view.role || view.years || view.least) || ties.some(isKept);
}

function fitsMode(node: Node): boolean {
  return view.mode === "concepts" || (node.kind === "paper") === (view.mode === "papers");
}

function isBetween(year: number | null, [first, last]: [number, number]): boolean {
  return year !== null && first <= year && year <= last;
}

// Whether a usage or a link passes the filters of role, year and weight.
function isKept(edge: Edge): boolean {
  if (edge.kind === "usage" && view.role && edge.role !== view.role) return false;
  if (edge.kind === "usage" && view.years && !isBetween(edge.from.year, view.years)) return false;
  return edge.value >= view.least * strongest(edge.kind);
}

function strongest(kind: string): number {
  return once(`strongest ${kind}`, () => edges.reduce((most, edge) => (edge.kind === kind ? Math.max(most, edge.value) : most), 0));
}

function isPlaced(node: Node): boolean {
  return node.x !== undefined;
}

// Papers and concepts that may stand on the canvas whoever is selected; concepts of one paper come with that paper, or with a role.
function resting(): Node[] {
  return once("resting", () => candidates().filter((node) => isPlaced(node) && (node.kind === "paper" || node.papers > 1 || view.role)));
}

// Whether the whole is too much to be drawn, so that its communities are drawn in place of it.
export function isOverview(): boolean {
  return view.community === null && !view.all && resting().length > MOST_DRAWN && communities.length > 1;
}

export function base(): Node[] {
  return once("base", () => (isOverview() ? [] : resting().slice(0, view.all ? Infinity : MOST_DRAWN)));
}

export function communitiesShown(): Community[] {
  const here = new Set(candidates().map((node) => node.community));
  return communities.filter(({ number }) => here.has(number));
}

// The base, the selected ones and their neighbours; the most important first.
export function drawn(): Node[] {
  return once("drawn", () => {
    const found = new Set(base());
    for (const node of inFocus() ?? []) if (isPlaced(node) && (passes(node) || isChosen(node))) found.add(node);
    return [...found];
  });
}

function isChosen(node: Node): boolean {
  return node === view.selected || node === view.end || node === view.edge?.from || node === view.edge?.to || onPath().has(node);
}

// What is drawn between drawn nodes, the strongest of each when there is much.
export function drawnEdges(): Edge[] {
  return once("edges", () => {
    const here = new Set(drawn());
    const tied = edges.filter((edge) => fitsEdge(edge) && here.has(edge.from) && here.has(edge.to) && isKept(edge));
    const together = view.mode === "together" ? heavyTies(tiesAmong(here)) : [];
    const all = [...tied, ...together];
    const own = all.filter((edge) => isOfSelected(edge) || path()?.includes(edge));
    return view.mode === "concepts" && (view.all || all.length <= MANY_EDGES) ? all : [...new Set([...backbone(all, STRONGEST), ...own])];
  });
}

function heavyTies(ties: Edge[]): Edge[] {
  const most = ties.reduce((found, edge) => Math.max(found, edge.value), 0);
  return ties.filter((edge) => edge.value >= view.least * most);
}

export function isOfSelected(edge: Edge): boolean {
  return view.selected ? edge.from === view.selected || edge.to === view.selected : edge.id === view.edge?.id;
}

function fitsEdge(edge: Edge): boolean {
  if (edge.kind === "link") return view.mode === "papers";
  return edge.kind === "usage" ? view.mode === "concepts" : view.mode !== "papers";
}

// The path from the selected one to the other end, over what the mode draws, or null where there is none or none is asked for.
export function path(): Edge[] | null {
  return once("path", () => {
    if (!view.selected || !view.end) return null;
    const overLinks = view.selected.kind === "paper" && view.end.kind === "paper" && view.mode === "papers";
    return findPath(view.selected, view.end, (edge) => (edge.kind === "link") === overLinks);
  });
}

export function onPath(): Set<Node> {
  return once("on path", () => new Set(path() ? nodesAlong(view.selected!, path()!) : []));
}

// What stands out: the path, or the selected one with its neighbours, or the ends of the selected edge; null while nothing is selected.
export function inFocus(): Set<Node> | null {
  return once("focus", () => {
    if (view.end && view.selected) return new Set([view.selected, view.end, ...onPath()]);
    if (view.edge) return new Set([view.edge.from, view.edge.to]);
    return view.selected && new Set([view.selected, ...neighboursOf(view.selected), ...standingWith(view.selected)]);
  });
}

function standingWith(node: Node): Node[] {
  if (view.mode !== "together" || node.kind !== "concept") return [];
  return neighboursIn(backbone(tiesAmong([node, ...base()]), STRONGEST), node);
}

export function reachable(): number {
  return (view.mode === "together" ? 0 : papersInAtlas) + (view.mode === "papers" ? 0 : conceptsInAtlas);
}

export function isWholeAtlas(): boolean {
  return papers.length === papersInAtlas;
}

// The address of an edge names its two ends and its kind.
export function addressOf(edge: Edge): string {
  return ["#edge", edge.kind, ...[edge.from, edge.to].flatMap((end) => [end.kind, encodeURIComponent(end.key)])].join("/");
}

export function edgeAt(address: string): Edge | null {
  const [, kind, ...ends] = address.split("/");
  const [from, to] = [nodeAt(`#${ends[0]}/${ends[1]}`), nodeAt(`#${ends[2]}/${ends[3]}`)];
  if (!from || !to) return null;
  if (kind === "together") return tiesAmong([from, to])[0] ?? null;
  return from.edges.find((edge) => edge.kind === kind && edge.from === from && edge.to === to) ?? null;
}
