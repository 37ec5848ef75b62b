import { describe, expect, it } from "vitest";
import { formulaOf } from "../../../src/model/backprop/formula";
import { sourceKey, sourceOf, sourcesOf, type NumberSource } from "../../../src/model/backprop/number-source";
import type { NumberAddress } from "../../../src/model/backprop/walkthrough-steps";
import { SPEC, TRACE } from "./exam-question";

function markedSources(place: NumberAddress): readonly string[] {
  const found: string[] = [];
  formulaOf(place, TRACE, SPEC, (tex, source) => {
    found.push(sourceKey(source));
    return tex;
  });
  return [...new Set(found)];
}

describe("What a number comes from", () => {
  it("is marked term by term in its formula", () => {
    const at = { layer: 0, unit: 1, row: 0 };
    expect(markedSources({ type: "sum", ...at })).toEqual(["link-0-0-1", "link-0-1-1"]);
    expect(markedSources({ type: "delta", ...at })).toEqual(["link-1-1-0"]);
    expect(markedSources({ type: "weightGradient", ...at, input: 1 })).toEqual([
      "sample-0",
      "path-0-1-1-0-0",
    ]);
    expect(markedSources({ type: "biasGradient", ...at })).toEqual(["sample-0", "path-0-bias-1-0-0"]);
    expect(markedSources({ type: "loss", row: 0 })).toEqual(["sample-0", "unit-2-0"]);
  });

  it("does not change the formula by its marks", () => {
    const place = { type: "sum", layer: 0, unit: 1, row: 0 } as const;
    const marked = formulaOf(place, TRACE, SPEC, (tex, source) => `<${sourceKey(source)}>${tex}`);
    const plain = formulaOf(place, TRACE, SPEC);
    expect(marked.lines.map((line) => line.replaceAll(/<[^>]*>/g, ""))).toEqual(plain.lines);
    expect(marked.value).toBe(plain.value);
  });

  it("is all links of a sum, those to the next layer of a delta, and the outputs of the loss", () => {
    const keys = (place: NumberAddress) => sourcesOf(place, TRACE).map(sourceKey);
    const at = { layer: 0, unit: 2, row: 0 };
    expect(keys({ type: "sum", ...at })).toEqual(["link-0-0-2", "link-0-1-2"]);
    expect(keys({ type: "delta", ...at })).toEqual(["link-1-2-0"]);
    expect(keys({ type: "delta", layer: 2, unit: 0, row: 0 })).toEqual(["unit-2-0"]);
    expect(keys({ type: "updatedWeight", ...at, input: 1 })).toEqual(["link-0-1-2"]);
    expect(keys({ type: "loss", row: 0 })).toEqual(["unit-2-0"]);
  });

  it.each<NumberSource>([
    { type: "link", layer: 3, from: 12, to: 7 },
    { type: "unit", layer: 0, unit: 5 },
    { type: "sample", row: 9 },
    { type: "path", layer: 1, from: undefined, units: [2, 0] },
    { type: "path", layer: 0, from: 4, units: [2, 0, 11] },
  ])("is read again from its key: $type", (source) => {
    expect(sourceKey(source)).toMatch(/^[a-z0-9-]+$/);
    expect(sourceOf(sourceKey(source))).toEqual(source);
  });
});
