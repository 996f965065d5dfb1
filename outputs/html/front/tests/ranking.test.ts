import { expect, test } from "vitest";
import { boardKey, ranked } from "../src/ranking";

function results(...values: [number | undefined, string][]) {
  return values.map(([number, unit], paper) => ({ number, unit, paper }));
}

test("the best comes first, a share beside per cent counts as one, and what is no number comes last", () => {
  const own = results([90, "%"], [undefined, ""], [0.93, ""], [88, "%"]);
  expect(ranked(own, -1).map(({ paper }) => paper)).toEqual([2, 0, 3, 1]);
  expect(ranked(own, 1).map(({ paper }) => paper)).toEqual([3, 0, 2, 1]);
});

test("per cent and bare numbers of one metric on one dataset are comparable, other units are not", () => {
  const keys = ["", "%", "ms"].map((unit) => boardKey({ dataset: 1, metric: 2, unit, paper: 0 }));
  expect(keys[0]).toBe(keys[1]);
  expect(keys[0]).not.toBe(keys[2]);
});
