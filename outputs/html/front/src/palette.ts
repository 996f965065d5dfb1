// The colours of the canvas, read from the style sheet: they follow the reader's light or dark.

import { TYPES } from "./model";

const NAMES = ["background", "card", "ink", "quiet", "edge", "halo", ...TYPES.map((type) => type.toLowerCase())];
const GOLDEN_ANGLE = 137.508;
const dark = matchMedia("(prefers-color-scheme: dark)");

let colours = readColours();
const listeners: (() => void)[] = [];
dark.addEventListener("change", () => {
  colours = readColours();
  listeners.forEach((listener) => listener());
});

function readColours(): Record<string, string> {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

export function colour(name: string): string {
  return colours[name.toLowerCase()] ?? colours.edge!;
}

// Soft ground of a community: a hue of its own, the same lightness for all.
export function groundColour(number: number): string {
  const hue = hueOf(number);
  return dark.matches ? `oklch(0.26 0.035 ${hue})` : `oklch(0.955 0.025 ${hue})`;
}

export function communityInk(number: number): string {
  const hue = hueOf(number);
  return dark.matches ? `oklch(0.78 0.09 ${hue})` : `oklch(0.45 0.09 ${hue})`;
}

function hueOf(number: number): string {
  return ((number * GOLDEN_ANGLE + 250) % 360).toFixed(1);
}

export function onColourChange(listener: () => void): void {
  listeners.push(listener);
}
