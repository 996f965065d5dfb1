// Where the reader looks: the part of the layout that the canvas shows.

import { calm } from "./dom.js";
import { bounds } from "./boxes.js";

const MARGIN = { top: 88, bottom: 96, side: 56 };
const AIR = 60;
const READABLE = 0.35;
const LOWEST_ZOOM = 0.02;
const UNCOVERED = { right: 0, bottom: 0 };

export class Camera {
  #network;
  #container;

  constructor(network, container) {
    this.#network = network;
    this.#container = container;
  }

  get scale() {
    return this.#network.getScale();
  }

  // What the canvas shows, as [left, top, right, bottom] in the units of the layout.
  get view() {
    const { clientWidth, clientHeight } = this.#container;
    const { x: left, y: top } = this.#network.DOMtoCanvas({ x: 0, y: 0 });
    const { x: right, y: bottom } = this.#network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
    return [left, top, right, bottom];
  }

  // Show all of `nodes` beside what is covered, `highest` being the highest zoom.
  frame(nodes, { highest, covered = UNCOVERED, animated = true }) {
    const [left, top, right, bottom] = bounds(nodes);
    const margin = this.#marginsBeside(covered);
    const width = this.#container.clientWidth - margin.left - margin.right;
    const height = this.#container.clientHeight - margin.top - margin.bottom;
    const scale = Math.max(LOWEST_ZOOM, Math.min(width / (right - left + AIR), height / (bottom - top + AIR), highest));
    const offset = { x: (margin.left - margin.right) / 2, y: (margin.top - margin.bottom) / 2 };
    this.#move({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset }, animated);
  }

  zoomBy(factor) {
    this.#move({ scale: this.scale * factor });
  }

  // Whether all of `nodes` are in view beside what is covered, near enough to be read.
  isReading(nodes, covered) {
    const margin = this.#marginsBeside(covered);
    const [right, bottom] = [this.#container.clientWidth - margin.right, this.#container.clientHeight - margin.bottom];
    const isInside = ({ x, y }) => x > margin.left && y > margin.top && x < right && y < bottom;
    return this.scale > READABLE && nodes.every((node) => isInside(this.#network.canvasToDOM(node)));
  }

  #move(target, animated = true) {
    this.#network.moveTo({ ...target, animation: animated && !calm() && { duration: 350, easingFunction: "easeInOutCubic" } });
  }

  // Room for texts and the legend, less at the sides of a narrow window; a panel below covers the legend.
  #marginsBeside({ right, bottom }) {
    const side = Math.min(MARGIN.side, 0.06 * this.#container.clientWidth);
    return { top: MARGIN.top, right: side + right, bottom: bottom ? bottom + side : MARGIN.bottom, left: side };
  }
}
