import { describe, expect, it } from "vitest";
import {
  EXERCISE_A,
  INITIAL_LINE,
  LECTURE_ORDER,
  visitsInOrder,
  visitsInPasses,
} from "../../../../src/model/labs/perceptron";
import { marginOf, novikoffBound } from "../../../../src/model/labs/support-vectors/margin";
import { pointsOf } from "../../../../src/model/labs/support-vectors/point-sets";

describe("The perceptron's lines through exercise A", () => {
  it("have a margin of .2357 after the lecture's six corrections, and .4472 after three in turn", () => {
    const lecture = visitsInOrder(EXERCISE_A, LECTURE_ORDER);
    const inTurn = visitsInPasses(EXERCISE_A, 100);
    const corrections = (visits: typeof lecture) => visits.filter(({ wrong }) => wrong).length;
    expect([corrections(lecture), corrections(inTurn)]).toEqual([6, 3]);
    expect(marginOf(lecture.at(-1)?.line ?? INITIAL_LINE, EXERCISE_A)).toBeCloseTo(1 / Math.sqrt(18), 12);
    expect(marginOf(lecture.at(-1)?.line ?? INITIAL_LINE, EXERCISE_A)).toBeCloseTo(0.2357, 4);
    expect(marginOf(inTurn.at(-1)?.line ?? INITIAL_LINE, EXERCISE_A)).toBeCloseTo(0.4472, 4);
  });
});

describe("Novikoff's bound", () => {
  it("is 25.2 for exercise A, more than the corrections of any order", () => {
    expect(novikoffBound(EXERCISE_A)).toBeCloseTo(25.2, 6);
  });

  it("is not exceeded on separable clouds", () => {
    const corrections = visitsInPasses(pointsOf("clouds"), 1000).filter(({ wrong }) => wrong).length;
    expect(corrections).toBeGreaterThan(0);
    expect(corrections).toBeLessThanOrEqual(novikoffBound(pointsOf("clouds")) ?? 0);
  });

  it("does not exist where no line separates the points", () => {
    expect(novikoffBound(pointsOf("ring"))).toBeUndefined();
    expect(novikoffBound(pointsOf("overlap"))).toBeUndefined();
    expect(novikoffBound([])).toBeUndefined();
  });
});

describe("The margin of a line", () => {
  it("is negative if a point is on the wrong side", () => {
    expect(marginOf({ w: [0, -1], b: 2 }, EXERCISE_A)).toBeCloseTo(-2, 12);
  });
});
