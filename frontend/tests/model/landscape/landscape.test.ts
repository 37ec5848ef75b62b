import { describe, expect, it } from "vitest";
import {
  lossAt,
  lossesOf,
  lowestPoint,
  positionAt,
  sharesOf,
  type Landscape,
} from "../../../src/model/landscape/landscape";

const LANDSCAPE: Landscape = {
  run: 1,
  epoch: 7,
  plane: "path",
  resolution: 3,
  domain: [
    [-1, 3],
    [10, 20],
  ],
  train: Float64Array.of(9, 8, 7, 6, 5, 4, 3, 2, 1),
  test: undefined,
  path: [],
  explained: 1,
};

describe("A landscape", () => {
  it("has its first row at the top and its first column at the left", () => {
    expect(positionAt(LANDSCAPE, 0, 0)).toEqual([-1, 20]);
    expect(positionAt(LANDSCAPE, 1, 1)).toEqual([3, 10]);
    expect(sharesOf(LANDSCAPE, [0, 12.5])).toEqual([0.25, 0.75]);
  });

  it("has the loss of each grid point, and bilinear losses between them", () => {
    const at = (x: number, y: number) => lossAt(LANDSCAPE.train, 3, x, y);
    expect([at(0, 0), at(1, 0), at(0.5, 0.5), at(0, 1), at(1, 1)]).toEqual([9, 7, 5, 3, 1]);
    expect(at(0.25, 0.5)).toBe(5.5);
    expect(at(0.5, 0.75)).toBe(3.5);
    expect(at(2, -1)).toBe(7);
  });

  it("has finite losses beside one that is not finite", () => {
    const losses = Float64Array.of(Infinity, 1, 1, 1);
    expect(lossAt(losses, 2, 1, 0)).toBe(1);
    expect(lossAt(losses, 2, 0, 1)).toBe(1);
    expect(lossAt(losses, 2, 0.5, 0.5)).toBe(Infinity);
  });

  it("finds its lowest point", () => {
    expect(lowestPoint(LANDSCAPE.train, 3)).toEqual([1, 1]);
    expect(lowestPoint(Float64Array.of(5, 2, Infinity, 4), 2)).toEqual([1, 0]);
  });

  it("shows the training loss where there is no test set", () => {
    expect(lossesOf(LANDSCAPE, "test")).toBe(LANDSCAPE.train);
    const test = Float64Array.of(1);
    expect(lossesOf({ ...LANDSCAPE, test }, "test")).toBe(test);
    expect(lossesOf({ ...LANDSCAPE, test }, "train")).toBe(LANDSCAPE.train);
  });
});
