// What is read beside the graph: the texts of papers with their mentions marked, facts of concepts, and evidence.

import type { Node } from "./model";
import { nodes, papers } from "./atlas";
import { unpack } from "./data";
import { el } from "./dom";

type Field = 0 | 1; // title, abstract

export interface PaperTexts {
  abstract?: string;
  authors?: string[];
  venue?: string;
  url?: string;
  code?: string[];
  mentions: number[];
}

export interface ConceptTexts {
  broader?: string[];
  matches?: string[];
  code?: string[]; // of the papers that introduce it
  better?: "higher" | "lower"; // which values of a metric
}

interface Evidence {
  paper: number;
  field: Field;
  start: number;
  end: number;
}

export interface Statement extends Evidence {
  head: number;
  relation: string;
  tail: number;
}

export interface Result extends Evidence {
  model?: number;
  task?: number;
  dataset?: number;
  metric?: number;
  value: string; // as the paper writes it, with its unit
  number?: number;
  unit: string;
  difference?: boolean; // to another result, no score
}

interface Mention {
  concept: Node;
  field: Field;
  start: number;
  end: number;
  sentStart: number;
  sentEnd: number;
}

export interface Texts {
  papers: PaperTexts[];
  concepts: ConceptTexts[];
  statements: Statement[];
  results: Result[];
}

let texts: Texts | null = null;
// The texts wait until the graph is drawn and nothing is asked of the page.
const idle = (then: () => void) => ("requestIdleCallback" in window ? requestIdleCallback(then, { timeout: 3000 }) : setTimeout(then, 200));
const coming: Promise<void> = new Promise<void>((then) => setTimeout(() => idle(then))).then(() => unpack("texts")).then((read) => {
  texts = read;
  document.documentElement.dataset.texts = "read";
});

// Do something with the texts, at once where they are read already.
export function withTexts(use: () => void): void {
  if (texts) use();
  else void coming.then(use);
}

export function textsOf(paper: Node): PaperTexts {
  return texts!.papers[paper.id]!;
}

export function factsOf(concept: Node): ConceptTexts {
  return texts!.concepts[concept.id - papers.length]!;
}

export function statementsWith(concept: Node): Statement[] {
  return texts!.statements.filter(({ head, tail }) => head === concept.id || tail === concept.id);
}

export function statementsIn(paper: Node): Statement[] {
  return texts!.statements.filter((statement) => statement.paper === paper.id);
}

export function statementsOf(kind: string, from: Node, to: Node): Statement[] {
  return texts!.statements.filter(({ head, relation, tail }) => head === from.id && tail === to.id && relation === kind);
}

export function resultsWith(node: Node): Result[] {
  const ends = (result: Result) => [result.paper, result.model, result.task, result.dataset, result.metric];
  return texts!.results.filter((result) => ends(result).includes(node.id));
}

function fieldText(paper: Node, field: Field): string {
  return field === 0 ? paper.label : textsOf(paper).abstract ?? "";
}

// The mentions of a paper in the order of its text; offsets are those of JavaScript.
function mentionsOf(paper: Node): Mention[] {
  const { mentions } = textsOf(paper);
  const found: Mention[] = [];
  for (let at = 0; at < mentions.length; at += 6) {
    const [concept, field, start, end, sentStart, sentEnd] = mentions.slice(at, at + 6) as [number, Field, number, number, number, number];
    found.push({ concept: nodes[concept]!, field, start, end, sentStart, sentEnd });
  }
  return found;
}

// The text from `from` to `to` with the mentions inside it marked; of mentions that overlap, the first and longest is marked.
function marked(text: string, mentions: Mention[], from = 0, to = text.length): (HTMLElement | string)[] {
  const parts: (HTMLElement | string)[] = [];
  let at = from;
  for (const { start, end, concept } of mentions) {
    if (start < at || end > to) continue;
    parts.push(text.slice(at, start), mark(text.slice(start, end), concept));
    at = end;
  }
  return [...parts, text.slice(at, to)].filter((part) => part !== "");
}

function mark(text: string, concept: Node): HTMLElement {
  return el("a", { href: concept.address, class: `mark ${concept.group}`, title: `${concept.label} (${concept.group})` }, text);
}

export function abstractOf(paper: Node): HTMLElement {
  const mentions = mentionsOf(paper).filter((mention) => mention.field === 1);
  return el("p", { class: "abstract", dir: "auto" }, marked(fieldText(paper, 1), mentions));
}

// The sentence of a paper that mentions a concept, one of the abstract before the title; null where no mention is known.
export function sentenceOf(paper: Node, concept: Node): HTMLElement | null {
  const mentions = mentionsOf(paper).filter((mention) => mention.concept === concept);
  const first = mentions.find((mention) => mention.field === 1) ?? mentions[0];
  if (!first) return null;
  const inField = mentions.filter((mention) => mention.field === first.field);
  return el("p", { class: "sentence", dir: "auto" }, marked(fieldText(paper, first.field), inField, first.sentStart, first.sentEnd));
}

// The text behind a relation or a result, with all its mentions marked.
export function evidenceOf({ paper, field, start, end }: Evidence): HTMLElement {
  const own = nodes[paper]!;
  const mentions = mentionsOf(own).filter((mention) => mention.field === field);
  return el("p", { class: "sentence", dir: "auto" }, marked(fieldText(own, field), mentions.filter((m) => m.start >= start), start, end));
}

// Of the sentences that name a concept, the one that tells most: of the paper with the heaviest usage.
export function tellingPaper(concept: Node): Node | null {
  const usages = concept.edges.filter((edge) => edge.kind === "usage");
  return usages.reduce<{ value: number; from: Node } | null>((best, edge) => (best && best.value >= edge.value ? best : edge), null)?.from ?? null;
}
