import type { Box, Point } from "./model";

// A sheet on which boxes are laid so that none covers another, inside walls if it has any. Boxes are [left, top, right, bottom].

const CELL = 80;

export class Sheet {
  #cells = new Map<string, Box[]>();
  #walls: Box;

  constructor(walls: Box = [-Infinity, -Infinity, Infinity, Infinity]) {
    this.#walls = walls;
  }

  take(box: Box): void {
    for (const cell of cellsOf(box)) {
      const taken = this.#cells.get(cell);
      if (taken) taken.push(box);
      else this.#cells.set(cell, [box]);
    }
  }

  isFree(box: Box): boolean {
    return this.holds(box) && this.covered(box) === 0;
  }

  holds([left, top, right, bottom]: Box): boolean {
    return left >= this.#walls[0] && top >= this.#walls[1] && right <= this.#walls[2] && bottom <= this.#walls[3];
  }

  // The box, moved sideways as far as it stood beyond a wall, if less than half of it did.
  moved([left, top, right, bottom]: Box): Box {
    const by = Math.max(0, this.#walls[0] - left) + Math.min(0, this.#walls[2] - right);
    return Math.abs(by) < (right - left) / 2 ? [left + by, top, right + by, bottom] : [left, top, right, bottom];
  }

  // How many boxes (counted once a cell) lie under this one.
  covered(box: Box): number {
    let count = 0;
    for (const cell of cellsOf(box)) {
      for (const other of this.#cells.get(cell) ?? []) if (meet(box, other)) count += 1;
    }
    return count;
  }
}

function meet(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function* cellsOf([left, top, right, bottom]: Box): Generator<string> {
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield `${x} ${y}`;
  }
}

export function around(x: number, y: number, width: number, height: number): Box {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

export function middleOf([left, top, right, bottom]: Box): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

export function grown([left, top, right, bottom]: Box, by: number): Box {
  return [left - by, top - by, right + by, bottom + by];
}

// The smallest box around points {x, y}.
export function bounds(points: Point[]): Box {
  if (!points.length) return [-1, -1, 1, 1];
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}
