// The legend, which is the filter too; the switch between modes; and how much of the atlas is drawn.

import { el, icon } from "./dom.js";
import { TYPES } from "./palette.js";
import { concepts, papers, papersInAtlas, placed } from "./atlas.js";
import { base, change, onChange, reachable, view } from "./view.js";

const legend = document.getElementById("legend");
const count = document.getElementById("count");

export function openLegend() {
  const present = TYPES.filter((type) => type === "Paper" || concepts.some((concept) => concept.group === type));
  legend.append(...present.map(keyOf));
  document.getElementById("modes").addEventListener("change", ({ target }) => change({ mode: target.value }));
  document.getElementById("modes").hidden = !placed;
  onChange(refresh);
  refresh();
}

function keyOf(type) {
  const number = [...papers, ...concepts].filter((node) => node.group === type).length;
  const pressed = { type: "button", "data-type": type, "aria-pressed": "true", click: () => toggle(type) };
  return el("button", pressed, icon(type), el("span", {}, type), " ", el("small", {}, number.toLocaleString("en")));
}

function toggle(type) {
  const types = new Set(view.types);
  if (!types.delete(type)) types.add(type);
  change({ types });
}

function refresh() {
  for (const button of legend.children) {
    const type = button.dataset.type;
    button.setAttribute("aria-pressed", String(view.types.has(type)));
    button.disabled = view.mode === "papers" && type !== "Paper";
  }
  count.textContent = placed ? drawnText() : "";
}

function drawnText() {
  const isWhole = papers.length === papersInAtlas;
  const held = isWhole ? "" : ` This page holds the ${papers.length.toLocaleString("en")} most central papers.`;
  const what = view.mode === "papers" ? "papers" : "papers and concepts";
  const rest = base().length < reachable() ? "; search finds the others" : "";
  return `Showing ${base().length.toLocaleString("en")} of ${reachable().toLocaleString("en")} ${what}${rest}.${held}`;
}
