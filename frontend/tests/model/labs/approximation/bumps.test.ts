import { describe, expect, it } from "vitest";
import {
  bumpsOf,
  fitted,
  hiddenUnitsOf,
  largestError,
  modulusOfContinuity,
  outputOf,
  stepOutputOf,
  stepsOf,
  TARGETS,
  withStep,
  type TargetName,
} from "../../../../src/model/labs/approximation/bumps";

const NAMES = Object.keys(TARGETS) as TargetName[];
const COUNTS = [1, 2, 3, 5, 8, 10, 20, 40, 100];
const CASES = NAMES.flatMap((name) => COUNTS.map((count) => [name, count] as const));

describe("N bumps", () => {
  it.each(CASES)("have an error of at most the modulus of continuity at 1/N: %s, N = %d", (name, count) => {
    const f = TARGETS[name];
    const bumps = bumpsOf(f, count);
    const bound = modulusOfContinuity(f, 1 / count);
    expect(largestError(f, (x) => stepOutputOf(bumps, x))).toBeLessThanOrEqual(bound + 1e-12);
    const units = hiddenUnitsOf(bumps, 400 * count);
    expect(largestError(f, (x) => outputOf(units, x))).toBeLessThanOrEqual(bound + 1e-9);
  });

  it.each([
    [5, 0.19],
    [10, 0.0975],
    [20, 0.049375],
  ])("%d have an error of %d for x²", (count, error) => {
    const bumps = bumpsOf(TARGETS.square, count);
    expect(largestError(TARGETS.square, (x) => stepOutputOf(bumps, x))).toBeCloseTo(error, 9);
  });

  it("come as close as one likes", () => {
    for (const name of NAMES) {
      const f = TARGETS[name];
      expect(largestError(f, (x) => stepOutputOf(bumpsOf(f, 400), x))).toBeLessThan(0.05);
    }
  });

  it("are less exact with flat steps", () => {
    const f = TARGETS.sine;
    const error = (w: number) => {
      const units = hiddenUnitsOf(bumpsOf(f, 20), w);
      return largestError(f, (x) => outputOf(units, x));
    };
    expect(error(10)).toBeGreaterThan(2 * error(2000));
  });
});

describe("A hidden unit", () => {
  it("has its step, where it is ½, at -b/w", () => {
    const [up, down] = hiddenUnitsOf([{ from: 0.3, to: 0.6, height: 2 }], 50);
    expect(-(up?.b ?? 0) / 50).toBeCloseTo(0.3, 12);
    expect(-(down?.b ?? 0) / 50).toBeCloseTo(0.6, 12);
    expect(outputOf(up ? [up] : [], 0.3)).toBeCloseTo(1, 12);
    expect([up?.output, down?.output]).toEqual([2, -2]);
  });

  it("makes a bump of the height with the other one of its pair", () => {
    const units = hiddenUnitsOf([{ from: 0.3, to: 0.6, height: 2 }], 1000);
    expect([0.1, 0.45, 0.8].map((x) => Math.round(outputOf(units, x) * 1e6) / 1e6)).toEqual([0, 2, 0]);
  });
});

describe("The modulus of continuity", () => {
  it("is known for a line, a fold and a root", () => {
    for (const distance of [0.1, 0.25, 0.5]) {
      expect(modulusOfContinuity((x) => 3 * x, distance)).toBeCloseTo(3 * distance, 9);
      expect(modulusOfContinuity(TARGETS.absolute, distance)).toBeCloseTo(2 * distance, 9);
      expect(modulusOfContinuity(TARGETS.root, distance)).toBeCloseTo(Math.sqrt(distance), 9);
    }
    expect(modulusOfContinuity(TARGETS.sine, 1)).toBeCloseTo(0.8, 6);
    expect(modulusOfContinuity(() => 7, 1)).toBe(0);
  });
});

describe("A moved step", () => {
  const bumps = bumpsOf(TARGETS.sine, 4);

  it("moves the ends of both bumps, and stops at its neighbours", () => {
    expect(stepsOf(withStep(bumps, 2, 0.6))).toEqual([-0.1, 0.25, 0.6, 0.75, 1.1]);
    expect(stepsOf(withStep(bumps, 2, 0.9))).toEqual([-0.1, 0.25, 0.75, 0.75, 1.1]);
    expect(stepsOf(withStep(bumps, 0, -5))).toEqual([-0.1, 0.25, 0.5, 0.75, 1.1]);
  });

  it("changes the fitted height to the function in the new middle", () => {
    const moved = fitted(withStep(bumps, 1, 0.1), TARGETS.sine);
    expect(moved[0]?.height).toBeCloseTo(TARGETS.sine(0.05), 12);
    expect(moved[1]?.height).toBeCloseTo(TARGETS.sine(0.3), 12);
  });
});
