/** A sample with label +1 or -1. */
export interface LabelledPoint {
  readonly x: readonly [number, number];
  readonly label: 1 | -1;
}

/** The line w . x + b = 0; the side where the sum is positive is +1. */
export interface Line {
  readonly w: readonly [number, number];
  readonly b: number;
}

/** One look at a sample: whether it was wrong, and the line afterwards. */
export interface Visit {
  /** Index of the sample. */
  readonly sample: number;
  readonly wrong: boolean;
  readonly line: Line;
}

export const FIRST_LINE: Line = { w: [0, 0], b: 0 };

/** Whether the rule has something to correct: y (w . x + b) <= 0. */
export function isWrong({ w, b }: Line, { x, label }: LabelledPoint): boolean {
  return label * (w[0] * x[0] + w[1] * x[1] + b) <= 0;
}

/** Rosenblatt's rule with rate 1: w += y x, b += y on an error, nothing otherwise. */
export function corrected(line: Line, point: LabelledPoint): Line {
  if (!isWrong(line, point)) return line;
  const { x, label } = point;
  return { w: [line.w[0] + label * x[0], line.w[1] + label * x[1]], b: line.b + label };
}

/** Visits the samples in the given order of indices. */
export function visitsInOrder(points: readonly LabelledPoint[], order: readonly number[]): readonly Visit[] {
  let line = FIRST_LINE;
  return order.flatMap((sample) => {
    const point = points[sample];
    if (!point) return [];
    const wrong = isWrong(line, point);
    line = corrected(line, point);
    return [{ sample, wrong, line }];
  });
}

/** Visits first to last, again and again, until a whole pass is right or the passes are used up. */
export function visitsInPasses(points: readonly LabelledPoint[], passes: number): readonly Visit[] {
  let line = FIRST_LINE;
  const visits: Visit[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const before = line;
    for (const [sample, point] of points.entries()) {
      const wrong = isWrong(line, point);
      line = corrected(line, point);
      visits.push({ sample, wrong, line });
    }
    if (before === line) break;
  }
  return visits;
}

export function countRight(line: Line, points: readonly LabelledPoint[]): number {
  return points.filter((point) => !isWrong(line, point)).length;
}

/** The ends of the line within a square, or none where it does not cross it. */
export function lineEnds(
  { w: [w1, w2], b }: Line,
  from: number,
  to: number,
): readonly [readonly [number, number], readonly [number, number]] | undefined {
  const within = (value: number) => value >= from - 1e-9 && value <= to + 1e-9;
  const ends: [number, number][] = [];
  for (const edge of [from, to]) {
    if (w2 !== 0) ends.push([edge, -(w1 * edge + b) / w2]);
    if (w1 !== 0) ends.push([-(w2 * edge + b) / w1, edge]);
  }
  const inside = ends.filter(([x1, x2]) => within(x1) && within(x2));
  const first = inside[0];
  const last = inside.find(([x1, x2]) => first && Math.hypot(x1 - first[0], x2 - first[1]) > 1e-9);
  return first && last ? [first, last] : undefined;
}
