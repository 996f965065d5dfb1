// The legend, which is the filter of types too; the switch between modes; and how much of the atlas is drawn.

import type { Group, Mode } from "./model";
import { TYPES } from "./model";
import { communities, concepts, nodes, papers, placed } from "./atlas";
import { byId, el, icon } from "./dom";
import { filter, go } from "./navigation";
import { MOST_DISCS } from "./overview";
import { base, candidates, communitiesShown, isOverview, isWholeAtlas, onChange, reachable, view } from "./view";

const NOUNS: Record<Mode, string> = { concepts: "papers and concepts", papers: "papers", together: "concepts" };
const legend = byId("legend");

export function openLegend(): void {
  const present = TYPES.filter((type) => type === "Paper" || concepts.some((concept) => concept.group === type));
  legend.prepend(...present.map(keyOf));
  byId("modes").addEventListener("change", ({ target }) => filter({ mode: (target as HTMLInputElement).value as Mode }));
  byId("up").addEventListener("click", () => go({ place: "#", community: null }));
  onChange(refresh);
}

function keyOf(type: Group): HTMLElement {
  const number = nodes.filter((node) => node.group === type).length;
  const pressed = { type: "button", "data-type": type, "aria-pressed": "true", click: () => toggle(type) };
  return el("button", pressed, icon(type), el("span", {}, type), " ", el("small", {}, number.toLocaleString("en")));
}

function toggle(type: Group): void {
  const types = new Set(view.types);
  if (!types.delete(type)) types.add(type);
  filter({ types });
}

function refresh(): void {
  for (const button of legend.querySelectorAll<HTMLButtonElement>("[data-type]")) {
    const type = button.dataset.type as Group;
    button.setAttribute("aria-pressed", String(view.types.has(type)));
    button.disabled = view.mode !== "concepts" && (view.mode === "papers") !== (type === "Paper");
  }
  for (const input of byId("modes").querySelectorAll("input")) input.checked = input.value === view.mode;
  byId("count").textContent = view.table || !placed ? `${candidates().length.toLocaleString("en")} rows.` : drawnText();
  const own = communities.find(({ number }) => number === view.community);
  byId("trail").hidden = !own;
  byId("here").textContent = own?.name ?? "";
}

function drawnText(): string {
  const held = isWholeAtlas() ? "" : ` This page holds the ${papers.length.toLocaleString("en")} most central papers.`;
  if (view.community !== null) return `Showing ${base().length.toLocaleString("en")} of the ${candidates().length.toLocaleString("en")} ${NOUNS[view.mode]} of this community.${held}`;
  const all = reachable().toLocaleString("en");
  if (isOverview()) return `${overviewText()} of ${all} ${NOUNS[view.mode]}; open one, or search.${held}`;
  const rest = base().length < reachable() ? "; search finds the others" : "";
  return `Showing ${base().length.toLocaleString("en")} of ${all} ${NOUNS[view.mode]}${rest}.${held}`;
}

function overviewText(): string {
  const number = communitiesShown().length;
  return number > MOST_DISCS ? `Showing the ${MOST_DISCS} largest of ${number} communities` : `Showing ${number} communities`;
}
