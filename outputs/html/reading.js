// Texts with their mentions marked, each mark a link to its concept.

import { el } from "./dom.js";
import { fieldText, mentionsOf } from "./atlas.js";

// The text from `from` to `to` with the mentions inside it marked; of mentions that overlap, the first and longest is marked.
export function marked(text, mentions, from = 0, to = text.length) {
  const parts = [];
  let at = from;
  for (const { start, end, concept } of mentions) {
    if (start < at || end > to) continue;
    parts.push(text.slice(at, start), mark(text.slice(start, end), concept));
    at = end;
  }
  return [...parts, text.slice(at, to)].filter((part) => part !== "");
}

function mark(text, concept) {
  return el("a", { href: concept.address, class: `mark ${concept.group}`, title: `${concept.label} (${concept.group})` }, text);
}

export function abstractOf(paper) {
  const mentions = mentionsOf(paper).filter((mention) => mention.field === "abstract");
  return el("p", { class: "abstract", dir: "auto" }, marked(fieldText(paper, "abstract"), mentions));
}

// The sentence of a paper that mentions a concept, one of the abstract before the title; null where no mention is known.
export function sentenceOf(paper, concept) {
  const mentions = mentionsOf(paper).filter((mention) => mention.concept === concept);
  const first = mentions.find((mention) => mention.field === "abstract") ?? mentions[0];
  if (!first) return null;
  const inField = mentions.filter((mention) => mention.field === first.field);
  const parts = marked(fieldText(paper, first.field), inField, first.sentStart, first.sentEnd);
  return el("p", { class: "sentence", dir: "auto" }, parts);
}
