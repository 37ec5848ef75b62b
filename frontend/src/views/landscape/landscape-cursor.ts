import type { Shares } from "../../render/surface-projection";

export function clampedShare(share: number): number {
  return Math.min(Math.max(share, 0), 1);
}

/**
 * The next place of the cursor: some grid points further with an arrow key, the network with Home, the lowest loss with
 * End. Undefined for other keys.
 *
 * @param by number of grid points
 */
export function movedCursor(
  key: string,
  by: number,
  [x, y]: Shares,
  {
    here,
    lowest,
    resolution,
  }: { readonly here: Shares; readonly lowest: Shares; readonly resolution: number },
): Shares | undefined {
  const step = by / (resolution - 1);
  switch (key) {
    case "ArrowLeft":
      return [clampedShare(x - step), y];
    case "ArrowRight":
      return [clampedShare(x + step), y];
    case "ArrowUp":
      return [x, clampedShare(y - step)];
    case "ArrowDown":
      return [x, clampedShare(y + step)];
    case "Home":
      return here;
    case "End":
      return lowest;
    default:
      return undefined;
  }
}
