import type { NetworkGeometry, Point } from "./network-geometry";

/** A rectangle in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The box with the target and the loss: its size with one output, and its distance from the outputs; CSS pixels. */
const LOSS_BOX = { width: 88, narrow: 78, height: 40, gap: 14 };
/** Further width for the target of each further output; CSS pixels. */
const TARGET_WIDTH = 15;
/** Columns nearer to each other have a narrow box; CSS pixels. */
const NARROW_STEP = 100;

/**
 * The box with the target and the loss: at the right, below the outputs and every other unit that is as far right, or
 * above them if there is no room.
 */
export function lossBox({ layers, size, width, height, step }: NetworkGeometry): Box {
  const outputs = layers.at(-1) ?? [];
  const boxWidth =
    (step < NARROW_STEP ? LOSS_BOX.narrow : LOSS_BOX.width) + TARGET_WIDTH * Math.max(outputs.length - 1, 0);
  const left = width - boxWidth;
  const rows = layers.flat().flatMap(({ x, y }) => (x + size / 2 > left ? [y] : []));
  const below = Math.max(...rows) + size / 2 + LOSS_BOX.gap;
  const above = Math.min(...rows) - size / 2 - LOSS_BOX.gap - LOSS_BOX.height;
  const free = below + LOSS_BOX.height <= height || above < 0 ? below : above;
  const top = Math.min(free, height - LOSS_BOX.height);
  return { left, right: width, top, bottom: top + LOSS_BOX.height };
}

/** Distance between two positions that are tried; CSS pixels. */
const STEP = 10;
/** Distance that the panel keeps from what it must not cover; CSS pixels. */
const MARGIN = 8;
/** How many pixels further away the panel goes so as not to cover one box that it may cover. */
const COVER_COST = 120;

/**
 * The upper left corner of a panel beside a unit: as near as possible, inside the area.
 *
 * @param unit the box of the unit that the panel explains
 * @param obstacles what the panel must not cover
 * @param others what it should not cover if there is another place
 * @returns undefined if there is no such place
 */
export function panelPosition(
  area: Box,
  size: { readonly width: number; readonly height: number },
  unit: Box,
  obstacles: readonly Box[],
  others: readonly Box[],
): Point | undefined {
  let best: Point | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let top = area.top; top + size.height <= area.bottom; top += STEP) {
    for (let left = area.left; left + size.width <= area.right; left += STEP) {
      const panel = { left, top, right: left + size.width, bottom: top + size.height };
      if (obstacles.some((box) => overlap(panel, box, MARGIN))) continue;
      const covered = others.filter((box) => overlap(panel, box, 0)).length;
      const cost = distance(panel, unit) + COVER_COST * covered;
      if (cost < bestCost) [best, bestCost] = [{ x: left, y: top }, cost];
    }
  }
  return best;
}

function overlap(one: Box, other: Box, margin: number): boolean {
  return (
    one.left < other.right + margin &&
    one.right > other.left - margin &&
    one.top < other.bottom + margin &&
    one.bottom > other.top - margin
  );
}

function distance(one: Box, other: Box): number {
  const across = Math.max(one.left - other.right, other.left - one.right, 0);
  const down = Math.max(one.top - other.bottom, other.top - one.bottom, 0);
  return Math.hypot(across, down);
}
