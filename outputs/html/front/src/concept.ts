// The details of a concept: its aliases, a telling sentence, its papers by role, relations with sentences, links out.

import type { Edge, Node } from "./model";
import { nodeAt, roles, usagesOf } from "./atlas";
import { relationsOf } from "./claims";
import { capital, countOf, el, listed, outsideLink } from "./dom";
import type { Part } from "./parts";
import { communityOf, growingList, quiet, section, titleOf } from "./parts";
import { factsOf, sentenceOf, tellingPaper } from "./reading";
import { resultsOf } from "./results";

export function conceptParts(concept: Node): Part[] {
  const others = otherNames(concept);
  const { matches = [], code = [] } = factsOf(concept);
  const links = [...code.map((address) => outsideLink(address, address)), ...matches.map(matchOf)];
  return [
    others.length ? el("p", { class: "facts" }, "also ", listed(others.map((alias) => el("bdi", {}, alias)))) : null,
    links.length ? el("p", { class: "sources" }, links) : null,
    telling(concept),
    ...broaderAndNarrower(concept),
    ...resultsOf(concept),
    relationsOf(concept),
    ...papersByRole(concept),
    communityOf(concept),
  ];
}

// The aliases that differ from the label and from each other in more than case.
function otherNames({ label, aliases }: Node): string[] {
  const seen = new Set([label.toLowerCase()]);
  return aliases.filter((alias) => !seen.has(alias.toLowerCase()) && seen.add(alias.toLowerCase()));
}

// What another vocabulary has of it: "skos:exactMatch IRI", "skos:closeMatch IRI score".
function matchOf(match: string): HTMLElement {
  const [kind = "", address = ""] = match.split(" ");
  return el("span", {}, kind === "skos:exactMatch" ? "same as " : "close to ", outsideLink(address, address));
}

function telling(concept: Node): Part {
  const paper = tellingPaper(concept);
  const sentence = paper && usagesOf(concept).length > 1 ? sentenceOf(paper, concept) : null;
  return sentence && el("blockquote", {}, sentence, el("p", { class: "why" }, titleOf(paper!)));
}

function broaderAndNarrower(concept: Node): Part[] {
  const kin = concept.edges.filter((edge) => edge.kind === "broader");
  const broader = kin.filter((edge) => edge.from === concept).map((edge) => edge.to);
  const missing = (factsOf(concept).broader ?? []).filter((key) => !nodeAt(`#concept/${encodeURIComponent(key)}`));
  const narrower = kin.filter((edge) => edge.to === concept).map((edge) => edge.from);
  return [names("Broader", broader, missing), names("Narrower", narrower, [])];
}

function names(heading: string, concepts: Node[], others: string[]): Part {
  const links = concepts.map((own) => el("a", { href: own.address, class: `name ${own.group}`, dir: "auto" }, own.label));
  const all = [...links, ...others.map((key) => el("span", { class: "name" }, key))];
  return all.length ? section(heading, el("ul", { class: "names" }, ...all.map((name) => el("li", {}, name)))) : null;
}

// One section for each role, or one for all papers where roles are not known.
function papersByRole(concept: Node): Part[] {
  const usages = usagesOf(concept);
  const missing = concept.papers > usages.length ? quiet(`This page holds ${usages.length} of them.`) : null;
  const known = roles.filter((role) => usages.some((edge) => edge.role === role));
  const groups = [...known, null].map((role) => ({ role, own: usages.filter((edge) => edge.role === role) }));
  const parts = groups.filter(({ own }) => own.length).map(({ role, own }) => paperSection(concept, own, role, known.length > 0));
  return [...parts, missing];
}

function paperSection(concept: Node, usages: Edge[], role: string | null, hasRoles: boolean): HTMLElement {
  const rows = usages.map(({ from }) => () => el("li", {}, titleOf(from), sentenceOf(from, concept)));
  const count = hasRoles ? usages.length : concept.papers;
  return section(role ? `${capital(role)} in ${countOf(count, "paper")}` : `In ${countOf(count, "paper")}`, growingList(rows));
}
