import type { Point } from "./network-geometry";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle of the screen; CSS pixels from its upper left corner. */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** Between a control and its hint, and between a hint and the screen's edge. */
const GAP = 6;
const MARGIN = 4;
/** Further to a side than right beside the control, where rows of small controls stand. */
const FURTHER = [0, 64, 128];
/** A hint over its own control is worse than one over any other. */
const OWN = 100;

/**
 * Where the hint of a control stands: below it, above it, right or left of it, in this order, wherever it covers least of what may be
 * pressed next.
 *
 * @param others what may be pressed
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
    ...FURTHER.flatMap((far) => rows.map((y) => ({ x: left + width + GAP + far, y }))),
    ...FURTHER.flatMap((far) => rows.map((y) => ({ x: left - GAP - hint.width - far, y }))),
  ].map(({ x, y }) => ({
    x: Math.max(MARGIN, Math.min(x, screen.width - MARGIN - hint.width)),
    y: Math.max(MARGIN, Math.min(y, screen.height - MARGIN - hint.height)),
  }));
  const covered = places.map(({ x, y }) => {
    const box = { left: x, top: y, width: hint.width, height: hint.height };
    return others.reduce((sum, other) => sum + overlap(box, other), OWN * overlap(box, control));
  });
  return places[covered.indexOf(Math.min(...covered))] ?? { x: left, y: below };
}

/** Square pixels. */
function overlap(one: Box, other: Box): number {
  const width = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return Math.max(width, 0) * Math.max(height, 0);
}
