// Relations as they are read: what papers say of two concepts, with the sentences that do.

import type { Node } from "./model";
import type { Part } from "./parts";
import type { Statement } from "./reading";
import { nodes } from "./atlas";
import { countOf, el } from "./dom";
import { growingList, nameOf, section, titleOf } from "./parts";
import { evidenceOf, statementsIn, statementsOf, statementsWith } from "./reading";
import { addressOf } from "./view";

const FIRST_ROWS = 5; // each has a sentence

// A relation as it is said: "evaluated_on" is "evaluated on".
export function said(relation: string): string {
  return relation.replaceAll("_", " ");
}

// What papers say of a concept: each relation once, what most papers say first, with its surest sentence.
export function relationsOf(concept: Node): Part {
  const claims = [...groupedBy(statementsWith(concept), ({ head, relation, tail }) => `${head} ${relation} ${tail}`)];
  const bySupport = claims.map((own) => ({ own, papers: papersOf(own) })).sort((a, b) => b.papers - a.papers);
  return listOf(bySupport.map(({ own }) => () => row(claimOf(own[0]!), evidenceOf(own[0]!), sourceOf(own))));
}

// What a paper says, a sentence a row, each with the relations that it states.
export function relationsIn(paper: Node): Part {
  const sentences = [...groupedBy(statementsIn(paper), ({ field, start, end }) => `${field} ${start} ${end}`)];
  return listOf(sentences.map((own) => () => row(...own.map(claimOf), evidenceOf(own[0]!))));
}

// All sentences that state one relation, a paper a row.
export function evidenceFor(kind: string, from: Node, to: Node): HTMLElement {
  return growingList(statementsOf(kind, from, to).map((own) => () => row(evidenceOf(own), el("p", { class: "why" }, titleOf(nodes[own.paper]!)))));
}

function listOf(rows: (() => HTMLElement)[]): Part {
  return rows.length ? section("Relations", growingList(rows, FIRST_ROWS)) : null;
}

function row(...content: HTMLElement[]): HTMLElement {
  return el("li", {}, content);
}

function claimOf({ head, relation, tail }: Statement): HTMLElement {
  return el("p", { class: "claim" }, nameOf(nodes[head]!), ` ${said(relation)} `, nameOf(nodes[tail]!));
}

function sourceOf(statements: Statement[]): HTMLElement {
  const [first] = statements as [Statement];
  const others = papersOf(statements) - 1;
  const edge = nodes[first.head]!.edges.find(({ kind, to }) => kind === first.relation && to.id === first.tail);
  const rest = others && edge ? el("a", { href: addressOf(edge), class: "edge" }, `and ${countOf(others, "more paper")}`) : null;
  return el("p", { class: "why" }, titleOf(nodes[first.paper]!), rest);
}

function papersOf(statements: Statement[]): number {
  return new Set(statements.map(({ paper }) => paper)).size;
}

// The items of each key, in the order in which the keys come first.
export function groupedBy<T>(items: T[], key: (item: T) => string): Iterable<T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const own = key(item);
    if (!groups.has(own)) groups.set(own, []);
    groups.get(own)!.push(item);
  }
  return groups.values();
}
