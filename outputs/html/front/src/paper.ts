// The details of a paper: its abstract with mentions marked, its concepts, its results, the nearest papers with the reason.

import type { Edge, Group, Node } from "./model";
import { otherEnd, TYPES } from "./model";
import { linksOf, usagesOf } from "./atlas";
import { el, icon, listed, outsideLink } from "./dom";
import type { Part } from "./parts";
import { communityOf, quiet, resultsPart, rowsOf, section, titleOf } from "./parts";
import { abstractOf, resultsWith, textsOf } from "./reading";
import { addressOf } from "./view";

const MOST_SHARED = 4;
const MOST_NEAREST = 8;

export function paperParts(paper: Node): Part[] {
  const { authors = [], venue, abstract } = textsOf(paper);
  const facts = [shortList(authors), venue, paper.year && String(paper.year)].filter(Boolean).join(" · ");
  return [
    facts ? el("p", { class: "facts", dir: "auto" }, facts) : null,
    sources(paper),
    abstract ? abstractOf(paper) : quiet("No abstract."),
    resultsPart(resultsWith(paper)),
    ...TYPES.map((type) => conceptsOfType(paper, type)),
    nearest(paper),
    communityOf(paper),
  ];
}

function shortList(names: string[]): string {
  return names.length > 5 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more` : names.join(", ");
}

function sources(paper: Node): Part {
  const { url, code = [] } = textsOf(paper);
  const addresses = [url, ...code].filter((address) => address !== undefined);
  return addresses.length ? el("p", { class: "sources" }, addresses.map((address) => outsideLink(address, address))) : null;
}

function conceptsOfType(paper: Node, type: Group): Part {
  const ofType = usagesOf(paper).filter((edge) => edge.to.group === type);
  if (!ofType.length) return null;
  const names = ofType.map((edge) => el("li", {}, usageName(edge)));
  return el("section", {}, el("h3", {}, icon(type) as any, `${type}s`), el("ul", { class: "names" }, names));
}

function usageName({ to, role }: Edge): HTMLElement {
  return el("a", { href: to.address, class: `name ${to.group}`, dir: "auto" }, to.label, role ? el("small", {}, ` ${role}`) : null);
}

function nearest(paper: Node): Part {
  const links = linksOf(paper).slice(0, MOST_NEAREST);
  if (!links.length) return null;
  return section("Nearest papers", rowsOf(links.map((link) => [titleOf(otherEnd(link, paper)), reason(link)])));
}

function reason(link: Edge): HTMLElement {
  const names = link.shared.slice(0, MOST_SHARED).map((concept) => el("a", { href: concept.address }, concept.label));
  const rest = link.shared.length > MOST_SHARED ? ` and ${link.shared.length - MOST_SHARED} more` : "";
  const why = el("a", { href: addressOf(link), class: "edge" }, "why");
  return el("p", { class: "why" }, ...(names.length ? ["share ", ...listed(names), rest, " "] : []), why);
}
