import { describe, expect, it } from "vitest";
import { afterFrame, emptyCurve, withLosses } from "../../../src/model/training/loss-curve";

const frame = (run: number, fromEpoch: number, ...train: number[]) => ({
  run,
  epoch: fromEpoch + train.length - 1,
  losses: { fromEpoch, train, test: train.map((loss) => loss + 1) },
});

describe("A loss curve", () => {
  it("is extended by a frame, and the older curve stays unchanged", () => {
    const first = afterFrame(emptyCurve(1), frame(1, 0, 5, 4));
    const second = first && afterFrame(first, frame(1, 2, 3));
    expect(first?.length).toBe(2);
    expect(second?.length).toBe(3);
    expect(second?.train.slice(0, second.length)).toEqual([5, 4, 3]);
    expect(second?.test.slice(0, second.length)).toEqual([6, 5, 4]);
    expect(second?.validation).toEqual([null, null, null]);
  });

  it("keeps the losses of a validation set", () => {
    const first = withLosses(emptyCurve(1), 0, { train: [5, 4], validation: [7, 6], test: [6, 5] });
    const second = first && withLosses(first, 1, { train: [4, 3], validation: [6, 8], test: [5, 4] });
    expect(second).toMatchObject({ length: 3, validation: [7, 6, 8], test: [6, 5, 4] });
  });

  it("contains a repeated epoch once", () => {
    const first = afterFrame(emptyCurve(1), frame(1, 0, 5, 4));
    const again = first && afterFrame(first, frame(1, 1, 4, 3));
    expect(again?.train).toEqual([5, 4, 3]);
  });

  it("takes changed losses of a repeated epoch, and the older curve stays unchanged", () => {
    const first = afterFrame(emptyCurve(1), frame(1, 0, 5, 4, 3, 2));
    const back = first && afterFrame(first, frame(1, 1, 4, 3.5));
    expect(back).toMatchObject({ length: 3, train: [5, 4, 3.5], test: [6, 5, 4.5] });
    expect(first?.train).toEqual([5, 4, 3, 2]);
  });

  it("starts again with another run", () => {
    const first = afterFrame(emptyCurve(1), frame(1, 0, 5, 4));
    const next = first && afterFrame(first, frame(2, 0, 9));
    expect(next).toMatchObject({ run: 2, length: 1, train: [9] });
  });

  it("reports missing epochs", () => {
    expect(afterFrame(emptyCurve(1), frame(1, 7, 1))).toBeUndefined();
  });

  it("is not extended in two ways at once", () => {
    const first = afterFrame(emptyCurve(1), frame(1, 0, 5));
    const one = first && afterFrame(first, frame(1, 1, 4));
    const other = first && afterFrame(first, frame(1, 1, 8));
    expect(one?.train).toEqual([5, 4]);
    expect(other?.train).toEqual([5, 8]);
  });
});
