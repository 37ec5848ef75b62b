import { describe, expect, it } from "vitest";
import { matrixOf, measuresOf } from "../../../src/model/sweep/matrix";
import type { SweepRow } from "../../../src/model/sweep/sweep";

const RATES = { pointer: "/training/optimizer/learningRate", values: [0.1, 1] };
const SIZES = { pointer: "/training/batchSize", values: [1, 10, 100] };
const UNTRAINED: SweepRow = {
  job: "j",
  state: "queued",
  epoch: 0,
  trainLoss: undefined,
  testLoss: undefined,
  testAccuracy: undefined,
  epochsToTarget: undefined,
};

function trained(testLoss: number | undefined, more: Partial<SweepRow> = {}): SweepRow {
  return { ...UNTRAINED, state: "succeeded", epoch: 10, testLoss, ...more };
}

function values(rows: readonly SweepRow[], measure: "loss" | "accuracy" | "epochs" = "loss") {
  return matrixOf([RATES, { seeds: 3 }], rows, measure);
}

describe("The matrix of a sweep", () => {
  it("has a row for each value of the first axis, and a column for each of the second", () => {
    const matrix = matrixOf(
      [RATES, SIZES],
      [1, 2, 3, 4, 5, 6].map((loss) => trained(loss)),
      "loss",
    );
    expect(matrix?.cells.map((line) => line.map(({ value }) => value))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(matrix?.range).toEqual([6, 1]);
    expect(matrix?.cells[0]?.map(({ rank }) => rank)).toEqual([1, 0.8, 0.6]);
  });

  it("has the median over seeds, on whichever axis they are", () => {
    const rows = Array.from({ length: 18 }, (_, at) => trained(at));
    const inner = matrixOf([RATES, SIZES, { seeds: 3 }], rows, "loss");
    expect(inner?.cells[1]?.[0]).toMatchObject({ jobs: [9, 10, 11], value: 10 });
    const outer = matrixOf([{ seeds: 3 }, RATES, SIZES], rows, "loss");
    expect(outer?.cells[1]?.[0]).toMatchObject({ jobs: [3, 9, 15], value: 9 });
  });

  it("exists for two axes with values only", () => {
    expect(values([])).toBeUndefined();
    expect(matrixOf([RATES, SIZES, { ...RATES, pointer: "/data/noise" }], [], "loss")).toBeUndefined();
  });

  it("counts a training that diverges as the worst one", () => {
    const rows = [trained(1), trained(undefined, { state: "failed", testAccuracy: 0.5 }), trained(3)];
    const axes = [{ pointer: "/a", values: [1] }, { pointer: "/b", values: [1] }, { seeds: 3 }];
    const cell = (all: readonly SweepRow[]) => matrixOf(axes, all, "loss")?.cells[0]?.[0];
    expect(cell(rows)?.value).toBe(3);
    expect(cell([...rows.slice(0, 2), ...rows.slice(1, 2)])).toMatchObject({
      value: Infinity,
      rank: undefined,
    });
    expect(matrixOf(axes, rows.slice(1, 2), "accuracy")?.cells[0]?.[0]?.value).toBe(-Infinity);
  });

  it("counts a training that ends above the target as longer than all, and shows nothing before the end", () => {
    const axes = [
      { pointer: "/a", values: [1, 2, 3] },
      { pointer: "/b", values: [1] },
    ];
    const rows = [trained(0.1, { epochsToTarget: 7 }), trained(0.9), trained(0.9, { state: "running" })];
    const matrix = matrixOf(axes, rows, "epochs");
    expect(matrix?.cells.map(([cell]) => cell?.value)).toEqual([7, Infinity, undefined]);
    expect(matrix?.range).toEqual([7, 7]);
    expect(matrix?.cells[0]?.[0]?.rank).toBe(1);
  });

  it("ranks numbers of different size by their logarithms, and a high accuracy first", () => {
    const ranks = matrixOf(
      [RATES, SIZES],
      [0.01, 0.1, 1].map((loss) => trained(loss)),
      "loss",
    )?.cells[0];
    expect(ranks?.map(({ rank }) => rank?.toFixed(2))).toEqual(["1.00", "0.50", "0.00"]);
    const rows = [0.5, 0.75, 1].map((testAccuracy) => trained(1, { testAccuracy }));
    const accurate = matrixOf([RATES, SIZES], rows, "accuracy");
    expect(accurate?.cells[0]?.map(({ rank }) => rank)).toEqual([0, 0.5, 1]);
    expect(accurate?.range).toEqual([0.5, 1]);
  });
});

describe("The measures of a sweep", () => {
  it("are those of which there are numbers", () => {
    expect(measuresOf([UNTRAINED], false)).toEqual(["loss"]);
    expect(measuresOf([trained(1, { testAccuracy: 1 })], true)).toEqual(["loss", "accuracy", "epochs"]);
  });
});
