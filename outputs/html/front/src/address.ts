// The fragment of the page's address: what is selected, then the filters: #paper/ID?mode=papers&years=2015-2020.

import type { Group, Mode } from "./model";
import { MODES, TYPES } from "./model";

// What the reader has chosen, as it stands in the address; `place` is the address of a node, of an edge, or "#".
export interface Choices {
  place: string;
  to: string | null;
  mode: Mode;
  types: Set<Group>;
  community: number | null;
  years: [number, number] | null;
  least: number;
  role: string | null;
  all: boolean;
  labels: boolean;
  table: boolean;
}

export function freshChoices(mode: Mode): Choices {
  return {
    place: "#", to: null, mode, types: new Set(TYPES), community: null, years: null, least: 0, role: null,
    all: false, labels: false, table: false,
  };
}

export function writeAddress(choices: Choices, firstMode: Mode): string {
  const words = new URLSearchParams();
  if (choices.to) words.set("to", choices.to.slice(1));
  if (choices.mode !== firstMode) words.set("mode", choices.mode);
  if (choices.types.size < TYPES.length) words.set("types", TYPES.filter((type) => choices.types.has(type)).join(","));
  if (choices.community !== null) words.set("community", String(choices.community));
  if (choices.years) words.set("years", choices.years.join("-"));
  if (choices.least) words.set("least", String(choices.least));
  if (choices.role) words.set("role", choices.role);
  for (const name of ["all", "labels", "table"] as const) if (choices[name]) words.set(name, "1");
  const filters = words.toString();
  return filters ? `${choices.place}?${filters}` : choices.place;
}

// What an address says; whatever in it cannot be understood is left at its first value.
export function readAddress(address: string, firstMode: Mode): Choices {
  const [place, filters = ""] = address.split("?", 2);
  const words = new URLSearchParams(filters);
  const fresh = freshChoices(firstMode);
  const types = words.has("types") ? words.get("types")!.split(",") : TYPES;
  const [first, last] = (words.get("years") ?? "").match(/^(-?\d+)-(\d+)$/)?.slice(1).map(Number) ?? [];
  return {
    place: place || "#",
    to: words.has("to") ? `#${words.get("to")}` : null,
    mode: MODES.find((mode) => mode === words.get("mode")) ?? fresh.mode,
    types: new Set(TYPES.filter((type) => types.includes(type))),
    community: wholeNumber(words.get("community")),
    years: first !== undefined && last !== undefined ? [first, last] : null,
    least: Math.min(1, Math.max(0, Number(words.get("least")) || 0)),
    role: words.get("role"),
    all: words.has("all"),
    labels: words.has("labels"),
    table: words.has("table"),
  };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
