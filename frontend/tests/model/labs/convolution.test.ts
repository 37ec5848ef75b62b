import { describe, expect, it } from "vitest";
import { convolved, subsampled } from "../../../src/model/labs/convolution";

const EDGE = [
  [-1, 0, 1],
  [-1, 0, 1],
  [-1, 0, 1],
];

describe("A convolution", () => {
  it("finds a bright edge's left side and its right side, with opposite signs", () => {
    const stripe = Array.from({ length: 5 }, () => [0, 0, 1, 0, 0]);
    expect(convolved(stripe, EDGE)).toEqual(Array.from({ length: 3 }, () => [3, 0, -3]));
  });

  it("finds nothing where all is alike", () => {
    const blank = Array.from({ length: 4 }, () => [1, 1, 1, 1]);
    expect(
      convolved(blank, EDGE)
        .flat()
        .every((each) => each === 0),
    ).toBe(true);
  });
});

describe("Subsampling", () => {
  it("keeps of four neighbours the one that says most", () => {
    expect(
      subsampled([
        [1, -3, 0, 0],
        [2, 0, 0, 1],
        [0, 0, -1, 0],
        [0, 0, 0, 0],
      ]),
    ).toEqual([
      [-3, 1],
      [0, -1],
    ]);
  });
});
