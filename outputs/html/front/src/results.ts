// Results as they are read: what papers report, each with its clause, and leaderboards of them.

import type { Node } from "./model";
import type { Part } from "./parts";
import type { Result } from "./reading";
import { groupedBy } from "./claims";
import { nodes } from "./atlas";
import { el } from "./dom";
import { growingList, nameWithType, quiet, section, titleOf } from "./parts";
import { boardKey, ranked } from "./ranking";
import { evidenceOf, factsOf, resultsWith } from "./reading";

type End = "model" | "task" | "dataset" | "metric";

const ENDS: End[] = ["model", "task", "dataset", "metric"];
const ORDERS = new Map([["higher", "The highest is best."], ["lower", "The lowest is best."]]);

// What a paper reports, in the order of its text.
export function resultsIn(paper: Node): Part {
  return listOf("Results", resultsWith(paper), (own) => lineOf(own, ENDS));
}

// What papers report with a concept: of the task, dataset or metric that it is leaderboards, of the model a list; differences apart.
export function resultsOf(concept: Node): Part[] {
  const all = resultsWith(concept);
  const scores = all.filter((own) => !own.difference);
  const measured = (own: Result[]) => +(own[0]!.metric !== undefined);
  const boards = [...groupedBy(scores.filter(({ model }) => model !== concept.id), boardKey)];
  boards.sort((a, b) => measured(b) - measured(a) || b.length - a.length);
  const line = (own: Result) => lineOf(own, ENDS.filter((end) => own[end] !== concept.id));
  return [
    ...boards.map((own) => board(own, concept)),
    listOf("Results", scores.filter(({ model }) => model === concept.id), line, sourceOf),
    listOf("Differences that papers report", all.filter((own) => own.difference), line, sourceOf),
  ];
}

function board(results: Result[], concept: Node): Part {
  const { dataset, metric } = results[0]!;
  const names = [dataset, metric].filter((id) => id !== undefined && id !== concept.id).map((id) => nodes[id!]!.label);
  const better = metric === undefined ? undefined : factsOf(nodes[metric]!).better;
  const order = ORDERS.get(better ?? "") ?? "Which is best is not known; the highest first.";
  const line = (own: Result) => lineOf(own, (["model", "task"] as const).filter((end) => own[end] !== concept.id));
  const heading = [metric === undefined ? "Results" : "Leaderboard", ...names].join(" · ");
  const part = listOf(heading, ranked(results, better === "lower" ? 1 : -1), line, sourceOf);
  if (results.length > 1) part!.querySelector("h3")!.after(quiet(order));
  return part;
}

// The results in their order; those of one clause that follow each other stand together above it.
function listOf(heading: string, results: Result[], line: (own: Result) => HTMLElement, source?: (own: Result) => HTMLElement): Part {
  const groups: Result[][] = [];
  for (const own of results) {
    const last = groups.at(-1);
    if (last && clauseOf(last[0]!) === clauseOf(own)) last.push(own);
    else groups.push([own]);
  }
  const rows = groups.map((own) => () => el("li", {}, own.map(line), evidenceOf(own[0]!), source ? source(own[0]!) : null));
  return rows.length ? section(heading, growingList(rows)) : null;
}

function clauseOf({ paper, field, start, end }: Result): string {
  return [paper, field, start, end].join(" ");
}

function sourceOf({ paper }: Result): HTMLElement {
  return el("p", { class: "why" }, titleOf(nodes[paper]!));
}

// A value, and what it is of.
function lineOf(result: Result, ends: readonly End[]): HTMLElement {
  const names = ends.map((end) => result[end]).filter((id) => id !== undefined).map((id) => nameWithType(nodes[id]!));
  return el("p", { class: "value" }, el("b", { dir: "auto" }, result.value), result.difference ? el("small", {}, "a difference, no score") : null, names);
}
