// The keys: / searches, Escape clears, arrows walk from neighbour to neighbour, Enter reads what is selected.

import { neighboursOf } from "./atlas";
import { announce, byId, countOf } from "./dom";
import { focusDetails } from "./details";
import { go } from "./navigation";
import { focusSearch } from "./search";
import { drawn, inFocus, view } from "./view";
import { DIRECTIONS, nextIn } from "./walking";

const stage = byId("stage");

export function openKeyboard(): void {
  addEventListener("keydown", press);
  stage.addEventListener("keydown", walk);
}

function press(event: KeyboardEvent): void {
  const typing = (event.target as Element).matches("input[type=search], select, textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    focusSearch();
  } else if (event.key === "Escape" && (view.selected || view.edge)) {
    go({ place: "#" });
    if (!view.table) stage.focus();
  } else if (event.key === "Escape" && view.community !== null) go({ place: "#", community: null });
}

function walk(event: KeyboardEvent): void {
  if (event.key === "Enter" && view.selected) return focusDetails();
  const direction = DIRECTIONS[event.key];
  if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const around = [...(inFocus() ?? [])].filter((node) => node.x !== undefined);
  const next = view.selected?.x === undefined ? drawn()[0] : nextIn(view.selected, around, direction);
  if (!next) return announce("Nothing lies there.");
  go({ place: next.address });
  announce(`${next.label}, ${next.group}, ${countOf(neighboursOf(next).length, "neighbour")}`);
}
