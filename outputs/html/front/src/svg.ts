// The drawing as SVG: grounds, edges, marks and texts as they stand on the canvas.

import type { Label } from "./labels";
import type { Group, Point } from "./model";
import { OUTLINES } from "./dom";
import { FAMILY, LINE } from "./fonts";

export interface Ground {
  outline: Point[];
  colour: string;
  padding: number;
}

export interface Line {
  from: Point;
  to: Point;
  colour: string;
  opacity: number;
  width: number;
  dash: number | null; // length of a dash
  title: string;
  arrow: { reach: number; length: number } | null; // how far from `to` its tip is
}

export interface Mark extends Point {
  group: Group | null; // null for a disc
  radius: number;
  colour: string;
  stroke: string;
  opacity: number;
  title: string;
}

export interface Text extends Label {
  ink: string;
}

export interface Drawing {
  width: number;
  height: number;
  background: string;
  halo: string;
  grounds: Ground[];
  lines: Line[];
  marks: Mark[];
  texts: Text[];
}

const HEAD = [[0, 0], [-1, 0.3], [-0.9, 0], [-1, -0.3]] as const; // of an arrow: along it and aside of it
const OUTLINE_SIZE = 6; // the half of what the outlines of types measure

export function toSvg(drawing: Drawing): string {
  const { width, height, background } = drawing;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" fill="${attribute(background)}"/>`,
    ...drawing.grounds.map(ground),
    ...drawing.lines.map(line),
    ...drawing.marks.map(mark),
    `<g text-anchor="middle" font-family="${attribute(FAMILY)}" paint-order="stroke" stroke-width="3.5" stroke-linejoin="round">`,
    ...drawing.texts.map((own) => text(own, drawing.halo)),
    "</g>",
    "</svg>\n",
  ].join("\n");
}

function ground({ outline, colour, padding }: Ground): string {
  const points = outline.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");
  const paint = `fill="${attribute(colour)}" stroke="${attribute(colour)}"`;
  return `<polygon points="${points}" ${paint} stroke-width="${round(2 * padding)}" stroke-linejoin="round"/>`;
}

function line(own: Line): string {
  const { from, to, colour, opacity, width, dash, title } = own;
  const ends = `x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}"`;
  const dashes = dash ? ` stroke-dasharray="${round(dash)}"` : "";
  const paint = `stroke="${attribute(colour)}" stroke-opacity="${round(opacity)}" stroke-width="${round(width)}"${dashes}`;
  return `<g>${told(title)}<line ${ends} ${paint}/>${head(own)}</g>`;
}

// The head of an arrow, of the shape that vis-network gives it, its tip where the mark of the node ends.
function head({ from, to, colour, opacity, arrow }: Line): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (!arrow || !length) return "";
  const [x, y] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const points = HEAD.map(([along, aside]) => {
    const back = along * arrow.length - arrow.reach;
    return `${round(to.x + back * x - aside * arrow.length * y)},${round(to.y + back * y + aside * arrow.length * x)}`;
  });
  return `<polygon points="${points.join(" ")}" fill="${attribute(colour)}" fill-opacity="${round(opacity)}"/>`;
}

function mark({ x, y, group, radius, colour, stroke, opacity, title }: Mark): string {
  const paint = `fill="${attribute(colour)}" stroke="${attribute(stroke)}" opacity="${round(opacity)}"`;
  if (!group) return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${paint}>${told(title)}</circle>`;
  const scale = radius / OUTLINE_SIZE;
  return `<path d="${OUTLINES[group]}" transform="translate(${round(x)} ${round(y)}) scale(${round(scale)}) translate(-8 -8)" ${paint}>${told(title)}</path>`;
}

function text({ x, y, lines, size, font, ink }: Text, halo: string): string {
  const weight = font.split(" ")[0]!;
  const spans = lines.map((own, number) => {
    const at = y + (number - (lines.length - 1) / 2) * size * LINE + size * 0.35;
    return `<tspan x="${round(x)}" y="${round(at)}">${content(own)}</tspan>`;
  });
  return `<text font-size="${size}" font-weight="${weight}" fill="${attribute(ink)}" stroke="${attribute(halo)}">${spans.join("")}</text>`;
}

// What a viewer shows where the pointer rests.
function told(title: string): string {
  return `<title>${content(title)}</title>`;
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}

// Text without what XML forbids, its marks escaped.
function content(value: string): string {
  const legal = value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  return legal.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function attribute(value: string): string {
  return content(value).replaceAll('"', "&quot;");
}
