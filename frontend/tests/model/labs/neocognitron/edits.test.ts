import { describe, expect, it } from "vitest";
import { disturbed } from "../../../../src/model/labs/neocognitron/edits";
import { figureOf } from "../../../../src/model/labs/neocognitron/strokes";

describe("The input", () => {
  it("has one other pixel after a disturbance, the same one for everyone", () => {
    const cross = figureOf("cross");
    expect(disturbed(cross).filter((on, at) => on !== cross[at])).toHaveLength(1);
    expect(disturbed(cross)).toEqual(disturbed(cross));
  });
});
