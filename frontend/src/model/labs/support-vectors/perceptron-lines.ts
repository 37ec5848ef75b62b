import {
  EXERCISE_A,
  INITIAL_LINE,
  LECTURE_ORDER,
  visitsInOrder,
  visitsInPasses,
  type LabelledPoint,
  type Line,
  type Visit,
} from "../perceptron";

/** Enough passes for the points of the lab, if they are separable. */
const PASSES = 300;

export interface PerceptronLine {
  readonly order: "lecture" | "turn";
  readonly line: Line;
  readonly corrections: number;
}

/**
 * The lines with which the perceptron rule ends: visiting the points in turn, unless it still makes corrections after all
 * passes; before that, for exercise A, visiting them in the lecture's order.
 */
export function perceptronLines(points: readonly LabelledPoint[]): readonly PerceptronLine[] {
  const visits = visitsInPasses(points, PASSES);
  const ended = visits.length < PASSES * points.length;
  return [
    ...(points === EXERCISE_A ? [perceptronLine("lecture", visitsInOrder(points, LECTURE_ORDER))] : []),
    ...(ended ? [perceptronLine("turn", visits)] : []),
  ];
}

function perceptronLine(order: PerceptronLine["order"], visits: readonly Visit[]): PerceptronLine {
  return {
    order,
    line: visits.at(-1)?.line ?? INITIAL_LINE,
    corrections: visits.filter(({ wrong }) => wrong).length,
  };
}
