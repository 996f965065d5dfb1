// Taking away what is shown: a picture (PNG, SVG), data (CSV, JSON), the address, or paper.

import { placed } from "./atlas";
import { picture } from "./canvas";
import { announce, byId } from "./dom";
import { drawing } from "./drawing";
import { colour } from "./palette";
import { toCsv, toJson } from "./sheet";
import { toSvg } from "./svg";
import { candidates, drawn, drawnEdges, inFocus, view } from "./view";

const menu = byId<HTMLDetailsElement>("take");

const WAYS: Record<string, () => void> = {
  png: savePng,
  svg: () => save("graph.svg", "image/svg+xml", toSvg(drawing())),
  csv: () => save("selection.csv", "text/csv;charset=utf-8", toCsv(taken())),
  json: () => save("selection.json", "application/json", toJson(taken(), drawnEdges())),
  link: copyLink,
  print: () => window.print(),
};

export function openTaking(): void {
  menu.addEventListener("click", ({ target }) => {
    const way = (target as HTMLElement).dataset.way;
    if (!way) return;
    menu.open = false;
    WAYS[way]!();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary")!.focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (!menu.contains(target as Element)) menu.open = false;
  });
  menu.querySelector<HTMLElement>("[data-way=link]")!.hidden = location.protocol === "about:"; // inside a notebook
  for (const button of menu.querySelectorAll<HTMLButtonElement>("[data-way=png], [data-way=svg]")) button.disabled = !placed;
}

// What is selected with its neighbours, or all rows of the table, or all that is drawn.
function taken() {
  const focus = inFocus();
  if (focus) return [...focus];
  return view.table || !placed ? candidates() : drawn();
}

function save(name: string, type: string, content: BlobPart): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  announce(`Saved ${name}`);
}

function savePng(): void {
  const { canvas, inset } = picture();
  const ratio = canvas.width / canvas.clientWidth;
  const cut = document.createElement("canvas");
  [cut.width, cut.height] = [canvas.width - 2 * inset * ratio, canvas.height - 2 * inset * ratio];
  const context = cut.getContext("2d")!;
  context.fillStyle = colour("background");
  context.fillRect(0, 0, cut.width, cut.height);
  context.drawImage(canvas, -inset * ratio, -inset * ratio);
  cut.toBlob((blob) => blob && save("graph.png", "image/png", blob));
}

function copyLink(): void {
  const written = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error("no clipboard"));
  written.then(
    () => announce("The link is copied."),
    () => window.prompt("Copy this link", location.href),
  );
}
