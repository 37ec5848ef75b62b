import type { PlanePosition } from "../../model/data/own-points";
import type { Domain } from "../../model/data/plane";

/** Step of the keyboard cross per arrow key, and with Shift; shares of the plane's width. */
const STEP = 1 / 24;
const SMALL_STEP = 1 / 240;

const ARROWS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["ArrowRight", [1, 0]],
  ["ArrowLeft", [-1, 0]],
  ["ArrowUp", [0, 1]],
  ["ArrowDown", [0, -1]],
]);

/** The point of the plane under the pointer, for an element that covers the plot. */
export function planePositionOf(
  event: MouseEvent & { readonly currentTarget: HTMLElement },
  [[left, right], [bottom, top]]: Domain,
): PlanePosition {
  const box = event.currentTarget.getBoundingClientRect();
  return [
    left + ((event.clientX - box.left) / box.width) * (right - left),
    top - ((event.clientY - box.top) / box.height) * (top - bottom),
  ];
}

/** The nearest point inside the plane. */
export function insidePlane([x1, x2]: PlanePosition, [[left, right], [bottom, top]]: Domain): PlanePosition {
  return [Math.min(Math.max(x1, left), right), Math.min(Math.max(x2, bottom), top)];
}

/** Where an arrow key moves the keyboard cross to; undefined for other keys. */
export function crossStep(
  event: KeyboardEvent,
  at: PlanePosition,
  domain: Domain,
): PlanePosition | undefined {
  const step = ARROWS.get(event.key);
  if (!step) return undefined;
  const [[left, right]] = domain;
  const stride = (event.shiftKey ? SMALL_STEP : STEP) * (right - left);
  return insidePlane([at[0] + step[0] * stride, at[1] + step[1] * stride], domain);
}
