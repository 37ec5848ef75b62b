import type { UnitAddress } from "../../state/store";

/** Shows the response of a unit in the large plot; undefined ends it. */
export type Inspect = (unit: UnitAddress | undefined) => void;

const STEPS: ReadonlyMap<string, readonly [layers: number, units: number]> = new Map([
  ["ArrowRight", [1, 0]],
  ["ArrowLeft", [-1, 0]],
  ["ArrowDown", [0, 1]],
  ["ArrowUp", [0, -1]],
]);

/**
 * Arrow keys move the focus between features, neurons and outputs. While a unit has the focus, the right arrow does
 * not trigger the page's shortcut.
 */
export function moveUnitFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = STEPS.get(event.key);
  const from = event.target instanceof HTMLElement ? event.target.dataset : {};
  if (!step || from["layer"] === undefined) return;
  event.preventDefault();
  const layer = Number(from["layer"]) + step[0];
  const column = event.currentTarget.querySelectorAll<HTMLElement>(`[data-layer="${String(layer)}"]`);
  column[Math.min(Math.max(Number(from["unit"]) + step[1], 0), column.length - 1)]?.focus();
}
