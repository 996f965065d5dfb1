// Where the reader looks: the part of the layout that the canvas shows. The canvas is larger than what is seen of it, by
// OVERSCAN pixels at each side, so that it can be moved a little as it stands.

import type { Network } from "vis-network/peer";
import type { Box, Point } from "./model";
import { bounds } from "./boxes";
import { byId, calm } from "./dom";

export const OVERSCAN = 200;

const MARGIN = { top: 88, side: 104 };
const AIR = 60;
const READABLE = 0.35;
const LOWEST_ZOOM = 0.02;

export interface Covered {
  right: number;
  bottom: number;
}

const UNCOVERED: Covered = { right: 0, bottom: 0 };

const SLOW = 50; // milliseconds of a drawing; an animation of slower ones would hold the reader up

export class Camera {
  covered = UNCOVERED; // by the panel beside
  #network: Network;
  #container: HTMLElement;
  #cost = 0; // milliseconds that the last drawing took

  constructor(network: Network, container: HTMLElement) {
    this.#network = network;
    this.#container = container;
    network.on("initRedraw", () => {
      const start = performance.now();
      queueMicrotask(() => (this.#cost = performance.now() - start));
    });
  }

  get scale(): number {
    return this.#network.getScale();
  }

  get width(): number {
    return this.#container.clientWidth - 2 * OVERSCAN;
  }

  get height(): number {
    return this.#container.clientHeight - 2 * OVERSCAN;
  }

  // How many times as wide as high the room is in which all is shown.
  get aspect(): number {
    const { top, right, bottom, left } = this.#marginsBeside(UNCOVERED);
    return (this.width - left - right) / (this.height - top - bottom);
  }

  // What no panel covers of the view.
  get uncovered(): Box {
    const [left, top, right, bottom] = this.view;
    return [left, top, right - this.covered.right / this.scale, bottom - this.covered.bottom / this.scale];
  }

  // What is seen, as [left, top, right, bottom] in the units of the layout.
  get view(): Box {
    const { x: left, y: top } = this.#network.DOMtoCanvas({ x: OVERSCAN, y: OVERSCAN });
    const { x: right, y: bottom } = this.#network.DOMtoCanvas({ x: OVERSCAN + this.width, y: OVERSCAN + this.height });
    return [left, top, right, bottom];
  }

  // Show all of `nodes` beside what is covered, `highest` being the highest zoom.
  frame(nodes: Point[], { highest, covered = UNCOVERED, animated = true }: { highest: number; covered?: Covered; animated?: boolean }): void {
    const [left, top, right, bottom] = bounds(nodes);
    const margin = this.#marginsBeside(covered);
    const width = this.width - margin.left - margin.right;
    const height = this.height - margin.top - margin.bottom;
    const scale = Math.max(LOWEST_ZOOM, Math.min(width / (right - left + AIR), height / (bottom - top + AIR), highest));
    const offset = { x: (margin.left - margin.right) / 2, y: (margin.top - margin.bottom) / 2 };
    this.#move({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset }, animated);
  }

  zoomBy(factor: number): void {
    this.#move({ scale: this.scale * factor });
  }

  // Move what is seen by pixels of the screen, at once.
  shiftBy(x: number, y: number): void {
    const { x: middleX, y: middleY } = this.#network.getViewPosition();
    this.#move({ position: { x: middleX - x / this.scale, y: middleY - y / this.scale } }, false);
  }

  // Whether all of `nodes` are in view beside what is covered, near enough to be read.
  isReading(nodes: Point[]): boolean {
    const margin = this.#marginsBeside(this.covered);
    const [right, bottom] = [this.width - margin.right, this.height - margin.bottom];
    const isInside = ({ x, y }: Point) => x > margin.left && y > margin.top && x < right && y < bottom;
    return this.scale > READABLE && nodes.every((node) => isInside(this.placeOf(node)));
  }

  // Where a point of the layout stands, in pixels of what is seen.
  placeOf(point: Point): Point {
    const { x, y } = this.#network.canvasToDOM({ x: point.x, y: point.y });
    return { x: x - OVERSCAN, y: y - OVERSCAN };
  }

  #move(target: { position?: Point; scale?: number; offset?: Point }, animated = true): void {
    const animation = animated && !calm() && this.#cost < SLOW && { duration: 350, easingFunction: "easeInOutCubic" as const };
    this.#network.moveTo({ ...target, animation });
  }

  // Room for texts and the legend, less at the sides of a narrow window; a panel below covers the legend.
  #marginsBeside({ right, bottom }: Covered): { top: number; right: number; bottom: number; left: number } {
    const side = Math.min(MARGIN.side, 0.08 * this.width);
    return { top: MARGIN.top, right: side + right, bottom: bottom ? bottom + side : byId("legend").clientHeight + 64, left: side };
  }
}
