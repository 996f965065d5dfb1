// Labels of nodes: the most important first, each where it covers neither another text nor a mark; the rest wait for more zoom.
// All lengths are pixels of the screen; the canvas is drawn as a sheet on which a node stands at (x * scale, y * scale).

import type { Sheet } from "./boxes";
import type { Box, Mode, Node, Point } from "./model";
import { around, grown, middleOf } from "./boxes";
import { fontOf, LINE } from "./fonts";
import { colour } from "./palette";
import { wrap } from "./wrapping";

const GAP = 4;
const AREA_OF_A_LABEL: Record<Mode, number> = { concepts: 15000, papers: 22000, together: 12000 };
const SIDES = [[0, 1], [1, 0], [0, -1], [-1, 0], [0.85, 0.7], [0.85, -0.7], [-0.85, 0.7], [-0.85, -0.7]] as const;
const ASKEW = [[0.3, 1], [-0.3, 1], [0.3, -1], [-0.3, -1]] as const; // where nothing at all is covered
const FOREMOST = 12;
const MOST_CHARACTERS = { paper: 26, concept: 32 };
const widths = new Map<string, number>();

export interface Sheets {
  texts: Sheet;
  marks: Sheet;
}

export interface Label extends Point {
  lines: string[];
  font: string;
  size: number;
  width: number;
  height: number;
}

// The width of the widest of some lines.
export function widthOf(context: CanvasRenderingContext2D, font: string, lines: string[]): number {
  return Math.max(...lines.map((line) => measure(context, font, line)));
}

function measure(context: CanvasRenderingContext2D, font: string, text: string): number {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key)!;
}

interface Room {
  mode: Mode;
  area: number; // of the drawing, by which the number of labels is limited
  everywhere: boolean; // lifts that limit
}

// Lay labels for `nodes`, most important first: none covers a text, and none but the first few a mark.
export function layLabels(context: CanvasRenderingContext2D, sheets: Sheets, nodes: Node[], scale: number, room: Room): Label[] {
  const most = room.everywhere ? Infinity : Math.max(8, room.area / AREA_OF_A_LABEL[room.mode]);
  const laid: Label[] = [];
  for (const node of nodes) {
    if (laid.length >= most) break;
    const label = place(context, sheets, node, scale, laid.length < FOREMOST ? 1 : 0);
    if (!label) continue;
    sheets.texts.take(grown(label.box, 3));
    laid.push(label);
  }
  return laid;
}

// A label for each node, below it, wherever that is.
export function layAllLabels(context: CanvasRenderingContext2D, nodes: Node[], scale: number): Label[] {
  return nodes.map((node) => {
    const label = shape(context, node, scale);
    return { ...label, x: node.x! * scale, y: (node.y! + node.size) * scale + GAP + label.height / 2 };
  });
}

// Names of concepts tell more than titles at the same size, and are shorter.
export function weightOfLabel(node: Node): number {
  return node.kind === "concept" ? node.size : node.size * 0.75;
}

// The label at the side or corner of its node where it covers the fewest marks; null where these are too many.
function place(context: CanvasRenderingContext2D, { texts, marks }: Sheets, node: Node, scale: number, mostCovered: number) {
  const label = shape(context, node, scale);
  const radius = node.size * scale + GAP;
  const [x, y] = [node.x! * scale, node.y! * scale];
  const [aside, away] = [radius + label.width / 2, radius + label.height / 2];
  const boxAt = ([right, down]: readonly [number, number]) => around(x + right * aside, y + down * away, label.width, label.height);
  const boxes = [...SIDES.map(boxAt), ...ASKEW.map(boxAt).filter((box) => !marks.covered(box))];
  const best = leastCovered(boxes.filter((box) => texts.isFree(box)), marks);
  return best && best.covered <= mostCovered ? { ...label, ...middleOf(best.box), box: best.box } : null;
}

// The first of the boxes under which the fewest marks lie, or undefined where there is none.
export function leastCovered(boxes: Box[], marks: Sheet): { box: Box; covered: number } | undefined {
  return boxes.map((box) => ({ box, covered: marks.covered(box) })).sort((a, b) => a.covered - b.covered)[0];
}

export function shape(context: CanvasRenderingContext2D, node: Node, scale: number): Omit<Label, "x" | "y"> {
  const size = Math.round(Math.min(17, Math.max(11, 9 + node.size * scale * 0.36)));
  const font = fontOf(size, node.kind === "concept" && size > 13 ? 600 : 400);
  const lines = wrap(node.label, MOST_CHARACTERS[node.kind], node.kind === "paper" ? 2 : 1);
  return { lines, font, size, width: widthOf(context, font, lines), height: lines.length * size * LINE };
}

export function drawLabel(context: CanvasRenderingContext2D, label: Label, ink = colour("ink")): void {
  context.font = label.font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = colour("halo");
  context.fillStyle = ink;
  label.lines.forEach((line, number) => {
    const y = label.y + (number - (label.lines.length - 1) / 2) * label.size * LINE;
    context.strokeText(line, label.x, y);
    context.fillText(line, label.x, y);
  });
}
