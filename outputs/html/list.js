// What a page shows in place of the graph where the atlas has no layout: its foremost papers as a table.

import { el } from "./dom.js";
import { conceptsInAtlas, papers, papersInAtlas } from "./atlas.js";
import { countOf } from "./search.js";

const MOST_ROWS = 200;

export function openList() {
  const section = document.getElementById("list");
  const rows = papers.slice(0, MOST_ROWS).map((paper) => {
    const title = el("a", { href: paper.address, dir: "auto" }, paper.label);
    const cells = [title, String(paper.year ?? ""), String(paper.concepts.length)];
    return el("tr", {}, cells.map((cell) => el("td", {}, cell)));
  });
  const head = el("tr", {}, ...["Paper", "Year", "Concepts"].map((name) => el("th", { scope: "col" }, name)));
  section.append(el("p", {}, explanation()), el("table", {}, el("thead", {}, head), el("tbody", {}, rows)));
  section.hidden = false;
  for (const id of ["canvas", "zoom", "key"]) document.getElementById(id).hidden = true;
}

function explanation() {
  if (!papersInAtlas) return "This atlas holds no papers.";
  const size = `${countOf(papersInAtlas, "paper")} and ${countOf(conceptsInAtlas, "concept")}`;
  const isWhole = papers.length === papersInAtlas;
  const held = isWhole ? "" : ` This page holds the ${countOf(papers.length, "paper")} with the most concepts.`;
  const rest = papers.length > MOST_ROWS ? ` Below are the first ${MOST_ROWS}; search finds the others.` : "";
  return `This atlas of ${size} has no layout, so no graph is drawn.${held}${rest}`;
}
