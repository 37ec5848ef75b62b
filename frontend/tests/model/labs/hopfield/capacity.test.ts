import { describe, expect, it } from "vitest";
import {
  overlapCurve,
  randomPatterns,
  recalledFromItself,
  recalledPatterns,
} from "../../../../src/model/labs/hopfield/capacity";
import { hebbianWeights, isStable } from "../../../../src/model/labs/hopfield/hopfield";
import { numpyRandom } from "../../../../src/model/labs/random/numpy-random";

/** Mean overlap of patterns recalled by networks of 500 neurons, over several seeds. */
function meanOverlap(load: number): number {
  const overlaps = [0, 1, 2].flatMap((seed) =>
    [...recalledPatterns(500, load * 500, 30, seed)].map(({ overlap }) => overlap),
  );
  return overlaps.reduce((sum, each) => sum + each, 0) / overlaps.length;
}

describe("An overloaded Hopfield network of 500 neurons", () => {
  it("recalls nearly everything at P/N = 0.10, with overlap 0.999", () => {
    expect(meanOverlap(0.1)).toBeCloseTo(0.999, 2);
  });

  it("has an overlap of 0.94 to 0.97 between 0.138 and 0.15", () => {
    for (const load of [0.138, 0.15]) {
      expect(meanOverlap(load)).toBeGreaterThan(0.93);
      expect(meanOverlap(load)).toBeLessThan(0.98);
    }
  });

  it("forgets at 0.17: the overlap is between 0.65 and 0.88", () => {
    expect(meanOverlap(0.17)).toBeGreaterThan(0.65);
    expect(meanOverlap(0.17)).toBeLessThan(0.88);
  });
});

describe("The recall without weights", () => {
  it("ends in a state that is stable for the Hebbian weights", () => {
    const random = numpyRandom(5);
    const patterns = randomPatterns(60, 12, random);
    const weights = hebbianWeights(
      patterns.map((each) => Array.from(each)),
      60,
    );
    const { pattern, state, overlap } = recalledFromItself(patterns, 3, random);
    expect(isStable(weights, Array.from(state))).toBe(true);
    expect(overlap).toBeCloseTo(pattern.reduce((sum, each, at) => sum + each * (state[at] ?? 0), 0) / 60, 12);
  });

  it("gives the points of the curve one after the other", () => {
    const points = [...overlapCurve(100, [0.05, 0.3], 5, 0)].at(-1) ?? [];
    expect(points.map(({ load }) => load)).toEqual([0.05, 0.3]);
    expect(points[0]?.overlap).toBeGreaterThan(0.98);
    expect(points[1]?.overlap).toBeLessThan(0.9);
  });
});
