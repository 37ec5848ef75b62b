import { describe, expect, it } from "vitest";
import {
  complexCell,
  inhibitionOf,
  limitOutput,
  reinforced,
  simpleCell,
  similarityOf,
  thresholdOf,
} from "../../../../src/model/labs/neocognitron/cells";
import { seededRandom } from "../../../../src/model/labs/random/random";

const random = seededRandom(4);
const SIZE = 9;
const C = Float64Array.from({ length: SIZE }, () => 0.05 + random() / SIZE);
const PATTERN = Float64Array.from({ length: SIZE }, () => random());

/** Output of a cell that has learned the pattern once, with weights that were 0. */
function outputFor(x: Float64Array, r: number, q: number): number {
  const { a, b } = reinforced({ a: new Float64Array(SIZE), b: 0 }, C, PATTERN, q);
  const excitation = x.reduce((sum, u, at) => sum + (a[at] ?? 0) * u, 0);
  return simpleCell(r, excitation, b * inhibitionOf(C, x));
}

describe("An S-cell", () => {
  it.each([0.5, 1.5, 4, 10])("answers 1 to its learned pattern as q grows, for r = %d", (r) => {
    expect(outputFor(PATTERN, r, 1e9)).toBeCloseTo(1, 6);
  });

  it("answers φ[(1 + r) s - r] to a pattern with similarity s, and fires only above r / (r + 1)", () => {
    let [fired, silent] = [0, 0];
    for (let trial = 0; trial < 200; trial++) {
      const x = Float64Array.from({ length: SIZE }, () => (random() < 0.4 ? 0 : random()));
      const s = similarityOf(C, PATTERN, x);
      for (const r of [0.5, 1.5, 4, 10]) {
        const output = outputFor(x, r, 1e9);
        expect(output).toBeCloseTo(limitOutput(r, s), 5);
        expect(output > 1e-6).toBe(s > thresholdOf(r) + 1e-6);
        if (output > 1e-6) fired++;
        else silent++;
      }
    }
    expect(Math.min(fired, silent)).toBeGreaterThan(50);
  });

  it("has a threshold of 0.8 for r = 4", () => {
    expect(thresholdOf(4)).toBeCloseTo(0.8, 12);
    expect(limitOutput(4, 0.8)).toBeCloseTo(0, 12);
    expect(limitOutput(4, 1)).toBe(1);
  });

  it("does not depend on the strength of the input, only on its pattern", () => {
    expect(
      outputFor(
        PATTERN.map((u) => u / 10),
        4,
        1e9,
      ),
    ).toBeCloseTo(1, 5);
  });

  it("adds q c u to its weights and q v / 2 to the inhibitory one", () => {
    const { a, b } = reinforced({ a: Float64Array.of(1, 1), b: 2 }, [0.5, 0.5], [1, 0], 3);
    expect([...a]).toEqual([2.5, 1]);
    expect(b).toBeCloseTo(2 + 1.5 * Math.sqrt(0.5), 12);
  });

  it("gives r times the surplus of the excitation", () => {
    expect(simpleCell(1, 3, 1)).toBeCloseTo(1 * (4 / 2 - 1), 12);
    expect(simpleCell(4, 0, 1)).toBe(0);
  });
});

describe("Similarity", () => {
  it("is 1 for the same pattern in any strength, and 0 for patterns without a common input", () => {
    expect(
      similarityOf(
        C,
        PATTERN,
        PATTERN.map((u) => 3 * u),
      ),
    ).toBeCloseTo(1, 12);
    expect(similarityOf([1, 1], [1, 0], [0, 1])).toBe(0);
    expect(similarityOf([1, 1], [1, 0], [0, 0])).toBe(0);
  });
});

describe("A C-cell", () => {
  it("grows from 0 towards 1", () => {
    expect(complexCell(0.5, 0, 0)).toBe(0);
    expect(complexCell(0.5, 1, 2)).toBe(0);
    expect(complexCell(0.5, 0.5, 0)).toBeCloseTo(0.5, 12);
    expect(complexCell(0.5, 1e9, 0)).toBeCloseTo(1, 6);
  });
});
