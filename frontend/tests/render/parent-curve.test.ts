import { describe, expect, it } from "vitest";
import type { LossCurve } from "../../src/model/training/loss-curve";
import { lossLines } from "../../src/render/loss-chart";

function curveOf(length: number): LossCurve {
  const losses = Array.from({ length }, (_, epoch) => 1 / (1 + epoch));
  return { run: 1, length, train: losses, validation: losses.map(() => null), test: losses };
}

describe("The lines of a branch's parent", () => {
  it("begin at the fork", () => {
    const { parentTrain, parentTest } = lossLines(curveOf(50), false, { epoch: 40, curve: curveOf(60) });

    expect(parentTrain[0]?.[0]).toBe(40);
    expect(parentTrain.at(-1)?.[0]).toBe(59);
    expect(parentTest.length).toBe(20);
  });

  it("lie on the axis of the branch, which is as long as the longer run", () => {
    const { x } = lossLines(curveOf(50), false, { epoch: 40, curve: curveOf(60) });

    expect(x).toEqual([0, 59]);
  });

  it("leave room for a young branch of a long run", () => {
    const { x, parentTrain } = lossLines(curveOf(101), false, { epoch: 100, curve: curveOf(10_000) });

    expect(x).toEqual([0, 200]);
    expect(parentTrain.at(-1)?.[0]).toBe(200);
  });

  it("are none without a parent", () => {
    expect(lossLines(curveOf(50)).parentTrain).toEqual([]);
  });
});
