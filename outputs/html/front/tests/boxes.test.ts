import { expect, test } from "vitest";
import { Sheet } from "../src/boxes";

test("a box beyond a wall is moved beside it, and one between the walls stands", () => {
  const sheet = new Sheet([0, 0, 100, 100]);
  expect(sheet.moved([-20, 10, 30, 30])).toEqual([0, 10, 50, 30]);
  expect(sheet.moved([70, 10, 120, 30])).toEqual([50, 10, 100, 30]);
  expect(sheet.moved([20, 10, 70, 30])).toEqual([20, 10, 70, 30]);
});

test("what stands mostly beyond a wall stays there", () => {
  const box = [-30, 10, 20, 30] as const;
  expect(new Sheet([0, 0, 100, 100]).moved([...box])).toEqual(box);
});

test("where there are no walls, no box is moved", () => {
  expect(new Sheet().moved([-30, 10, 20, 30])).toEqual([-30, 10, 20, 30]);
});
