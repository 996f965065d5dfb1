// The fonts of the texts on the canvas; sizes are pixels of the screen.

export const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";
export const LINE = 1.22; // height of a line by its size

export function fontOf(size: number, weight = 400): string {
  return `${weight} ${size}px ${FAMILY}`;
}
