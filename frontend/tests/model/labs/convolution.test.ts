import { describe, expect, it } from "vitest";
import { convolve, maxPooled, rectified } from "../../../src/model/labs/convolution";

const EDGE = [
  [-1, 0, 1],
  [-1, 0, 1],
  [-1, 0, 1],
];

describe("A convolution", () => {
  it("responds to the left and right side of a bright edge with opposite signs", () => {
    const stripe = Array.from({ length: 5 }, () => [0, 0, 1, 0, 0]);
    expect(convolve(stripe, EDGE)).toEqual(Array.from({ length: 3 }, () => [3, 0, -3]));
  });

  it("is 0 in uniform areas", () => {
    const blank = Array.from({ length: 4 }, () => [1, 1, 1, 1]);
    expect(
      convolve(blank, EDGE)
        .flat()
        .every((each) => each === 0),
    ).toBe(true);
  });
});

describe("ReLU", () => {
  it("keeps positive values and sets the others to 0", () => {
    expect(
      rectified([
        [3, 0],
        [-3, 0.5],
      ]),
    ).toEqual([
      [3, 0],
      [0, 0.5],
    ]);
  });
});

describe("Max pooling", () => {
  it("keeps the largest of each four values, not the one farthest from 0", () => {
    expect(
      maxPooled([
        [1, -3, 0, 0],
        [2, 0, 0, 1],
        [-2, -1, -1, 0],
        [-4, -3, 0, 0],
      ]),
    ).toEqual([
      [2, 1],
      [-1, 0],
    ]);
  });

  it("leaves nothing of a falling edge after ReLU", () => {
    const fallingEdge = Array.from({ length: 6 }, () => [1, 1, 1, 0, 0, 0]);
    expect(maxPooled(rectified(convolve(fallingEdge, EDGE)))).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});
