import { describe, expect, it } from "vitest";
import { EXERCISE_A, type LabelledPoint } from "../../../../src/model/labs/perceptron";
import {
  decisionValue,
  isSupportVector,
  lineOf,
  trainedMachine,
  type Kernel,
  type SupportVectorMachine,
} from "../../../../src/model/labs/support-vectors/machine";
import { marginOf, primalObjective } from "../../../../src/model/labs/support-vectors/margin";
import { MAX_POINTS, pointsOf, POINT_SETS } from "../../../../src/model/labs/support-vectors/point-sets";
import { normalNumber, seededRandom } from "../../../../src/model/labs/random/random";

const LINEAR: Kernel = { type: "linear" };
const RBF: Kernel = { type: "rbf", gamma: 1 };

function trained(points: readonly LabelledPoint[], kernel: Kernel, c: number): SupportVectorMachine {
  const machine = trainedMachine(points, kernel, c);
  if (!machine) throw new Error("The points have one class only.");
  return machine;
}

function supportVectorsOf(machine: SupportVectorMachine): readonly LabelledPoint[] {
  return machine.points.filter((_, at) => isSupportVector(machine, at));
}

describe("The support vector machine of exercise A", () => {
  const machine = trained(EXERCISE_A, LINEAR, 1000);

  it("is w = (0, 1), b = -2, with a margin of 1", () => {
    const line = lineOf(machine);
    expect(line.w[0]).toBeCloseTo(0, 9);
    expect(line.w[1]).toBeCloseTo(1, 9);
    expect(line.b).toBeCloseTo(-2, 9);
    expect(marginOf(line, EXERCISE_A)).toBeCloseTo(1, 9);
  });

  it("has the support vectors x1 and x2, with alpha ½", () => {
    expect(machine.alphas.map((_, at) => isSupportVector(machine, at))).toEqual([true, true, false]);
    expect(machine.alphas[0]).toBeCloseTo(0.5, 9);
    expect(machine.alphas[1]).toBeCloseTo(0.5, 9);
    expect(machine.alphas[2]).toBe(0);
  });

  it.each([0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 10])("has w = (0, min(1, 2C)) for C = %d", (c) => {
    const { w } = lineOf(trained(EXERCISE_A, LINEAR, c));
    expect(w[0]).toBeCloseTo(0, 9);
    expect(w[1]).toBeCloseTo(Math.min(1, 2 * c), 9);
  });
});

describe("A support vector machine", () => {
  const cases = POINT_SETS.flatMap((set) =>
    ([0.1, 1, 100] as const).flatMap((c) => [[set, "linear", c] as const, [set, "rbf", c] as const]),
  );

  it.each(cases)("fulfils the optimality conditions: %s, %s, C = %d", (set, type, c) => {
    const points = pointsOf(set);
    const machine = trained(points, type === "linear" ? LINEAR : RBF, c);
    const balance = points.reduce((sum, { label }, at) => sum + label * (machine.alphas[at] ?? 0), 0);
    expect(balance).toBeCloseTo(0, 7);
    for (const [at, { x, label }] of points.entries()) {
      const alpha = machine.alphas[at] ?? 0;
      const distance = label * decisionValue(machine, x);
      expect(alpha).toBeGreaterThanOrEqual(0);
      expect(alpha).toBeLessThanOrEqual(c);
      if (alpha < 1e-8) expect(distance).toBeGreaterThan(1 - 1e-6);
      else if (alpha > c - 1e-8) expect(distance).toBeLessThan(1 + 1e-6);
      else expect(distance).toBeCloseTo(1, 6);
    }
  });

  it.each([0.1, 1, 100])("has no better line nearby, for C = %d", (c) => {
    const points = pointsOf("overlap");
    const line = lineOf(trained(points, LINEAR, c));
    const least = primalObjective(line, points, c);
    const random = seededRandom(1);
    for (let trial = 0; trial < 200; trial++) {
      const other = {
        w: [line.w[0] + 0.1 * normalNumber(random), line.w[1] + 0.1 * normalNumber(random)] as const,
        b: line.b + 0.1 * normalNumber(random),
      };
      expect(primalObjective(other, points, c)).toBeGreaterThanOrEqual(least - 1e-9);
    }
  });

  it.each([
    ["clouds", LINEAR, 1000],
    ["overlap", LINEAR, 1],
    ["ring", RBF, 10],
  ] as const)("does not change if all points but the support vectors are deleted: %s", (set, kernel, c) => {
    const machine = trained(pointsOf(set), kernel, c);
    const kept = supportVectorsOf(machine);
    expect(kept.length).toBeLessThan(machine.points.length);
    const again = trained(kept, kernel, c);
    for (const x of [
      [0, 0],
      [1, 2],
      [3, 1],
      [1.5, 1.5],
    ] as const) {
      expect(decisionValue(again, x)).toBeCloseTo(decisionValue(machine, x), 6);
    }
  });

  it("changes if a support vector is deleted", () => {
    const machine = trained(pointsOf("clouds"), LINEAR, 1000);
    const first = supportVectorsOf(machine)[0];
    const line = lineOf(
      trained(
        machine.points.filter((point) => point !== first),
        LINEAR,
        1000,
      ),
    );
    expect(Math.abs(line.w[0] - lineOf(machine).w[0]) + Math.abs(line.b - lineOf(machine).b)).toBeGreaterThan(
      1e-3,
    );
  });

  it("separates a ring from its middle with the RBF kernel only", () => {
    const errors = (kernel: Kernel) => {
      const machine = trained(pointsOf("ring"), kernel, 10);
      return machine.points.filter(({ x, label }) => label * decisionValue(machine, x) <= 0).length;
    };
    expect(errors(RBF)).toBe(0);
    expect(errors(LINEAR)).toBeGreaterThan(10);
  });

  it("does not exist for points of one class, and accepts equal points of both", () => {
    expect(trainedMachine([{ x: [0, 0], label: 1 }], LINEAR, 1)).toBeUndefined();
    const twins: readonly LabelledPoint[] = [
      { x: [1, 1], label: 1 },
      { x: [1, 1], label: -1 },
    ];
    expect(trained(twins, LINEAR, 1).alphas).toEqual([1, 1]);
  });

  it("is found for the greatest number of points, with overlapping classes", () => {
    const random = seededRandom(2);
    const points = Array.from({ length: MAX_POINTS }, (_, at): LabelledPoint => {
      const label = at % 2 === 0 ? 1 : -1;
      return { x: [1.5 + 0.3 * label + normalNumber(random), 1.5 + normalNumber(random)], label };
    });
    for (const kernel of [LINEAR, RBF]) {
      const machine = trained(points, kernel, 10);
      const wrong = points.filter(({ x, label }, at) => {
        const alpha = machine.alphas[at] ?? 0;
        const distance = label * decisionValue(machine, x);
        return alpha < 1e-8 ? distance < 1 - 1e-4 : alpha < 10 - 1e-8 && Math.abs(distance - 1) > 1e-4;
      });
      expect(wrong).toEqual([]);
    }
  });
});
