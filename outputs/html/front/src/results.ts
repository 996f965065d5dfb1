// Results as they are read: what papers report, each with its clause; of a task, dataset or metric as leaderboards.

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
  const rows = resultsWith(paper).map((own) => () => el("li", {}, valueOf(own), namesOf(own, ENDS), evidenceOf(own)));
  return rows.length ? section("Results", growingList(rows)) : null;
}

// What papers report of a concept: of a task, dataset or metric leaderboards, of others one list; differences apart.
export function resultsOf(concept: Node): Part[] {
  const all = resultsWith(concept);
  const isBoard = concept.group === "Task" || concept.group === "Dataset" || concept.group === "Metric";
  const [scores, differences] = [all.filter((own) => !own.difference), all.filter((own) => own.difference)];
  const boards = [...groupedBy(scores, boardKey)].sort((a, b) => b.length - a.length);
  const rest = (heading: string, own: Result[]) => (own.length ? section(heading, growingList(own.map((each) => () => rowOf(each, concept)))) : null);
  return [...(isBoard ? boards.map((own) => board(own, concept)) : [rest("Results", scores)]), rest("Differences that papers report", differences)];
}

function board(results: Result[], concept: Node): HTMLElement {
  const { dataset, metric } = results[0]!;
  const names = [dataset, metric].filter((id) => id !== undefined && id !== concept.id).map((id) => nodes[id!]!.label);
  const better = metric === undefined ? undefined : factsOf(nodes[metric]!).better;
  const rows = ranked(results, better === "lower" ? 1 : -1).map((own) => () => rowOf(own, concept));
  const order = ORDERS.get(better ?? "") ?? "Which is best is not known; the highest first.";
  return section(["Leaderboard", ...names].join(" · "), results.length > 1 ? quiet(order) : null, growingList(rows));
}

function rowOf(result: Result, concept: Node): HTMLElement {
  const others = ENDS.filter((end) => result[end] !== concept.id);
  return el("li", {}, valueOf(result), namesOf(result, others), evidenceOf(result), el("p", { class: "why" }, titleOf(nodes[result.paper]!)));
}

function valueOf({ value, difference }: Result): HTMLElement {
  return el("p", { class: "value" }, el("b", { dir: "auto" }, value), difference ? el("small", {}, " a difference, no score") : null);
}

function namesOf(result: Result, ends: End[]): Part {
  const ids = ends.map((end) => result[end]).filter((id) => id !== undefined);
  return ids.length ? el("ul", { class: "names" }, ids.map((id) => el("li", {}, nameWithType(nodes[id]!)))) : null;
}
