import { expect, test } from "vitest";
import type { Drawing, Line } from "../src/svg";
import { toSvg } from "../src/svg";

function drawn(line: Partial<Line>): string {
  const whole = { from: { x: 0, y: 0 }, to: { x: 100, y: 0 }, colour: "#123", opacity: 0.5, width: 2, dash: null, arrow: null, title: "a & b", ...line };
  const drawing: Drawing = { width: 200, height: 100, background: "#fff", halo: "#fff", grounds: [], lines: [whole], marks: [], texts: [] };
  return toSvg(drawing);
}

test("the tip of an arrow lies where the mark begins", () => {
  expect(drawn({ arrow: { reach: 10, length: 20 } })).toContain('<polygon points="90,0 70,6 72,0 70,-6" fill="#123" fill-opacity="0.5"/>');
});

test("a line tells what it is", () => {
  expect(drawn({})).toContain("<g><title>a &amp; b</title><line ");
});

test("what is broader is dashed, and a plain line is neither dashed nor an arrow", () => {
  expect(drawn({ dash: 5 })).toContain('stroke-dasharray="5"');
  expect(drawn({})).not.toMatch(/stroke-dasharray|polygon/);
});
