// The panel beside the graph, for what is selected: a paper, a concept, an edge, or a path.

import type { Covered } from "./camera";
import type { Group, Node } from "./model";
import { conceptParts } from "./concept";
import { byId, el, icon } from "./dom";
import { go } from "./navigation";
import { paperParts } from "./paper";
import type { Part } from "./parts";
import { withTexts } from "./reading";
import { edgeParts, headingOf, pathParts } from "./tie";
import { path, view } from "./view";

const panel = byId("details");

// Show what is selected; with nothing, close the panel.
export function showDetails(choosePath: (from: Node) => void, { focus }: { focus: boolean }): void {
  panel.hidden = !(view.selected || view.edge);
  if (!panel.hidden) withTexts(() => (panel.hidden ? undefined : draw(choosePath, focus)));
}

function draw(choosePath: (from: Node) => void, focus: boolean): void {
  const { kind, title, parts } = content();
  const close = el("button", { type: "button", class: "close", "aria-label": "Close details", click: () => go({ place: "#" }) }, "×");
  const heading = el("h2", { tabindex: "-1", dir: "auto" }, title);
  const { selected, end } = view;
  const toPath = selected && !end ? el("button", { type: "button", class: "more", click: () => choosePath(selected) }, "Path to…") : null;
  const kinds = el("p", { class: "kind" }, ...kind);
  panel.replaceChildren(close, kinds, heading, ...[...parts, toPath].filter((part) => part !== null));
  panel.scrollTop = 0;
  if (focus) heading.focus({ preventScroll: true });
}

function content(): { kind: (Element | string)[]; title: string; parts: Part[] } {
  const { selected, end, edge } = view;
  if (selected && end) return { kind: ["Path"], title: `${selected.label} to ${end.label}`, parts: pathParts(selected, end, path()) };
  if (!selected) return { kind: ["Why"], title: headingOf(edge!), parts: edgeParts(edge!) };
  const parts = selected.kind === "paper" ? paperParts(selected) : conceptParts(selected);
  return { kind: [icon(selected.group as Group), selected.group], title: selected.label, parts };
}

export function focusDetails(): void {
  panel.querySelector<HTMLElement>("h2")?.focus();
}

// The part of the canvas that the open panel covers, in pixels.
export function coveredByDetails(): Covered {
  if (panel.hidden) return { right: 0, bottom: 0 };
  const below = panel.clientWidth >= window.innerWidth * 0.9;
  return below ? { right: 0, bottom: panel.clientHeight } : { right: window.innerWidth - panel.getBoundingClientRect().left, bottom: 0 };
}
