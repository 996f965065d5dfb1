// An atlas too large to be drawn at once: its communities as discs, from which the reader goes down into one.

import type { Community, Edge, Node, Point } from "./model";
import { bounds } from "./boxes";

export const MOST_DISCS = 40;

const FILLED = 0.42; // share of the drawing that the discs cover
const GAP = 1.12;
const ROUNDS = 300;
const STRETCHES = 4; // after which the whole has about its aspect
const LEAST_DISC = 1 / 60; // what even the smallest disc has of the ground of all papers
const LEAST_SHARE = 0.06; // of the strongest tie, below which a tie is not drawn

export interface Disc extends Point {
  number: number;
  name: string;
  papers: number;
  radius: number;
}

export interface Tie {
  from: number;
  to: number;
  share: number; // of the strongest tie
}

// A disc for each of the largest communities, where its papers lie, pushed apart until none covers another; the whole is
// about `aspect` times as wide as high.
export function discsOf(communities: Community[], papers: Node[], aspect: number): Disc[] {
  const shown = [...communities].sort((a, b) => b.papers - a.papers || a.number - b.number).slice(0, MOST_DISCS);
  const places = shown.map(({ number }) => middle(papers.filter((paper) => paper.community === number && paper.x !== undefined)));
  const [left, top, right, bottom] = bounds(papers.filter((paper) => paper.x !== undefined) as Point[]);
  const total = shown.reduce((sum, { papers: size }) => sum + size, 0);
  const scale = Math.sqrt((FILLED * Math.max(1, (right - left) * (bottom - top))) / (Math.PI * total));
  const discs = shown.map((own, at) => ({ ...own, ...places[at]!, radius: scale * Math.sqrt(own.papers + total * LEAST_DISC) }));
  for (let time = 0; time < STRETCHES; time += 1) {
    stretch(discs, aspect);
    for (let round = 0; round < ROUNDS; round += 1) if (!pushApart(discs)) break;
  }
  return discs;
}

function stretch(discs: Disc[], aspect: number): void {
  const [left, top, right, bottom] = bounds(cornersOf(discs));
  const factor = Math.sqrt((aspect * (bottom - top)) / (right - left));
  for (const disc of discs) [disc.x, disc.y] = [disc.x * factor, disc.y / factor];
}

export function cornersOf(discs: Disc[]): Point[] {
  return discs.flatMap(({ x, y, radius }) => [{ x: x - radius, y: y - radius }, { x: x + radius, y: y + radius }]);
}

function middle(papers: Node[]): Point {
  const sum = papers.reduce((total, { x, y }) => ({ x: total.x + x!, y: total.y + y! }), { x: 0, y: 0 });
  return { x: sum.x / Math.max(1, papers.length), y: sum.y / Math.max(1, papers.length) };
}

function pushApart(discs: Disc[]): boolean {
  let moved = false;
  discs.forEach((a, at) => {
    for (const b of discs.slice(at + 1)) {
      const [x, y] = [b.x - a.x || 0.01, b.y - a.y || 0.01];
      const distance = Math.hypot(x, y);
      const missing = GAP * (a.radius + b.radius) - distance;
      if (missing <= 0.01) continue;
      moved = true;
      const [stepX, stepY] = [(x / distance) * (missing / 2), (y / distance) * (missing / 2)];
      [a.x, a.y, b.x, b.y] = [a.x - stepX, a.y - stepY, b.x + stepX, b.y + stepY];
    }
  });
  return moved;
}

// How strongly communities are tied by links between their papers, the weak ties left out.
export function tiesBetween(discs: Disc[], links: Edge[]): Tie[] {
  const here = new Set(discs.map(({ number }) => number));
  const sums = new Map<string, number>();
  for (const { from, to, value } of links) {
    const [a, b] = [from.community, to.community];
    if (a === b || a === null || b === null || !here.has(a) || !here.has(b)) continue;
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  const most = Math.max(...sums.values(), 0);
  const ties = [...sums].map(([key, sum]) => ({ from: Number(key.split(" ")[0]), to: Number(key.split(" ")[1]), share: sum / most }));
  return ties.filter(({ share }) => share >= LEAST_SHARE);
}
