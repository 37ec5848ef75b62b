import { describe, expect, it } from "vitest";
import { disturbed, shifted } from "../../../../src/model/labs/neocognitron/edits";
import { figureOf } from "../../../../src/model/labs/neocognitron/strokes";

const count = (pixels: Float64Array) => pixels.reduce((sum, on) => sum + on, 0);

describe("The input", () => {
  it("is shifted like a figure drawn elsewhere, and loses what leaves it", () => {
    expect(shifted(figureOf("gate"), 1, -1)).toEqual(figureOf("gate", [1, -1]));
    expect(count(shifted(figureOf("gate"), 3, 0))).toBeLessThan(count(figureOf("gate")));
    expect(count(shifted(figureOf("gate"), 8, 0))).toBe(0);
  });

  it("has one other pixel after a disturbance, the same one for everyone", () => {
    const cross = figureOf("cross");
    expect(disturbed(cross).filter((on, at) => on !== cross[at])).toHaveLength(1);
    expect(disturbed(cross)).toEqual(disturbed(cross));
  });
});
