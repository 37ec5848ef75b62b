import { describe, expect, it } from "vitest";
import type { LossCurve } from "../../src/model/training/loss-curve";
import { keptLines } from "../../src/views/kept/kept-lines";
import type { Dot } from "../../src/render/line-chart";
import { lossLines } from "../../src/render/loss-chart";

function curveOf(losses: readonly number[]): LossCurve {
  return { run: 1, length: losses.length, train: losses, validation: losses.map(() => null), test: losses };
}

function dotsOf(losses: readonly number[]): readonly Dot[] {
  return losses.map((loss, epoch) => [epoch, loss]);
}

const falling = (length: number) => Array.from({ length }, (_, epoch) => 1 / (1 + epoch));

describe("The lines of kept runs", () => {
  it("change no axis if there are none", () => {
    const lines = lossLines(curveOf([0.5, 0.4, 0.3]));

    expect(keptLines(lines, [], false)).toEqual({ kept: [], x: lines.x, y: lines.y });
  });

  it("are drawn whole before the first epoch", () => {
    const { x, kept } = keptLines(lossLines(curveOf([])), [dotsOf(falling(2001))], false);

    expect(x).toEqual([0, 2000]);
    expect(kept[0]?.length).toBe(2001);
  });

  it("are drawn up to twice the epochs of the present run, which keeps its room", () => {
    const lines = lossLines(curveOf(falling(301)));

    const { x, kept } = keptLines(lines, [dotsOf(falling(2001))], false);

    expect(x).toEqual([0, 600]);
    expect(kept[0]?.at(-1)?.[0]).toBe(600);
  });

  it("end where they have ended", () => {
    expect(keptLines(lossLines(curveOf(falling(301))), [dotsOf(falling(400))], false).x).toEqual([0, 399]);
    expect(keptLines(lossLines(curveOf(falling(301))), [dotsOf(falling(90))], false).x).toEqual([0, 300]);
  });

  it("do not flatten the present run if one has diverged", () => {
    const { y, kept } = keptLines(lossLines(curveOf([0.5, 0.4])), [dotsOf([0.5, 1e12])], false);

    expect(y).toEqual([0, 0.75]);
    expect(kept[0]?.[1]).toEqual([1, 0.75]);
  });

  it("are drawn whole beside a run that went on with learned weights and so began low", () => {
    const { y, kept } = keptLines(lossLines(curveOf([0.02, 0.01])), [dotsOf([0.5, 0.1])], false);

    expect(y).toEqual([0, 0.5]);
    expect(kept[0]?.[0]).toEqual([0, 0.5]);
  });

  it("extend a logarithmic axis down to their lowest loss, where a loss of 0 is drawn", () => {
    const { y, kept } = keptLines(lossLines(curveOf([0.5, 0.4]), true), [dotsOf([0.5, 0.001, 0])], true);

    expect(y).toEqual([0.001, 0.5]);
    expect(kept[0]?.at(-1)).toEqual([2, 0.001]);
  });
});
