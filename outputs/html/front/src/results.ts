// Results as they are read: what papers report, each with its clause; of a task or dataset as leaderboards, the best first.

import type { Node } from "./model";
import type { Part } from "./parts";
import type { Result } from "./reading";
import { groupedBy } from "./claims";
import { nodes } from "./atlas";
import { el } from "./dom";
import { growingList, nameWithType, quiet, section, titleOf } from "./parts";
import { evidenceOf, resultsWith } from "./reading";

type End = "model" | "task" | "dataset" | "metric";

const ENDS: End[] = ["model", "task", "dataset", "metric"];
const TIGHT = /^[%x×]/; // units that stand close to their number
const ORDERS: Record<string, string> = { higher: "Highest is best.", lower: "Lowest is best." };

// What a paper reports, in the order of its text.
export function resultsIn(paper: Node): Part {
  const rows = resultsWith(paper).map((own) => () => el("li", {}, valueOf(own), namesOf(own, ENDS), evidenceOf(own)));
  return rows.length ? section("Results", growingList(rows)) : null;
}

// What papers report of a concept: of a task or dataset a leaderboard for each measure, of others one list; differences apart.
export function resultsOf(concept: Node): Part[] {
  const all = resultsWith(concept);
  const isBoard = concept.group === "Task" || concept.group === "Dataset";
  const [scores, differences] = [all.filter((own) => !own.difference), all.filter((own) => own.difference)];
  const boards = [...groupedBy(scores, (own) => boardKey(own, concept))].sort((a, b) => b.length - a.length);
  const rest = (heading: string, own: Result[]) => (own.length ? section(heading, growingList(own.map((each) => () => rowOf(each, concept)))) : null);
  return [...(isBoard ? boards.map((own) => board(own, concept)) : [rest("Results", scores)]), rest("Differences that papers report", differences)];
}

// Results are comparable where task, dataset and metric agree; where no metric is named, the unit has to.
function boardKey({ task, dataset, metric, unit }: Result, concept: Node): string {
  return [task === concept.id ? "" : task, dataset === concept.id ? "" : dataset, metric ?? unit].join(" ");
}

function board(results: Result[], concept: Node): HTMLElement {
  const [first] = results as [Result];
  const names = (["task", "dataset", "metric"] as const).map((end) => first[end]).filter((id) => id !== undefined && id !== concept.id);
  const heading = ["Leaderboard", ...names.map((id) => nodes[id!]!.label)].join(" · ");
  const { direction } = first;
  const order = direction === "lower" ? 1 : -1;
  const sorted = [...results].sort((a, b) => rank(a, order) - rank(b, order) || a.paper - b.paper);
  const rows = sorted.map((own) => () => rowOf(own, concept));
  return section(heading, quiet(ORDERS[direction ?? ""] ?? "Highest first; which is best is not known."), growingList(rows));
}

function rank({ number }: Result, order: number): number {
  return number === undefined ? Infinity : order * number;
}

function rowOf(result: Result, concept: Node): HTMLElement {
  const others = ENDS.filter((end) => result[end] !== concept.id);
  return el("li", {}, valueOf(result), namesOf(result, others), evidenceOf(result), el("p", { class: "why" }, titleOf(nodes[result.paper]!)));
}

function valueOf({ value, unit, difference }: Result): HTMLElement {
  const text = `${value}${unit && !TIGHT.test(unit) ? " " : ""}${unit}`;
  return el("p", { class: "value" }, el("b", { dir: "auto" }, text), difference ? el("small", {}, " a difference, no score") : null);
}

function namesOf(result: Result, ends: End[]): Part {
  const ids = ends.map((end) => result[end]).filter((id) => id !== undefined);
  return ids.length ? el("ul", { class: "names" }, ids.map((id) => el("li", {}, nameWithType(nodes[id]!)))) : null;
}
