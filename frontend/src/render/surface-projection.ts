import type { ScalarField } from "./scalar-field";

/** From where the surface is seen; radians. */
export interface ViewAngle {
  /** Turn around the vertical axis. */
  readonly turn: number;
  /** Elevation of the eye: 0 from the side, pi / 2 from above. */
  readonly tilt: number;
}

export const TILTS = { least: 0.2, most: Math.PI / 2 } as const;

/** A place on the surface: shares of the width, from the left, and of the height, from the top. */
export type Shares = readonly [x: number, y: number];

/** A place in the picture. Depth is the distance from the eye, without a unit. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

/** Height of the surface's highest point, where its width is 1. */
export const RELIEF = 0.55;
/** Size of the surface in the picture, so that it fits at every angle. */
const SCALE = 0.64;
/** How far the path is above the surface. */
export const LIFT = 0.012;

/** Parallel projection of a place at a height from 0 to 1, into a picture of the given size. */
export function projected([x, y]: Shares, height: number, { turn, tilt }: ViewAngle, size: number): Spot {
  const [right, far] = [x - 0.5, 0.5 - y];
  const across = right * Math.cos(turn) - far * Math.sin(turn);
  const away = right * Math.sin(turn) + far * Math.cos(turn);
  const up = away * Math.sin(tilt) + (height * RELIEF - RELIEF / 2) * Math.cos(tilt);
  return {
    x: size * (0.5 + SCALE * across),
    y: size * (0.5 - SCALE * up),
    depth: away * Math.cos(tilt) - height * RELIEF * Math.sin(tilt),
  };
}

/** Heights at which a ray from the eye is compared with the surface. */
const RAY_STEPS = 512;

/**
 * The place of the surface that is seen at a point of the picture: the first one that a ray from the eye meets.
 *
 * @param point in the units of `size`
 * @returns undefined beside the surface and on its walls
 */
export function placeSeenAt(
  field: ScalarField,
  point: readonly [x: number, y: number],
  { turn, tilt }: ViewAngle,
  size: number,
): Shares | undefined {
  const across = (point[0] / size - 0.5) / SCALE;
  const up = (0.5 - point[1] / size) / SCALE;
  let isOutside = true;
  for (let step = RAY_STEPS; step >= 0; step--) {
    const height = step / RAY_STEPS;
    const away = (up - (height * RELIEF - RELIEF / 2) * Math.cos(tilt)) / Math.sin(tilt);
    const right = across * Math.cos(turn) + away * Math.sin(turn);
    const far = away * Math.cos(turn) - across * Math.sin(turn);
    const place: Shares = [right + 0.5, 0.5 - far];
    if (place.some((share) => share < 0 || share > 1)) continue;
    // A ray that is below the surface where it comes in has met a wall.
    if (heightAt(field, place) >= height) return isOutside && step < RAY_STEPS ? undefined : place;
    isOutside = false;
  }
  return undefined;
}

/** The point of the picture at which a place of the surface is drawn. */
export function pointOf(field: ScalarField, place: Shares, angle: ViewAngle, size: number): Shares {
  const { x, y } = projected(place, heightAt(field, place) + LIFT, angle, size);
  return [x, y];
}

/** Turns the view by a distance in the picture; shares of its width. Tilt stays within its range. */
export function turned({ turn, tilt }: ViewAngle, right: number, down: number): ViewAngle {
  return {
    turn: turn + Math.PI * right,
    tilt: Math.min(Math.max(tilt + Math.PI * down, TILTS.least), TILTS.most),
  };
}

/** Height of the surface at a place, bilinear between grid points. */
export function heightAt({ resolution, values }: ScalarField, [x, y]: Shares): number {
  const last = resolution - 1;
  const [column, row] = [Math.min(Math.max(x, 0), 1) * last, Math.min(Math.max(y, 0), 1) * last];
  const [left, top] = [Math.min(Math.floor(column), last - 1), Math.min(Math.floor(row), last - 1)];
  const at = (r: number, c: number) => values[r * resolution + c] ?? 0;
  const [right, down] = [column - left, row - top];
  const upper = at(top, left) + (at(top, left + 1) - at(top, left)) * right;
  const lower = at(top + 1, left) + (at(top + 1, left + 1) - at(top + 1, left)) * right;
  return upper + (lower - upper) * down;
}
