// All texts on the canvas: names of communities, labels of nodes, and the label under the pointer, in pixels of the screen.
// They are laid anew when the zoom or what is drawn changes, not when the canvas moves.

import { around, bounds, grown, Sheet } from "./boxes.js";
import { colour } from "./palette.js";
import { view } from "./view.js";
import { drawLabel, layLabels, LINE, shape, weightOfLabel, widthOf, wrap } from "./labels.js";
import { layNames, nameInk } from "./regions.js";

const LEAST_OBSTACLE = 4;
const INSET = 8;

let laid = { scale: null };

export function forgetTexts() {
  laid = { scale: null };
}

export function drawTexts(context, shown, camera) {
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

function lay(context, { nodes, regions, focus }, { scale, view: inView }) {
  const box = bounds(nodes);
  const sheets = { texts: new Sheet(walls(scale, box, inView)), marks: new Sheet() };
  const named = focus ? nodes.filter((node) => focus.has(node)) : nodes;
  named.filter((node) => node.size * scale >= LEAST_OBSTACLE).forEach((node) => sheets.marks.take(boxOf(node, scale)));
  const names = layNames(context, sheets, regions, scale);
  const order = [...named].sort((a, b) => (b === view.selected) - (a === view.selected) || weightOfLabel(b) - weightOfLabel(a));
  const area = (box[2] - box[0]) * (box[3] - box[1]) * scale * scale;
  const labels = layLabels(context, sheets, order, scale, { mode: view.mode, everywhere: Boolean(focus), area });
  return { scale, names, labels };
}

function boxOf({ x, y, size }, scale) {
  return around(x * scale, y * scale, 2 * size * scale, 2 * size * scale);
}

// While all is in view, texts stay in view too; else there are no walls, for moving the canvas does not lay them anew.
function walls(scale, [left, top, right, bottom], inView) {
  const isAll = inView[0] < left && inView[1] < top && inView[2] > right && inView[3] > bottom;
  return isAll ? grown(inView.map((side) => side * scale), -INSET) : undefined;
}

function drawHovered(context, node, scale) {
  const label = shape(context, node, scale);
  const lines = wrap(node.label, 40, 4);
  const [width, height] = [widthOf(context, label.font, lines) + 20, lines.length * label.size * LINE + 12];
  const [x, y] = [node.x * scale, (node.y + node.size) * scale + height / 2 + 6];
  context.fillStyle = colour("background");
  context.strokeStyle = colour("quiet");
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, 7);
  context.fill();
  context.stroke();
  drawLabel(context, { ...label, lines, x, y });
}
