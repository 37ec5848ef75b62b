import { describe, expect, it } from "vitest";
import { shifted } from "../../../../src/model/labs/drawing/shifted";
import { figureOf } from "../../../../src/model/labs/neocognitron/strokes";

const count = (pixels: Float64Array) => pixels.reduce((sum, on) => sum + on, 0);

describe("A shifted picture", () => {
  it("is the same picture drawn elsewhere, and loses what leaves it", () => {
    expect(shifted(figureOf("gate"), 8, 1, -1)).toEqual(figureOf("gate", [1, -1]));
    expect(count(shifted(figureOf("gate"), 8, 3, 0))).toBeLessThan(count(figureOf("gate")));
    expect(count(shifted(figureOf("gate"), 8, 8, 0))).toBe(0);
  });
});
