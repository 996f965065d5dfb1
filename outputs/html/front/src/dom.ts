// Making elements. Everything from the data passes here as text, never as HTML.

import type { Group } from "./model";

type Child = Node | string | null;
type Attribute = string | boolean | null | undefined | ((event: any) => void);

const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

// The text without the characters that would turn around what stands beside it.
export function plain(text: string): string {
  return text.replace(BIDI_CONTROLS, "");
}

// An element with attributes, listeners (values that are functions) and children (elements, texts, or null for nothing).
export function el(tag: string, attributes: Record<string, Attribute> = {}, ...children: (Child | Child[])[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  const present = children.flat().filter((child) => child !== null);
  element.append(...present.map((child) => (typeof child === "string" ? plain(child) : child)));
  return element;
}

// A link that leaves the page, always over https, or the bare text where the address is not one of the web.
export function outsideLink(address: string, text: string): HTMLElement {
  const secure = address.replace(/^http:/i, "https:");
  if (!isHttps(secure)) return el("span", {}, text);
  return el("a", { href: secure, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function isHttps(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === "https:";
}

const SVG = "http://www.w3.org/2000/svg";
export const OUTLINES: Record<Group, string> = {
  Paper: "M3 3H13V13H3Z",
  Model: "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2Z",
  Method: "M8 2.2L14.2 13.4H1.8Z",
  Task: "M8 1.4L14.6 8L8 14.6L1.4 8Z",
  Dataset: "M4.6 2.1H11.4L14.8 8L11.4 13.9H4.6L1.2 8Z",
  Metric: "M8 1.2L10 5.9L15 6.3L11.2 9.6L12.4 14.6L8 11.9L3.6 14.6L4.8 9.6L1 6.3L6 5.9Z",
};

// The small picture of a type, of the shape and colour that it has on the canvas.
export function icon(type: Group): Element {
  const picture = document.createElementNS(SVG, "svg");
  const outline = document.createElementNS(SVG, "path");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", `icon ${type}`);
  outline.setAttribute("d", OUTLINES[type]);
  picture.append(outline);
  return picture;
}

export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export function countOf(number: number, word: string): string {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

// The elements with commas between them.
export function listed(elements: HTMLElement[]): (HTMLElement | string)[] {
  return elements.flatMap((element, number) => (number ? [", ", element] : [element]));
}

// Say something to those who hear the page instead of seeing it.
export function announce(text: string): void {
  byId("said").textContent = text;
}
