/** A function of two variables with its gradient. */
export interface Surface {
  readonly value: (x: number, y: number) => number;
  readonly gradient: (x: number, y: number) => Point;
  readonly minima: readonly Point[];
}

export type Point = readonly [x: number, y: number];

/** Defined on [-4, 4]^2. */
export const SURFACES = {
  /** f = x^2 + y^2, from the lecture. */
  bowl: {
    value: (x, y) => x * x + y * y,
    gradient: (x, y) => [2 * x, 2 * y],
    minima: [[0, 0]],
  },
  /** f = x^2 / 20 + y^2: twenty times as steep in y as in x. */
  ravine: {
    value: (x, y) => (x * x) / 20 + y * y,
    gradient: (x, y) => [x / 10, 2 * y],
    minima: [[0, 0]],
  },
  /** f = x^2 / 2 - y^2 / 2 + y^4 / 36: flat at (0, 0), which is not a minimum. */
  saddle: {
    value: (x, y) => (x * x) / 2 - (y * y) / 2 + y ** 4 / 36,
    gradient: (x, y) => [x, -y + y ** 3 / 9],
    minima: [
      [0, 3],
      [0, -3],
    ],
  },
  /** f = (x^2 - 4)^2 / 8 + x / 2 + y^2 / 2: the left minimum is the lower one. */
  hollows: {
    value: (x, y) => (x * x - 4) ** 2 / 8 + x / 2 + (y * y) / 2,
    gradient: (x, y) => [(x * (x * x - 4)) / 2 + 0.5, y],
    minima: [
      [-2.114908, 0],
      [1.860806, 0],
    ],
  },
} as const satisfies Readonly<Record<string, Surface>>;

export type SurfaceName = keyof typeof SURFACES;

export const OPTIMIZERS = ["sgd", "momentum", "adam"] as const;
export type OptimizerName = (typeof OPTIMIZERS)[number];

const MOMENTUM = 0.9;
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;
/** Beyond this distance from the origin the path counts as diverged. */
const DIVERGED_DISTANCE = 1e6;

/**
 * The path of an optimizer from a starting point, which is included (contract, section 2). Shorter than `steps` if it
 * diverges.
 *
 * sgd: w -= lr g. momentum: v = 0.9 v + g, w -= lr v. adam: running means m, v of g and g^2 with bias correction; w -=
 * lr m / (sqrt(v) + 1e-8).
 */
export function descentPath(
  { gradient }: Surface,
  optimizer: OptimizerName,
  start: Point,
  learningRate: number,
  steps: number,
): readonly Point[] {
  const path: Point[] = [start];
  let [x, y] = start;
  let [mx, my, vx, vy] = [0, 0, 0, 0];
  for (let t = 1; t <= steps; t++) {
    const [gx, gy] = gradient(x, y);
    switch (optimizer) {
      case "sgd":
        [x, y] = [x - learningRate * gx, y - learningRate * gy];
        break;
      case "momentum":
        [mx, my] = [MOMENTUM * mx + gx, MOMENTUM * my + gy];
        [x, y] = [x - learningRate * mx, y - learningRate * my];
        break;
      case "adam": {
        [mx, my] = [BETA1 * mx + (1 - BETA1) * gx, BETA1 * my + (1 - BETA1) * gy];
        [vx, vy] = [BETA2 * vx + (1 - BETA2) * gx * gx, BETA2 * vy + (1 - BETA2) * gy * gy];
        const [correction1, correction2] = [1 - BETA1 ** t, 1 - BETA2 ** t];
        x -= (learningRate * (mx / correction1)) / (Math.sqrt(vx / correction2) + EPSILON);
        y -= (learningRate * (my / correction1)) / (Math.sqrt(vy / correction2) + EPSILON);
        break;
      }
    }
    if (!(Math.hypot(x, y) < DIVERGED_DISTANCE)) break;
    path.push([x, y]);
  }
  return path;
}
