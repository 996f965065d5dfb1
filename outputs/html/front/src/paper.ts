// The details of a paper: its abstract with mentions marked, its concepts, its results, the nearest papers with the reason.

import type { Edge, Node } from "./model";
import { otherEnd, ROLES, TYPES } from "./model";
import { linksOf, roles, usagesOf } from "./atlas";
import { relationsIn } from "./claims";
import { capital, el, icon, listed, outsideLink } from "./dom";
import type { Part } from "./parts";
import { communityOf, nameOf, nameWithType, quiet, rowsOf, section, titleOf } from "./parts";
import { abstractOf, textsOf } from "./reading";
import { resultsIn } from "./results";
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
    resultsIn(paper),
    ...conceptsOf(paper),
    relationsIn(paper),
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

// The concepts of each role, ordered by type; those of no known role by type alone.
function conceptsOf(paper: Node): Part[] {
  const usages = usagesOf(paper);
  const byRole = roles.map((role) => namesUnder([capital(ROLES.get(role) ?? role)], usages.filter((edge) => edge.role === role), nameWithType));
  const others = usages.filter((edge) => edge.role === null);
  const byType = TYPES.map((type) => namesUnder([icon(type), `${type}s`], others.filter(({ to }) => to.group === type), nameOf));
  return [...byRole, ...byType];
}

function namesUnder(heading: (Element | string)[], usages: Edge[], name: (concept: Node) => HTMLElement): Part {
  if (!usages.length) return null;
  const sorted = [...usages].sort((a, b) => TYPES.indexOf(a.to.group) - TYPES.indexOf(b.to.group));
  return el("section", {}, el("h3", {}, heading), el("ul", { class: "names" }, sorted.map(({ to }) => el("li", {}, name(to)))));
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
