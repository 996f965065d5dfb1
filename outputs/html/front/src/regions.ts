// Communities on the canvas: a soft ground under the members, and the name above it where there is room.

import type { Sheets, Label } from "./labels";
import type { Box, Community, Node, Point } from "./model";
import { around, bounds, grown, middleOf } from "./boxes";
import { fontOf, LINE } from "./fonts";
import { leastCovered, widthOf } from "./labels";
import { colour, communityInk, groundColour } from "./palette";
import { wrap } from "./wrapping";

export const PADDING = 42;

const LEAST_MEMBERS = 4;
const MOST_COVERED = 2;
const SHAPES = [{ concepts: 3, most: 34, lines: 1 }, { concepts: 1, most: 18, lines: 3 }]; // most characters of a line, lines of each

export interface Region {
  number: number | null;
  name: string;
  size: number;
  outline: Point[];
}

export interface Name extends Label {
  number: number | null;
}

// The communities that have enough members among `nodes`, the largest first, with the outline of their ground;
// and the papers that no link ties to a community, if there are as many.
export function findRegions(nodes: Node[], communities: Community[]): Region[] {
  const members = new Map<number | null, Point[]>();
  for (const { community, x, y } of nodes) {
    if (!members.has(community)) members.set(community, []);
    members.get(community)!.push({ x: x!, y: y! });
  }
  const loose: Omit<Region, "size" | "outline"> = { number: null, name: "papers without links" };
  return [...communities, loose]
    .filter(({ number }) => (members.get(number)?.length ?? 0) >= LEAST_MEMBERS)
    .map(({ number, name }) => ({ number, name, size: members.get(number)!.length, outline: hull(members.get(number)!) }))
    .sort((a, b) => b.size - a.size);
}

// Convex hull of points by Andrew's monotone chain (1979, doi:10.1016/0020-0190(79)90072-3).
export function hull(points: Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: Point[]) => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// Draw the grounds; the context is in the units of the layout.
export function drawGrounds(context: CanvasRenderingContext2D, regions: Region[]): void {
  context.lineJoin = "round";
  context.lineWidth = 2 * PADDING;
  for (const { number, outline } of regions) {
    if (number === null) continue;
    context.fillStyle = context.strokeStyle = groundColour(number);
    context.beginPath();
    outline.forEach((point) => context.lineTo(point.x, point.y));
    context.closePath();
    context.fill();
    context.stroke();
  }
}

// Lay the names among the texts, the largest community first; each above or below its ground, where it covers the fewest marks,
// and its first concept in narrow lines where it has no room in wide ones.
export function layNames(context: CanvasRenderingContext2D, { texts, marks }: Sheets, regions: Region[], scale: number): Name[] {
  const laid: Name[] = [];
  for (const region of regions) {
    const places = SHAPES.map((room) => shapeName(context, region, scale, room)).flatMap((shape) => {
      const boxes = placesOf(region, shape, scale).map((box) => texts.moved(box)).filter((box) => texts.isFree(box));
      const best = leastCovered(boxes, marks);
      return best && best.covered <= MOST_COVERED ? [{ shape, box: best.box }] : [];
    });
    if (!places[0]) continue;
    const { shape, box } = places[0];
    texts.take(grown(box, 4));
    laid.push({ ...shape, ...middleOf(box), number: region.number });
  }
  return laid;
}

type Shape = Omit<Label, "x" | "y">;

function shapeName(context: CanvasRenderingContext2D, region: Region, scale: number, room: (typeof SHAPES)[number]): Shape {
  const size = Math.round(Math.min(19, Math.max(12, 8 + Math.sqrt(region.size) * 2.4 * Math.min(scale, 0.8))));
  const font = fontOf(size, region.number === null ? 400 : 650);
  const parts = region.name.split(" · ").slice(0, Math.min(room.concepts, conceptsFor(region, scale)));
  const lines = parts.flatMap((part) => wrap(part, room.most, room.lines));
  return { lines, font, size, width: widthOf(context, font, lines), height: lines.length * size * LINE };
}

// A small ground gets a short name.
function conceptsFor({ outline }: Region, scale: number): number {
  const [left, top, right, bottom] = bounds(outline);
  return Math.max(1, Math.min(3, Math.round((Math.min(right - left, bottom - top) * scale) / 55)));
}

function placesOf({ outline }: Region, { width, height }: { width: number; height: number }, scale: number): Box[] {
  const top = outline.reduce((best, point) => (point.y < best.y ? point : best));
  const bottom = outline.reduce((best, point) => (point.y > best.y ? point : best));
  const middle = (bounds(outline)[0] + bounds(outline)[2]) / 2;
  const above = (top.y - PADDING) * scale - height / 2 - 4;
  const below = (bottom.y + PADDING) * scale + height / 2 + 4;
  return [
    around(middle * scale, above, width, height),
    around(top.x * scale, above, width, height),
    around(middle * scale, below, width, height),
    around(bottom.x * scale, below, width, height),
  ];
}

export function nameInk(name: Name): string {
  return name.number === null ? colour("quiet") : communityInk(name.number);
}
