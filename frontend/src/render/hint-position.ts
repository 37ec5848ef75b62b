import type { Point } from "./network-geometry";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle in the viewport; CSS pixels. */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** Distance of a hint from its control, and from the edge of the viewport. */
const GAP = 6;
const MARGIN = 4;
/** Additional horizontal distances, for rows of small controls. */
const EXTRA_DISTANCES = [0, 64, 128];
/** Shares of the difference in width by which a hint is moved to the left, if neither an edge nor the middle is free. */
const FINE_ALIGNMENTS = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];
/** Additional distances below and above, for a control beside rows of others; CSS pixels. */
const FAR_BELOW = 32;
const FAR_ABOVE = 64;
/** Covering the hint's own control is this many times worse than covering another one. */
const OWN_CONTROL_FACTOR = 100;

/**
 * Position of the hint of a control: below, above, right or left of it, in this order, wherever it covers least of
 * other controls.
 *
 * @param others controls that should not be covered
 */
export function hintPosition(control: Box, hint: Size, screen: Size, others: readonly Box[]): Point {
  const { left, top, width, height } = control;
  const below = top + height + GAP;
  const above = top - GAP - hint.height;
  const columns = [left, left + (width - hint.width) / 2, left + width - hint.width];
  const rows = [top, top + (height - hint.height) / 2, top + height - hint.height];
  const places = [
    ...columns.map((x) => ({ x, y: below })),
    ...columns.map((x) => ({ x, y: above })),
    ...EXTRA_DISTANCES.flatMap((extra) => rows.map((y) => ({ x: left + width + GAP + extra, y }))),
    ...EXTRA_DISTANCES.flatMap((far) => rows.map((y) => ({ x: left - GAP - hint.width - far, y }))),
    ...FINE_ALIGNMENTS.flatMap((share) =>
      [below, below + FAR_BELOW, above, above - FAR_ABOVE].map((y) => ({
        x: left + share * (width - hint.width),
        y,
      })),
    ),
  ].map(({ x, y }) => ({
    x: Math.max(MARGIN, Math.min(x, screen.width - MARGIN - hint.width)),
    y: Math.max(MARGIN, Math.min(y, screen.height - MARGIN - hint.height)),
  }));
  const covered = places.map(({ x, y }) => {
    const box = { left: x, top: y, width: hint.width, height: hint.height };
    return others.reduce(
      (sum, other) => sum + overlap(box, other),
      OWN_CONTROL_FACTOR * overlap(box, control),
    );
  });
  return places[covered.indexOf(Math.min(...covered))] ?? { x: left, y: below };
}

/** Common area of two boxes; square pixels. */
function overlap(one: Box, other: Box): number {
  const width = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return Math.max(width, 0) * Math.max(height, 0);
}
