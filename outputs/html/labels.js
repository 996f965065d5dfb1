// Labels of nodes: the most important first, each where it covers neither another text nor a mark; the rest wait for more zoom.
// All lengths are pixels of the screen; the canvas is drawn as a sheet on which a node stands at (x * scale, y * scale).

import { plain } from "./dom.js";
import { around, grown, middleOf } from "./boxes.js";
import { colour } from "./palette.js";

export const LINE = 1.22;

const GAP = 4;
const AREA_OF_A_LABEL = { concepts: 15000, papers: 22000 };
const SIDES = [[0, 1], [1, 0], [0, -1], [-1, 0], [0.85, 0.7], [0.85, -0.7], [-0.85, 0.7], [-0.85, -0.7]];
const FOREMOST = 12;
const MOST_CHARACTERS = { paper: 26, concept: 32 };
const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";
const widths = new Map();

export function fontOf(size, weight = 400) {
  return `${weight} ${size}px ${FAMILY}`;
}

// The width of the widest of some lines.
export function widthOf(context, font, lines) {
  return Math.max(...lines.map((line) => measure(context, font, line)));
}

function measure(context, font, text) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

// The words of a text in lines of about `most` characters; what is beyond `lines` ends in an ellipsis.
export function wrap(text, most, lines) {
  const found = [""];
  for (const word of plain(text).split(/\s+/)) {
    const joined = found.at(-1) ? `${found.at(-1)} ${word}` : word;
    if (joined.length <= most || !found.at(-1)) found[found.length - 1] = joined;
    else found.push(word);
  }
  const kept = found.slice(0, lines).map((line) => (line.length > most + 4 ? `${line.slice(0, most)}…` : line));
  if (found.length > lines) kept[lines - 1] = `${kept[lines - 1].replace(/[\s,:;…]+$/, "")}…`;
  return kept;
}

// Lay labels for `nodes`, most important first: none covers a text, and none but the first few a mark. `area` is that of the
// drawing, by which their number is limited; `everywhere` lifts the limit.
export function layLabels(context, sheets, nodes, scale, { mode, everywhere, area }) {
  const most = everywhere ? Infinity : Math.max(8, area / AREA_OF_A_LABEL[mode]);
  const laid = [];
  for (const node of nodes) {
    if (laid.length >= most) break;
    const label = place(context, sheets, node, scale, laid.length < FOREMOST ? 1 : 0);
    if (!label) continue;
    sheets.texts.take(grown(label.box, 3));
    laid.push(label);
  }
  return laid;
}

// Names of concepts tell more than titles at the same size, and are shorter.
export function weightOfLabel(node) {
  return node.kind === "concept" ? node.size : node.size * 0.75;
}

// The label at the side or corner of its node where it covers the fewest marks; null where these are too many.
function place(context, { texts, marks }, node, scale, mostCovered) {
  const label = shape(context, node, scale);
  const radius = node.size * scale + GAP;
  const [x, y] = [node.x * scale, node.y * scale];
  const [aside, away] = [radius + label.width / 2, radius + label.height / 2];
  const boxes = SIDES.map(([right, down]) => around(x + right * aside, y + down * away, label.width, label.height))
    .filter((box) => texts.isFree(box));
  const best = leastCovered(boxes, marks);
  return best && best.covered <= mostCovered ? { ...label, ...middleOf(best.box), box: best.box } : null;
}

// The first of the boxes under which the fewest marks lie, or undefined where there is none.
export function leastCovered(boxes, marks) {
  return boxes.map((box) => ({ box, covered: marks.covered(box) })).sort((a, b) => a.covered - b.covered)[0];
}

export function shape(context, node, scale) {
  const size = Math.round(Math.min(17, Math.max(11, 9 + node.size * scale * 0.36)));
  const font = fontOf(size, node.kind === "concept" && size > 13 ? 600 : 400);
  const lines = wrap(node.label, MOST_CHARACTERS[node.kind], node.kind === "paper" ? 2 : 1);
  return { lines, font, size, width: widthOf(context, font, lines), height: lines.length * size * LINE };
}

export function drawLabel(context, label, ink = colour("ink")) {
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
