// What stands on the canvas as a drawing: the same marks, lines and texts, in pixels of what is seen.

import type { Drawing, Line, Mark } from "./svg";
import type { Camera } from "./camera";
import type { Point } from "./model";
import type { Shown } from "./texts";
import { isCrowded, picture } from "./canvas";
import { DASH, lookOfDisc, lookOfEdge, lookOfNode, lookOfTie, scaleOf } from "./looks";
import { colour, groundColour } from "./palette";
import { nameInk, PADDING } from "./regions";
import { headingOf } from "./tie";
import { laidTexts } from "./texts";

export function drawing(): Drawing {
  const { shown, edges, camera } = picture();
  const { scale, width, height } = camera;
  const origin = camera.placeOf({ x: 0, y: 0 });
  const onScreen = <T extends Point>(own: T): T => ({ ...own, x: own.x + origin.x, y: own.y + origin.y });
  const { names, labels } = laidTexts();
  const scaling = scaleOf(edges);
  return {
    width,
    height,
    background: colour("background"),
    halo: colour("halo"),
    grounds: shown.regions.flatMap(({ number, outline }) =>
      number === null ? [] : [{ outline: outline.map((point) => camera.placeOf(point)), colour: groundColour(number), padding: PADDING * scale }],
    ),
    lines: [
      ...tiesOf(shown, camera),
      ...edges.map((edge) => lineOf({ ...edge, reach: edge.to.size, title: headingOf(edge) } as Ends, lookOfEdge(edge, shown.focus, scaling), camera)),
    ],
    marks: marksOf(shown, camera),
    texts: [...names.map((name) => ({ ...onScreen(name), ink: nameInk(name) })), ...labels.map((own) => ({ ...onScreen(own), ink: colour("ink") }))],
  };
}

function tiesOf({ discs, ties }: Shown, camera: Camera): Line[] {
  const discAt = new Map(discs.map((disc) => [disc.number, disc]));
  return ties.map((tie) => {
    const [from, to] = [discAt.get(tie.from)!, discAt.get(tie.to)!];
    return lineOf({ from, to, reach: to.radius, title: `${from.name}, ${to.name}` }, lookOfTie(tie), camera);
  });
}

interface Ends {
  from: Point;
  to: Point;
  reach: number; // from the middle of `to` to where its mark begins
  title: string;
}

function lineOf({ from, to, reach, title }: Ends, look: any, camera: Camera): Line {
  const { color, width, dashes, arrows } = look;
  const { scale } = camera;
  const arrow = arrows?.to.enabled ? { reach: reach * scale, length: (15 * arrows.to.scaleFactor + 3 * width) * scale } : null;
  const ends = { from: camera.placeOf(from), to: camera.placeOf(to) };
  return { ...ends, colour: color.color, opacity: color.opacity, width: width * scale, dash: dashes ? DASH * scale : null, arrow, title };
}

function marksOf({ nodes, discs, focus }: Shown, camera: Camera): Mark[] {
  const crowded = isCrowded(nodes);
  const looks = [
    ...discs.map((disc) => ({ look: lookOfDisc(disc), group: null, title: disc.name })),
    ...nodes.map((node) => ({ look: lookOfNode(node, focus, crowded), group: node.group, title: `${node.label} (${node.group})` })),
  ];
  return looks.map(({ look, group, title }) => {
    const { x, y, color, opacity, size } = look;
    return { ...camera.placeOf({ x, y }), group, radius: size * camera.scale, colour: color.background, stroke: color.border, opacity, title };
  });
}
