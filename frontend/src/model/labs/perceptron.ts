/** A sample with label +1 or -1. */
export interface LabelledPoint {
  readonly x: readonly [number, number];
  readonly label: 1 | -1;
}

/** The line w . x + b = 0; its positive side is labelled +1. */
export interface Line {
  readonly w: readonly [number, number];
  readonly b: number;
}

/** The check of one sample: whether it was wrong, and the line afterwards. */
export interface Visit {
  /** Index of the sample. */
  readonly sample: number;
  readonly wrong: boolean;
  readonly line: Line;
}

export const INITIAL_LINE: Line = { w: [0, 0], b: 0 };

/** The lecture's exercise A. */
export const EXERCISE_A: readonly LabelledPoint[] = [
  { x: [2, 3], label: 1 },
  { x: [2, 1], label: -1 },
  { x: [1, 0], label: -1 },
];

/** The lecture's order of corrections in exercise A, which is arbitrary. */
export const LECTURE_ORDER = [0, 1, 1, 0, 2, 1];

/** Whether y (w . x + b) <= 0, so that the rule makes a correction. */
export function isWrong({ w, b }: Line, { x, label }: LabelledPoint): boolean {
  return label * (w[0] * x[0] + w[1] * x[1] + b) <= 0;
}

/** Rosenblatt's rule with rate 1: on an error w += y x and b += y. */
export function corrected(line: Line, point: LabelledPoint): Line {
  if (!isWrong(line, point)) return line;
  const { x, label } = point;
  return { w: [line.w[0] + label * x[0], line.w[1] + label * x[1]], b: line.b + label };
}

/** Visits the samples in the order of these indices. */
export function visitsInOrder(points: readonly LabelledPoint[], order: readonly number[]): readonly Visit[] {
  let line = INITIAL_LINE;
  return order.flatMap((sample) => {
    const point = points[sample];
    if (!point) return [];
    const wrong = isWrong(line, point);
    line = corrected(line, point);
    return [{ sample, wrong, line }];
  });
}

/** Visits all samples repeatedly until a pass has no error or the passes are used up. */
export function visitsInPasses(points: readonly LabelledPoint[], passes: number): readonly Visit[] {
  let line = INITIAL_LINE;
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

/** End points of the line within a square; undefined if it does not cross the square. */
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
