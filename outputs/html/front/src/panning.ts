// Moving the canvas under the pointer: it is moved as a picture, and drawn anew when its edge comes near or it is let go.

import { OVERSCAN } from "./camera";

const SLACK = 2;
const NEAR = 60;
const PAUSE = 160;
const REST = 3; // after a drawing that took long, the picture is moved for so many times as long before the next one

interface Pan {
  pointer: number;
  x: number; // where the pointer is
  y: number;
  fromX: number; // where it was for the picture that stands
  fromY: number;
  moved: boolean;
}

// `shift` asks for a drawing that is moved by so many pixels; `whenDrawn` is told what to do once it stands.
export function openPanning(sheet: HTMLElement, shift: (x: number, y: number) => void, whenDrawn: (then: () => void) => void): void {
  let pan: Pan | null = null;
  let asked: { x: number; y: number } | null = null;
  let pause = 0;
  let askedAt = 0;
  let restUntil = 0;
  const pointers = new Set<number>();
  const picture = () => sheet.firstElementChild as HTMLElement;

  whenDrawn(() => {
    if (!asked) return;
    restUntil = performance.now() + REST * (performance.now() - askedAt);
    if (pan) [pan.fromX, pan.fromY] = [pan.fromX + asked.x, pan.fromY + asked.y];
    asked = null;
    place();
  });

  function place(): void {
    picture().style.transform = pan ? `translate(${pan.x - pan.fromX}px, ${pan.y - pan.fromY}px)` : "";
  }

  function ask(): void {
    if (!pan || asked || performance.now() < restUntil) return;
    askedAt = performance.now();
    asked = { x: pan.x - pan.fromX, y: pan.y - pan.fromY };
    shift(asked.x, asked.y);
  }

  function end(): void {
    if (!pan) return;
    const last = pan;
    clearTimeout(pause);
    sheet.classList.remove("moving");
    if (asked) [last.fromX, last.fromY] = [last.fromX + asked.x, last.fromY + asked.y];
    pan = null;
    if (!last.moved) return;
    asked = { x: last.x - last.fromX, y: last.y - last.fromY };
    shift(asked.x, asked.y);
  }

  sheet.addEventListener("pointerdown", (event) => {
    pointers.add(event.pointerId);
    if (pointers.size > 1) return end(); // two fingers zoom
    if (event.button !== 0) return;
    const { clientX: x, clientY: y } = event;
    pan = { pointer: event.pointerId, x, y, fromX: x, fromY: y, moved: false };
  });

  addEventListener("pointermove", (event) => {
    if (pan?.pointer !== event.pointerId) return;
    pan.moved ||= Math.hypot(event.clientX - pan.fromX, event.clientY - pan.fromY) > SLACK;
    if (!pan.moved) return;
    [pan.x, pan.y] = [event.clientX, event.clientY];
    sheet.classList.add("moving");
    place();
    if (Math.max(Math.abs(pan.x - pan.fromX), Math.abs(pan.y - pan.fromY)) > OVERSCAN - NEAR) ask();
    clearTimeout(pause);
    pause = window.setTimeout(ask, PAUSE);
  });

  // What lies under the pointer is not looked for while it moves the canvas.
  sheet.addEventListener("mousemove", (event) => (pan?.moved ? event.stopPropagation() : undefined), { capture: true });

  for (const name of ["pointerup", "pointercancel"] as const) {
    addEventListener(name, (event) => {
      pointers.delete(event.pointerId);
      if (pan?.pointer === event.pointerId) end();
    });
  }
}
