/** Points of the plane on a curve, the data of a denoising autoencoder, and the best answer to a disturbed point. */

export type Point = readonly [x1: number, x2: number];

export const CURVES = ["circle", "line", "spiral"] as const;
export type Curve = (typeof CURVES)[number];

/** Standard deviation of the noise that disturbs a point, in each direction. */
export const NOISE = 0.5;
const POINTS = 60;

export function pointsOf(curve: Curve): readonly Point[] {
  return Array.from({ length: POINTS }, (_, at) => {
    const share = at / POINTS;
    switch (curve) {
      case "circle":
        return polar(2, 2 * Math.PI * share);
      case "line":
        return [-2.5 + 5 * share, 1.25 - 2.5 * share];
      case "spiral":
        return polar(0.5 + 2.3 * share, 3.5 * Math.PI * share);
    }
  });
}

function polar(radius: number, angle: number): Point {
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/**
 * The answer with the least expected squared error, the mean of all points x, each weighted by the probability that it was
 * disturbed into `disturbed`: r*(x~) = sum of x e^(-||x~ - x||^2 / 2 sigma^2) / sum of e^(-||x~ - x||^2 / 2 sigma^2).
 */
export function bestAnswer(disturbed: Point, points: readonly Point[]): Point {
  const distances = points.map((point) => squaredDistance(disturbed, point));
  const nearest = Math.min(...distances);
  let [first, second, sum] = [0, 0, 0];
  for (const [at, [x1, x2]] of points.entries()) {
    const weight = Math.exp((nearest - (distances[at] ?? 0)) / (2 * NOISE ** 2));
    first += weight * x1;
    second += weight * x2;
    sum += weight;
  }
  return [first / sum, second / sum];
}

/** A function that repairs many points at once. */
export type Repair = (points: readonly Point[]) => readonly Point[];

/**
 * The expected squared distance between a point of the data and its repaired disturbed point, E||r(x + noise) - x||^2. The mean over
 * the noise is computed on a grid, which is exact to more than four decimals.
 */
export function expectedError(repair: Repair, points: readonly Point[]): number {
  const disturbed = points.flatMap(([x1, x2]) => NOISE_GRID.map(([n1, n2]) => [x1 + n1, x2 + n2] as const));
  const repaired = repair(disturbed);
  let sum = 0;
  for (const [at, answer] of repaired.entries()) {
    const point = points[Math.floor(at / NOISE_GRID.length)];
    const weight = NOISE_GRID[at % NOISE_GRID.length]?.[2] ?? 0;
    if (point) sum += weight * squaredDistance(answer, point);
  }
  return sum / points.length;
}

/** Mean distance between two answers to the same points. */
export function meanDistance(one: readonly Point[], other: readonly Point[]): number {
  const distances = one.map((point, at) => Math.sqrt(squaredDistance(point, other[at] ?? point)));
  return distances.reduce((sum, distance) => sum + distance, 0) / one.length;
}

/** The 13 x 13 points of the field of arrows, from -3 to 3. */
export const FIELD: readonly Point[] = Array.from({ length: 169 }, (_, at) => [
  -3 + 0.5 * (at % 13),
  3 - 0.5 * Math.floor(at / 13),
]);

/** How far the answers to answers are followed. */
const STEPS = 12;

/** A point, the answer to it, the answer to that, and so on. */
export function pathFrom(start: Point, repair: Repair): readonly Point[] {
  const path = [start];
  for (let step = 0; step < STEPS; step++) {
    const [next] = repair(path.slice(-1));
    if (next) path.push(next);
  }
  return path;
}

export function squaredDistance([a1, a2]: Point, [b1, b2]: Point): number {
  return (a1 - b1) ** 2 + (a2 - b2) ** 2;
}

/** Disturbances up to five standard deviations in steps of a half, with their probabilities. */
const NOISE_GRID: readonly (readonly [n1: number, n2: number, probability: number])[] = noiseGrid();

function noiseGrid() {
  const steps = Array.from({ length: 21 }, (_, at) => (at - 10) / 2);
  const density = (step: number) => Math.exp(-(step ** 2) / 2);
  const total = steps.reduce((sum, step) => sum + density(step), 0);
  return steps.flatMap((first) =>
    steps.map(
      (second) => [NOISE * first, NOISE * second, (density(first) * density(second)) / total ** 2] as const,
    ),
  );
}
