import { expect, test } from "vitest";
import type { Node } from "../src/model";
import { bounds } from "../src/boxes";
import { cornersOf, discsOf } from "../src/overview";

const SIZES = [400, 300, 200, 120, 90, 60, 40, 20, 5, 2, 2, 2];

function paper(community: number): Node {
  return { community, x: 10 * (community % 4), y: 8 * Math.floor(community / 4) } as Node;
}

function discsWith(aspect: number) {
  const communities = SIZES.map((papers, number) => ({ number, name: `n${number}`, papers }));
  return discsOf(communities, SIZES.flatMap((size, number) => Array.from({ length: size }, () => paper(number))), aspect);
}

test("no disc covers another", () => {
  const discs = discsWith(1.8);
  for (const [at, a] of discs.entries()) {
    for (const b of discs.slice(at + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.radius + b.radius);
  }
});

test.each([0.6, 1, 1.8])("discs fill a window that is %d times as wide as high", (aspect) => {
  const [left, top, right, bottom] = bounds(cornersOf(discsWith(aspect)));
  expect((right - left) / (bottom - top) / aspect).toBeGreaterThan(0.75);
  expect((right - left) / (bottom - top) / aspect).toBeLessThan(1.33);
});
