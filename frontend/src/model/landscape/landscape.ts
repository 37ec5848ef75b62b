import type { Outcome } from "../training/training-server";

/** The port for loss landscapes. It needs no token. */
export interface Landscapes {
  landscape(jobId: string, query: LandscapeQuery): Promise<Outcome<Landscape>>;
}

/** The two directions of a plane: principal components of the training's path, or random ones. */
export type PlaneType = "path" | "random";

export interface LandscapeQuery {
  /** Undefined for that of the path if there is one. */
  readonly plane?: PlaneType | undefined;
  /** Above 1 for a narrower domain around the current parameters. */
  readonly zoom: number;
}

export type LossSet = "train" | "test";

/** Coordinates in the plane; the current parameters are at (0, 0). */
export type Position = readonly [across: number, up: number];

/** The losses on a plane through the current parameters of a network, and the path of its training. */
export interface Landscape {
  readonly run: number;
  readonly epoch: number;
  readonly plane: PlaneType;
  /** Points per axis. */
  readonly resolution: number;
  readonly domain: readonly [across: Interval, up: Interval];
  /** Losses, `resolution * resolution`, row-major, row 0 at the top; infinite where they are not finite. */
  readonly train: Float64Array;
  /** Undefined without a test set. */
  readonly test: Float64Array | undefined;
  /** In order of training; the current parameters are last. */
  readonly path: readonly PathPoint[];
  /** For the plane of the path: the share of its squared distances from its end that lies within the plane. */
  readonly explained: number | undefined;
}

export type Interval = readonly [minimum: number, maximum: number];

export interface PathPoint {
  readonly epoch: number;
  readonly position: Position;
  /** Losses at the parameters themselves, not at their projection; undefined if there is none or it is not finite. */
  readonly train: number | undefined;
  readonly test: number | undefined;
}

/** Losses of the set; those of the training samples without a test set. */
export function lossesOf(landscape: Landscape, set: LossSet): Float64Array {
  return (set === "test" ? landscape.test : undefined) ?? landscape.train;
}

/** Position of a point given by its shares of the width, from the left, and of the height, from the top. */
export function positionAt({ domain: [across, up] }: Landscape, x: number, y: number): Position {
  return [across[0] + x * (across[1] - across[0]), up[1] - y * (up[1] - up[0])];
}

/** The inverse of `positionAt`: shares of the width, from the left, and of the height, from the top. */
export function sharesOf(
  { domain: [across, up] }: Pick<Landscape, "domain">,
  [x, y]: Position,
): readonly [number, number] {
  return [(x - across[0]) / (across[1] - across[0]), (up[1] - y) / (up[1] - up[0])];
}

/** The loss at shares of width and height, bilinear between grid points. */
export function lossAt(losses: Float64Array, resolution: number, x: number, y: number): number {
  const last = resolution - 1;
  const [column, row] = [Math.min(Math.max(x, 0), 1) * last, Math.min(Math.max(y, 0), 1) * last];
  const [left, top] = [Math.min(Math.floor(column), last - 1), Math.min(Math.floor(row), last - 1)];
  const [right, down] = [column - left, row - top];
  const at = (r: number, c: number) => losses[r * resolution + c] ?? Number.NaN;
  const upper = between(at(top, left), at(top, left + 1), right);
  const lower = between(at(top + 1, left), at(top + 1, left + 1), right);
  return between(upper, lower, down);
}

function between(from: number, to: number, share: number): number {
  return share === 0 ? from : share === 1 ? to : from * (1 - share) + to * share;
}

/** Shares of width and height of the grid point with the lowest loss. */
export function lowestPoint(losses: Float64Array, resolution: number): readonly [number, number] {
  let lowest = 0;
  for (let at = 1; at < losses.length; at++) {
    if ((losses[at] ?? Infinity) < (losses[lowest] ?? Infinity)) lowest = at;
  }
  const last = resolution - 1;
  return [(lowest % resolution) / last, Math.floor(lowest / resolution) / last];
}
