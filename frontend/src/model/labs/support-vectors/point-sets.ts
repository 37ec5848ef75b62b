import { EXERCISE_A, type LabelledPoint } from "../perceptron";
import { normalNumber, seededRandom } from "../random/random";

/** The limit of the lab. */
export const MAX_POINTS = 200;

export const POINT_SETS = ["exercise", "clouds", "overlap", "ring"] as const;

export type PointSet = (typeof POINT_SETS)[number];

/** Part of the plane that the lab shows, on both axes. */
export const SPAN = [-1, 4] as const;

/** The points of a set: the same for everyone. */
export function pointsOf(name: PointSet): readonly LabelledPoint[] {
  switch (name) {
    case "exercise":
      return EXERCISE_A;
    case "clouds":
      return clouds(0.4, 3).filter(({ x, label }) => label * (x[0] + x[1] - 3) > 0.45);
    case "overlap":
      return clouds(0.95, 5);
    case "ring":
      return ring();
  }
}

/** 40 points around (0.5, 0.7), label -1, and (2.3, 2.5), label +1. */
function clouds(deviation: number, seed: number): readonly LabelledPoint[] {
  const random = seededRandom(seed);
  return Array.from({ length: 40 }, (_, at): LabelledPoint => {
    const label = at % 2 === 0 ? 1 : -1;
    const centre = label > 0 ? [2.3, 2.5] : [0.5, 0.7];
    return { x: around(centre as [number, number], () => deviation * normalNumber(random)), label };
  });
}

/** A disc inside a ring, which no line separates. */
function ring(): readonly LabelledPoint[] {
  const random = seededRandom(7);
  return Array.from({ length: 60 }, (_, at): LabelledPoint => {
    const label = at % 2 === 0 ? 1 : -1;
    const radius = label > 0 ? 0.9 * Math.sqrt(random()) : 1.5 + 0.6 * random();
    const angle = 2 * Math.PI * random();
    let axis = 0;
    return {
      x: around([1.5, 1.5], () => radius * (axis++ === 0 ? Math.cos(angle) : Math.sin(angle))),
      label,
    };
  });
}

function around([x1, x2]: readonly [number, number], offset: () => number): readonly [number, number] {
  const inside = (value: number) =>
    Math.round(Math.min(Math.max(value, SPAN[0] + 0.1), SPAN[1] - 0.1) * 100) / 100;
  return [inside(x1 + offset()), inside(x2 + offset())];
}
