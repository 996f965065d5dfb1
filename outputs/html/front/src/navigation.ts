// Going somewhere: what is selected and filtered stands in the page's address, so that links and Back work.

import type { Choices } from "./address";
import { readAddress, writeAddress } from "./address";
import { firstMode } from "./atlas";
import { change, view } from "./view";

// The address that is shown: the browser tells of a new one some time later, and nobody has to wait for that.
let shown: string | null = null;

// Select something: a new step of the history.
export function go(part: Partial<Choices>): void {
  const address = writeAddress({ ...view, to: null, ...part }, firstMode);
  if (location.hash !== (address === "#" ? "" : address)) location.hash = address;
  follow();
}

// Filter: Back does not go through each step of a slider.
export function filter(part: Partial<Choices>): void {
  const address = writeAddress({ ...view, ...part }, firstMode);
  change(readAddress(address, firstMode));
  try {
    history.replaceState(null, "", address);
  } catch {
    // a page inside a notebook has no address of its own
  }
  shown = location.hash;
}

export function follow(): void {
  shown = location.hash;
  change(readAddress(shown, firstMode));
}

// Links inside the page keep the filters.
export function openNavigation(): void {
  addEventListener("hashchange", () => {
    if (location.hash !== shown) follow();
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go({ place: link.getAttribute("href")! });
  });
}
