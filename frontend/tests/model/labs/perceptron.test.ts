import { describe, expect, it } from "vitest";
import {
  countRight,
  lineEnds,
  visitsInOrder,
  visitsInPasses,
  type LabelledPoint,
} from "../../../src/model/labs/perceptron";

const EXERCISE_A: readonly LabelledPoint[] = [
  { x: [2, 3], label: 1 },
  { x: [2, 1], label: -1 },
  { x: [1, 0], label: -1 },
];

function gate(labels: readonly (1 | -1)[]): readonly LabelledPoint[] {
  const corners = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const;
  return corners.map((x, at) => ({ x, label: labels[at] ?? -1 }));
}

describe("The perceptron rule", () => {
  it("repeats the lecture's solution of exercise A", () => {
    const visits = visitsInOrder(EXERCISE_A, [0, 1, 1, 0, 2, 1]);
    expect(visits.map(({ wrong, line }) => [wrong, ...line.w, line.b])).toEqual([
      [true, 2, 3, 1],
      [true, 0, 2, 0],
      [true, -2, 1, -1],
      [true, 0, 4, 0],
      [true, -1, 4, -1],
      [true, -3, 3, -2],
    ]);
    expect(countRight({ w: [-3, 3], b: -2 }, EXERCISE_A)).toBe(3);
  });

  it("ends after three corrections if the samples are visited cyclically", () => {
    const visits = visitsInPasses(EXERCISE_A, 100);
    expect(visits.filter(({ wrong }) => wrong)).toHaveLength(3);
    expect(visits.at(-1)?.line).toEqual({ w: [-1, 2], b: -1 });
    expect(visits.slice(-3).every(({ wrong }) => !wrong)).toBe(true);
  });

  it("learns OR but never XOR", () => {
    const or = gate([-1, 1, 1, 1]);
    expect(countRight(visitsInPasses(or, 100).at(-1)?.line ?? { w: [0, 0], b: 0 }, or)).toBe(4);
    const xor = gate([-1, 1, 1, -1]);
    const visits = visitsInPasses(xor, 1000);
    expect(visits).toHaveLength(4000);
    expect(Math.max(...visits.map(({ line }) => countRight(line, xor)))).toBe(2);
  });
});

describe("The ends of a line", () => {
  it("are on the edges of the square", () => {
    expect(lineEnds({ w: [1, 1], b: -1 }, 0, 2)).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(lineEnds({ w: [0, 2], b: -2 }, 0, 2)).toEqual([
      [0, 1],
      [2, 1],
    ]);
    expect(lineEnds({ w: [1, 1], b: -9 }, 0, 2)).toBeUndefined();
    expect(lineEnds({ w: [0, 0], b: 1 }, 0, 2)).toBeUndefined();
  });
});
