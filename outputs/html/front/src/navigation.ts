// Going somewhere: what is selected and filtered stands in the page's address, so that links and Back work.

import type { Choices } from "./address";
import { readAddress, writeAddress } from "./address";
import { firstMode } from "./atlas";
import { change, view } from "./view";

// Select something: a new step of the history.
export function go(part: Partial<Choices>): void {
  const address = writeAddress({ ...view, to: null, ...part }, firstMode);
  if (location.hash === address || (!location.hash && address === "#")) follow();
  else location.hash = address;
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
}

export function follow(): void {
  change(readAddress(location.hash, firstMode));
}

// Links inside the page keep the filters.
export function openNavigation(): void {
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go({ place: link.getAttribute("href")! });
  });
}
