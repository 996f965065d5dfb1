// All texts on the canvas: names of communities, labels of nodes, and the label under the pointer, in pixels of the screen.
// They are laid anew when the zoom or what is drawn changes, not when the canvas moves.

import type { Camera } from "./camera";
import type { Label } from "./labels";
import type { Box, Node } from "./model";
import type { Disc } from "./overview";
import type { Name, Region } from "./regions";
import { around, bounds, grown, middleOf, Sheet } from "./boxes";
import { drawLabel, fontOf, layAllLabels, layLabels, LINE, shape, weightOfLabel, widthOf, wrap } from "./labels";
import { colour } from "./palette";
import { layNames, nameInk } from "./regions";
import { view } from "./view";

const LEAST_OBSTACLE = 4;
const INSET = 8;
const DISC_SIZES = [18, 16, 14, 12, 11, 10];
const BARE_SIZES = [11, 10, 9]; // of a name without its number of papers
const LEAST_DISC_LABEL = 17;

export interface Shown {
  nodes: Node[];
  regions: Region[];
  discs: Disc[];
  focus: Set<Node> | null;
  hovered: Node | null;
}

export interface Laid {
  scale: number | null;
  names: Name[];
  labels: Label[];
}

let laid: Laid = { scale: null, names: [], labels: [] };

export function forgetTexts(): void {
  laid = { ...laid, scale: null };
}

// The texts as they were drawn last.
export function laidTexts(): Laid {
  return laid;
}

export function drawTexts(context: CanvasRenderingContext2D, shown: Shown, camera: Camera): void {
  const { scale } = camera;
  if (laid.scale !== scale) laid = lay(context, shown, camera);
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.globalAlpha = shown.focus ? 0.35 : 1;
  laid.names.forEach((name) => drawLabel(context, name, nameInk(name)));
  context.globalAlpha = 1;
  laid.labels.forEach((label) => drawLabel(context, label));
  if (shown.hovered) drawHovered(context, shown.hovered, scale);
  context.restore();
}

function lay(context: CanvasRenderingContext2D, { nodes, regions, discs, focus }: Shown, { scale, view: inView }: Camera): Laid {
  const box = bounds(nodes as { x: number; y: number }[]);
  const sheets = { texts: new Sheet(walls(scale, box, inView)), marks: new Sheet() };
  const named = focus ? nodes.filter((node) => focus.has(node)) : nodes;
  named.filter((node) => node.size * scale >= LEAST_OBSTACLE).forEach((node) => sheets.marks.take(boxOf(node, scale)));
  const regionNames = view.community === null ? layNames(context, sheets, regions, scale) : [];
  const names = [...layDiscNames(context, discs, scale, sheets.texts), ...regionNames];
  if (view.labels) return { scale, names, labels: layAllLabels(context, nodes, scale) };
  const order = [...named].sort((a, b) => +(b === view.selected) - +(a === view.selected) || weightOfLabel(b) - weightOfLabel(a));
  const area = (box[2] - box[0]) * (box[3] - box[1]) * scale * scale;
  const labels = layLabels(context, sheets, order, scale, { mode: view.mode, everywhere: Boolean(focus), area });
  return { scale, names, labels };
}

// The names of discs: as many concepts, and these as large, as fit inside; below a small disc where that covers nothing.
function layDiscNames(context: CanvasRenderingContext2D, discs: Disc[], scale: number, texts: Sheet): Name[] {
  const marks = new Sheet();
  discs.forEach(({ x, y, radius }) => marks.take(around(x * scale, y * scale, 2 * radius * scale, 2 * radius * scale)));
  return discs.flatMap((disc) => {
    const [x, y, radius] = [disc.x * scale, disc.y * scale, disc.radius * scale];
    const inside = nameInside(context, disc, radius);
    if (inside) return [{ ...inside, x, y, number: disc.number }];
    const below = shapeDiscName(context, disc, 1, DISC_SIZES.at(-1)!, LEAST_DISC_LABEL);
    const box = around(x, y + radius + below.height / 2 + 3, below.width, below.height);
    if (!texts.isFree(box) || marks.covered(box)) return [];
    texts.take(box);
    return [{ ...below, ...middleOf(box), number: disc.number }];
  });
}

function nameInside(context: CanvasRenderingContext2D, disc: Disc, radius: number): Omit<Label, "x" | "y"> | null {
  for (const names of [3, 2, 1]) {
    for (const size of DISC_SIZES) {
      const name = shapeDiscName(context, disc, names, size, Math.floor((1.75 * radius) / (size * 0.6)));
      if (fits(name, radius)) return name;
    }
  }
  const bare = BARE_SIZES.map((size) => shapeDiscName(context, disc, 1, size, Math.floor((1.75 * radius) / (size * 0.6)), false));
  return bare.find((name) => fits(name, radius)) ?? null;
}

function fits({ width, height }: { width: number; height: number }, radius: number): boolean {
  return Math.hypot(width, height) < 2 * radius;
}

function shapeDiscName(context: CanvasRenderingContext2D, disc: Disc, names: number, size: number, most: number, counted = true): Omit<Label, "x" | "y"> {
  const parts = disc.name.split(" · ").slice(0, names);
  const lines = [...parts.flatMap((part) => wrap(part, most, 3)), ...(counted ? [disc.papers.toLocaleString("en")] : [])];
  const font = fontOf(size, 600);
  return { lines, font, size, width: widthOf(context, font, lines), height: lines.length * size * LINE };
}

function boxOf({ x, y, size }: Node, scale: number): Box {
  return around(x! * scale, y! * scale, 2 * size * scale, 2 * size * scale);
}

// While all is in view, texts stay in view too; else there are no walls, for moving the canvas does not lay them anew.
function walls(scale: number, [left, top, right, bottom]: Box, inView: Box): Box | undefined {
  const isAll = inView[0] < left && inView[1] < top && inView[2] > right && inView[3] > bottom;
  return isAll ? grown(inView.map((side) => side * scale) as Box, -INSET) : undefined;
}

function drawHovered(context: CanvasRenderingContext2D, node: Node, scale: number): void {
  const label = shape(context, node, scale);
  const lines = wrap(node.label, 40, 4);
  const [width, height] = [widthOf(context, label.font, lines) + 20, lines.length * label.size * LINE + 12];
  const [x, y] = [node.x! * scale, (node.y! + node.size) * scale + height / 2 + 6];
  context.fillStyle = colour("background");
  context.strokeStyle = colour("quiet");
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, 7);
  context.fill();
  context.stroke();
  drawLabel(context, { ...label, lines, x, y });
}
