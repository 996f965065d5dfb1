// The filters beside the legend: community, years, role, least weight, and how much is drawn.

import { communities, papersInAtlas, roles, years } from "./atlas";
import { byId, el } from "./dom";
import { filter } from "./navigation";
import { onChange, view } from "./view";

const panel = byId("filters");
const button = byId("filter");
const [firstYear, lastYear] = [Math.min(...years), Math.max(...years)];

export function openFilters(): void {
  const parts = [communityPart(), yearsPart(), rolePart(), leastPart(), tick("all", "Draw everything"), tick("labels", "All labels")];
  const reset = el("button", { type: "button", class: "more", click: () => filter({ ...NOTHING }) }, "Clear filters");
  panel.append(...parts.filter((part) => part !== null), reset);
  button.addEventListener("click", () => toggle(panel.hidden !== false));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    toggle(false);
    button.focus();
  });
  onChange(refresh);
}

const NOTHING = { community: null, years: null, role: null, least: 0, all: false, labels: false };

function toggle(open: boolean): void {
  panel.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
}

function field(label: string, ...inputs: HTMLElement[]): HTMLElement {
  return el("label", {}, el("span", {}, label), ...inputs);
}

function choice(id: string, options: [string, string][], onChoice: (value: string) => void): HTMLElement {
  const all = options.map(([value, text]) => el("option", { value }, text));
  const change = ({ target }: { target: HTMLSelectElement }) => onChoice(target.value);
  return el("select", { id, change }, el("option", { value: "" }, "all"), ...all);
}

function communityPart(): HTMLElement | null {
  if (communities.length < 2) return null;
  const options = communities.map(({ number, name, papers }): [string, string] => [String(number), `${name} (${papers})`]);
  return field("Community", choice("by-community", options, (value) => filter({ community: value ? Number(value) : null })));
}

function rolePart(): HTMLElement | null {
  if (!roles.length) return null;
  return field("Role", choice("by-role", roles.map((role) => [role, role]), (value) => filter({ role: value || null })));
}

function yearsPart(): HTMLElement | null {
  if (!(firstYear < lastYear)) return null;
  const slider = (id: string, label: string) =>
    el("input", { id, type: "range", min: String(firstYear), max: String(lastYear), step: "1", "aria-label": label, input: chooseYears });
  const sliders = [slider("from-year", "First year"), slider("to-year", "Last year")];
  return el("div", { class: "years", role: "group", "aria-labelledby": "years-shown" }, el("span", { id: "years-shown" }), ...sliders);
}

function chooseYears(): void {
  const chosen = ["from-year", "to-year"].map((id) => Number(byId<HTMLInputElement>(id).value)).sort((a, b) => a - b);
  const isAll = chosen[0] === firstYear && chosen[1] === lastYear;
  filter({ years: isAll ? null : [chosen[0]!, chosen[1]!] });
}

function leastPart(): HTMLElement {
  const input = ({ target }: { target: HTMLInputElement }) => filter({ least: Number(target.value) / 100 });
  return field("Least weight of a tie", el("input", { id: "by-weight", type: "range", min: "0", max: "90", step: "5", value: "0", input }));
}

function tick(name: "all" | "labels", text: string): HTMLElement {
  const change = ({ target }: { target: HTMLInputElement }) => filter({ [name]: target.checked });
  const hint = name === "all" ? ` (${papersInAtlas.toLocaleString("en")} papers)` : " (they may cover each other)";
  return el("label", { class: "tick" }, el("input", { type: "checkbox", id: `draw-${name}`, change }), el("span", {}, text + hint));
}

function refresh(): void {
  set("by-community", String(view.community ?? ""));
  set("by-role", view.role ?? "");
  set("by-weight", String(Math.round(view.least * 100)));
  const [from, to] = view.years ?? [firstYear, lastYear];
  set("from-year", String(from));
  set("to-year", String(to));
  if (firstYear < lastYear) byId("years-shown").textContent = `Years ${from} to ${to}`;
  for (const name of ["all", "labels"] as const) byId<HTMLInputElement>(`draw-${name}`).checked = view[name];
  const number = [view.community, view.years, view.role, view.least || null].filter((value) => value !== null).length;
  button.textContent = number ? `Filters (${number})` : "Filters";
}

function set(id: string, value: string): void {
  const input = byId<HTMLInputElement>(id);
  if (input && input.value !== value) input.value = value;
}
