// The names of communities that are drawn as discs. Lengths are pixels of the screen.

import type { Label } from "./labels";
import type { Box } from "./model";
import type { Disc } from "./overview";
import type { Name } from "./regions";
import { around, middleOf, Sheet } from "./boxes";
import { fontOf, LINE } from "./fonts";
import { widthOf } from "./labels";
import { wrap } from "./wrapping";

const SIZES = [18, 16, 14, 12, 11, 10];
const BARE_SIZES = [11, 10, 9]; // of a name without its number of papers
const BESIDE = [{ size: 11, most: 17 }, { size: 10, most: 13 }, { size: 9, most: 10 }]; // most characters of a line
const MOST_LINES = 4;
const SHIFTS = [0, -0.25, 0.25, -0.5, 0.5]; // of a name over its disc, in radii
const GAP = 3;
const MOST_OVER = 3; // radii that a name over its disc may be wide or high

type Shape = Omit<Label, "x" | "y">;

// A name for each disc: as many concepts, and these as large, as fit inside; else one concept beside it or, where there is no
// room either, over it. Every name is whole.
export function layDiscNames(context: CanvasRenderingContext2D, discs: Disc[], scale: number, texts: Sheet): Name[] {
  const placed = discs.map((disc) => ({ disc, x: disc.x * scale, y: disc.y * scale, radius: disc.radius * scale }));
  const marks = new Sheet();
  placed.forEach(({ x, y, radius }) => marks.take(around(x, y, 2 * radius, 2 * radius)));
  const inside = new Map(placed.map(({ disc, radius }) => [disc, nameInside(context, disc, radius)]));
  const names = placed.flatMap(({ disc, x, y }) => {
    const shape = inside.get(disc);
    if (shape) texts.take(around(x, y, shape.width, shape.height));
    return shape ? [{ ...shape, x, y, number: disc.number }] : [];
  });
  return [...names, ...placed.filter(({ disc }) => !inside.get(disc)).flatMap((own) => nameBeside(context, own, texts, marks))];
}

function nameInside(context: CanvasRenderingContext2D, disc: Disc, radius: number): Shape | null {
  const most = (size: number) => Math.floor((1.75 * radius) / (size * 0.6));
  const counted = [3, 2, 1].flatMap((names) => SIZES.map((size) => ({ names, size, most: most(size) })));
  const bare = BARE_SIZES.map((size) => ({ names: 1, size, most: most(size), bare: true }));
  for (const room of [...counted, ...bare]) {
    const name = shapeOf(context, disc, room);
    if (Math.hypot(name.width, name.height) < 2 * radius && isWhole(name)) return name;
  }
  return null;
}

interface Placed {
  disc: Disc;
  x: number;
  y: number;
  radius: number;
}

// Where it covers no disc if there is such a place, else over its own disc if it is hardly larger; nothing while there is no room.
function nameBeside(context: CanvasRenderingContext2D, { disc, x, y, radius }: Placed, texts: Sheet, marks: Sheet): Name[] {
  const ways = BESIDE.map((room) => shapeOf(context, disc, { names: 1, ...room })).filter(isWhole);
  const places = ways.flatMap((shape) => boxesOf(shape, x, y, radius).map((box) => ({ shape, box }))).filter(({ box }) => texts.isFree(box));
  const best = places.find(({ box }) => !marks.covered(box)) ?? places.find(({ box }) => isOver(box, x, y, radius));
  if (!best) return [];
  texts.take(best.box);
  return [{ ...best.shape, ...middleOf(best.box), number: disc.number }];
}

function isOver([left, top, right, bottom]: Box, x: number, y: number, radius: number): boolean {
  const most = MOST_OVER * radius;
  return left < x && x < right && top < y && y < bottom && right - left < most && bottom - top < most;
}

function boxesOf({ width, height }: Shape, x: number, y: number, radius: number): Box[] {
  const [aside, away] = [radius + width / 2 + GAP, radius + height / 2 + GAP];
  const over = SHIFTS.flatMap((down) => SHIFTS.map((right) => [right * radius, down * radius] as const));
  const places = [[0, away], [0, -away], [aside, 0], [-aside, 0], ...over] as const;
  return places.map(([right, down]) => around(x + right, y + down, width, height));
}

interface Room {
  names: number; // how many concepts
  size: number;
  most: number; // characters of a line
  bare?: boolean; // without the number of papers
}

function shapeOf(context: CanvasRenderingContext2D, disc: Disc, { names, size, most, bare }: Room): Shape {
  const parts = disc.name.split(" · ").slice(0, names);
  const lines = [...parts.flatMap((part) => wrap(part, most, MOST_LINES)), ...(bare ? [] : [disc.papers.toLocaleString("en")])];
  const font = fontOf(size, 600);
  return { lines, font, size, width: widthOf(context, font, lines), height: lines.length * size * LINE };
}

function isWhole({ lines }: Shape): boolean {
  return !lines.some((line) => line.endsWith("…"));
}
