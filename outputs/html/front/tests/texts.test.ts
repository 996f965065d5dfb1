import { expect, test } from "vitest";
import { freshChoices, readAddress, writeAddress } from "../src/address";
import { Sheet } from "../src/boxes";
import type { Node } from "../src/model";
import { distance, fold } from "../src/matching";
import { toCsv } from "../src/sheet";
import { wrap } from "../src/wrapping";

test("an address is read as it was written", () => {
  const choices = { ...freshChoices("concepts"), place: "#paper/a%3Fb", to: "#concept/c d", mode: "papers" as const, years: [2015, 2020] as [number, number] };
  choices.types.delete("Task");
  choices.community = 3;
  choices.least = 0.25;
  choices.table = true;
  expect(readAddress(writeAddress(choices, "concepts"), "concepts")).toEqual(choices);
});

test("what an address says that cannot be is left at its first value", () => {
  expect(readAddress("#?mode=x&community=-1&years=2020&least=9&types=Task", "papers")).toEqual({
    ...freshChoices("papers"), least: 1, types: new Set(["Task"]),
  });
});

test("the start of a text answers better than the start of a word, and that better than its middle", () => {
  const scores = ["beam search", "wide beam", "sunbeams", "search by beam", "none"].map((text) => distance(text, "beam", ["beam"]));
  expect(scores).toEqual([1, 2, 3, 2, Infinity]);
  expect(fold("Résumé")).toBe("resume");
});

test("a box is free until another one is laid over it", () => {
  const sheet = new Sheet([0, 0, 100, 100]);
  sheet.take([10, 10, 30, 30]);
  expect([sheet.isFree([20, 20, 40, 40]), sheet.isFree([30, 30, 40, 40]), sheet.isFree([90, 90, 110, 95])]).toEqual([false, true, false]);
});

test("a cell that a spreadsheet would run is text, and quotes are doubled", () => {
  const node = { kind: "concept", key: "=1+1", label: 'a "b", c', group: "Task", year: null, papers: 2, community: 0, aliases: ["-x"], edges: [{ role: "used" }, { role: "introduced" }, { role: "used" }, { role: null }] };
  expect(toCsv([node as unknown as Node]).split("\r\n")[1]).toBe(`concept,'=1+1,"a ""b"", c",Task,,2,0,'-x,introduced 1; used 2`);
});

test("words fill lines, a long one breaks behind its hyphens, and what has no room ends in an ellipsis", () => {
  expect(wrap("graph neural network", 12, 2)).toEqual(["graph neural", "network"]);
  expect(wrap("vision-language-action model", 10, 4)).toEqual(["vision-", "language-", "action", "model"]);
  expect(wrap("post-training", 16, 1)).toEqual(["post-training"]);
  expect(wrap("one two three", 5, 2)).toEqual(["one", "two…"]);
});
