// All texts on the canvas: names of communities, labels of nodes, and the label under the pointer, in pixels of the screen.
// They are laid anew when the zoom or what is drawn changes, not when the canvas moves.

import type { Camera } from "./camera";
import type { Label } from "./labels";
import type { Box, Node, Point } from "./model";
import type { Disc, Tie } from "./overview";
import type { Name, Region } from "./regions";
import { around, bounds, grown, Sheet } from "./boxes";
import { layDiscNames } from "./discs";
import { LINE } from "./fonts";
import { drawLabel, layAllLabels, layLabels, shape, weightOfLabel, widthOf } from "./labels";
import { colour } from "./palette";
import { layNames, nameInk } from "./regions";
import { view } from "./view";
import { wrap } from "./wrapping";

const LEAST_OBSTACLE = 4;
const INSET = 8;

export interface Shown {
  nodes: Node[];
  regions: Region[];
  discs: Disc[];
  ties: Tie[];
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

function lay(context: CanvasRenderingContext2D, { nodes, regions, discs, focus }: Shown, { scale, uncovered }: Camera): Laid {
  const box = bounds(nodes as Point[]);
  const named = focus ? nodes.filter((node) => focus.has(node)) : nodes;
  const sheets = { texts: new Sheet(walls(scale, bounds(named as Point[]), uncovered)), marks: new Sheet() };
  named.filter((node) => node.size * scale >= LEAST_OBSTACLE).forEach((node) => sheets.marks.take(boxOf(node, scale)));
  const regionNames = view.community === null ? layNames(context, sheets, regions, scale) : [];
  const names = [...layDiscNames(context, discs, scale, sheets.texts), ...regionNames];
  if (view.labels) return { scale, names, labels: layAllLabels(context, nodes, scale) };
  const order = [...named].sort((a, b) => +(b === view.selected) - +(a === view.selected) || weightOfLabel(b) - weightOfLabel(a));
  const area = (box[2] - box[0]) * (box[3] - box[1]) * scale * scale;
  const labels = layLabels(context, sheets, order, scale, { mode: view.mode, everywhere: Boolean(focus), area });
  return { scale, names, labels };
}

function boxOf({ x, y, size }: Node, scale: number): Box {
  return around(x! * scale, y! * scale, 2 * size * scale, 2 * size * scale);
}

// While all that has a text is in view, texts stay in view too; else there are no walls, for moving the canvas does not lay them anew.
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
