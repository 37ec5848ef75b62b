import { describe, expect, it } from "vitest";
import { lossLines } from "../../src/render/loss-chart";

function curveOf(train: readonly (number | null)[]) {
  return { run: 1, length: train.length, train, validation: train.map(() => null), test: train };
}

describe("The lines of the loss chart", () => {
  it("are every loss of a short curve, without missing ones", () => {
    const { train, validation } = lossLines(curveOf([0.5, null, 0.3, Infinity, 0.2]));
    expect(train).toEqual([[0, 0.5], [2, 0.3], [4, 0.2]]); // prettier-ignore
    expect(validation).toEqual([]);
  });

  it("keep the peaks and the last epoch of a long curve with few dots", () => {
    const losses = Array.from({ length: 37_001 }, (_, epoch) => 1 / (1 + epoch));
    losses[20_001] = 7;
    losses[30_003] = 0;
    const { train, y } = lossLines(curveOf(losses));
    expect(train.length).toBeLessThanOrEqual(2001);
    expect(train).toContainEqual([20_001, 7]);
    expect(train).toContainEqual([30_003, 0]);
    expect(train[0]).toEqual([0, 1]);
    expect(train.at(-1)).toEqual([37_000, losses[37_000]]);
    expect(y).toEqual([0, 7]);
    const epochs = train.map(([epoch]) => epoch);
    expect(epochs).toEqual(epochs.toSorted((a, b) => a - b));
  });
});
