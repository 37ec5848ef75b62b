import { describe, expect, it } from "vitest";
import { decisionGrid, decisionShift } from "../../../../src/model/labs/support-vectors/decision";
import { trainedMachine } from "../../../../src/model/labs/support-vectors/machine";
import { perceptronLines } from "../../../../src/model/labs/support-vectors/perceptron-lines";
import { EXERCISE_A } from "../../../../src/model/labs/perceptron";
import { pointsOf, SPAN } from "../../../../src/model/labs/support-vectors/point-sets";

const trained = (points = EXERCISE_A) => trainedMachine(points, { type: "linear" }, 1000);

describe("The perceptron's lines", () => {
  it("are two for exercise A, one for other points, and none if the rule never ends", () => {
    expect(perceptronLines(EXERCISE_A).map(({ order, corrections }) => [order, corrections])).toEqual([
      ["lecture", 6],
      ["turn", 3],
    ]);
    expect(perceptronLines(EXERCISE_A.slice(0, 2)).map(({ order }) => order)).toEqual(["turn"]);
    expect(perceptronLines(pointsOf("ring"))).toEqual([]);
  });
});

describe("The decision values", () => {
  it("are a grid whose first row is at the top", () => {
    const machine = trained();
    const grid = machine ? decisionGrid(machine, SPAN, 6) : new Float32Array();
    // f = x2 - 2 on rows x2 = 4, 3, .., -1.
    expect(Array.from({ length: 6 }, (_, row) => Math.round((grid[6 * row] ?? 0) * 1e4) / 1e4)).toEqual([
      2, 1, 0, -1, -2, -3,
    ]);
  });

  it("move only with a support vector", () => {
    expect(decisionShift(trained(), trained(EXERCISE_A.toSpliced(2, 1)), SPAN)).toBeLessThan(1e-6);
    const moved: typeof EXERCISE_A = EXERCISE_A.with(1, { x: [2, 2], label: -1 });
    expect(decisionShift(trained(), trained(moved), SPAN)).toBeGreaterThan(0.5);
    expect(decisionShift(trained(), trained(EXERCISE_A.slice(1)), SPAN)).toBe(Infinity);
    expect(decisionShift(undefined, undefined, SPAN)).toBe(0);
  });
});
