// Making elements. Everything from the data passes here as text, never as HTML.

const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

// The text without the characters that would turn around what stands beside it.
export function plain(text) {
  return text.replace(BIDI_CONTROLS, "");
}

// An element with attributes, listeners (values that are functions) and children (elements, texts, or null for nothing).
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  const present = children.flat().filter((child) => child !== null);
  element.append(...present.map((child) => (typeof child === "string" ? plain(child) : child)));
  return element;
}

// A link that leaves the page, or the bare text where the address is not https.
export function outsideLink(address, text) {
  if (!isHttps(address)) return el("span", {}, text);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

function isHttps(address) {
  try {
    return new URL(address).protocol === "https:";
  } catch {
    return false;
  }
}

const SVG = "http://www.w3.org/2000/svg";
const OUTLINES = {
  Paper: "M3 3H13V13H3Z",
  Model: "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2Z",
  Method: "M8 2.2L14.2 13.4H1.8Z",
  Task: "M8 1.4L14.6 8L8 14.6L1.4 8Z",
  Dataset: "M4.6 2.1H11.4L14.8 8L11.4 13.9H4.6L1.2 8Z",
  Metric: "M8 1.2L10 5.9L15 6.3L11.2 9.6L12.4 14.6L8 11.9L3.6 14.6L4.8 9.6L1 6.3L6 5.9Z",
};

// The small picture of a type, of the shape and colour that it has on the canvas.
export function icon(type) {
  const picture = document.createElementNS(SVG, "svg");
  const outline = document.createElementNS(SVG, "path");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", `icon ${type}`);
  outline.setAttribute("d", OUTLINES[type]);
  picture.append(outline);
  return picture;
}

export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
