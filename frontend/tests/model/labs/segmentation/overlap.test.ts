import { describe, expect, it } from "vitest";
import {
  dice,
  extraPixels,
  intersectionOverUnion,
  missedPixels,
  overlapOf,
  overlapOfConfusion,
  pixelAccuracy,
  totalOverlap,
} from "../../../../src/model/labs/segmentation/overlap";

const SIDE = 600;

/** A disc on a fine grid. */
function disc(radius: number, middle: number): readonly boolean[] {
  return Array.from({ length: SIDE * SIDE }, (_, at) => {
    const [x, y] = [(at % SIDE) + 0.5 - middle, Math.floor(at / SIDE) + 0.5 - SIDE / 2];
    return x * x + y * y <= radius * radius;
  });
}

/** Dice coefficient of two equal discs from the area of their lens. */
function diceOfDiscs(radius: number, distance: number): number {
  if (distance >= 2 * radius) return 0;
  const half = distance / 2;
  const lens = 2 * radius ** 2 * Math.acos(half / radius) - distance * Math.sqrt(radius ** 2 - half ** 2);
  return lens / (Math.PI * radius ** 2);
}

describe("Dice", () => {
  it.each([0, 30, 75, 120, 199, 200, 260])(
    "of two discs of radius 100 at the distance %d is the share of their lens",
    (distance) => {
      const middle = SIDE / 2;
      const overlap = overlapOf(disc(100, middle - distance / 2), disc(100, middle + distance / 2));
      expect(dice(overlap)).toBeCloseTo(diceOfDiscs(100, distance), 2);
      expect(intersectionOverUnion(overlap)).toBeCloseTo(dice(overlap) / (2 - dice(overlap)), 10);
    },
  );

  it("is that of the lesson: four pixels, five marked, three of them right", () => {
    const overlap = { pixels: 16, marked: 5, truth: 4, both: 3 };
    expect(dice(overlap)).toBeCloseTo(2 / 3, 10);
    expect(intersectionOverUnion(overlap)).toBe(0.5);
    expect([missedPixels(overlap), extraPixels(overlap)]).toEqual([1, 2]);
    expect(pixelAccuracy(overlap)).toBe(13 / 16);
  });
});

describe("An empty mask", () => {
  it("is right for 90 % of the pixels, and has the Dice coefficient 0", () => {
    const truth = Array.from({ length: 256 }, (_, at) => at < 26);
    const overlap = overlapOf(
      truth.map(() => false),
      truth,
    );
    expect(pixelAccuracy(overlap)).toBeCloseTo(0.9, 2);
    expect(dice(overlap)).toBe(0);
    expect(intersectionOverUnion(overlap)).toBe(0);
  });

  it("equals another empty mask", () => {
    expect(dice(overlapOf([false], [false]))).toBe(1);
    expect(intersectionOverUnion(overlapOf([false], [false]))).toBe(1);
  });
});

describe("The overlap", () => {
  it("of a confusion matrix is that of all pixels", () => {
    expect(overlapOfConfusion([[9, 2], [1, 3]])).toEqual({ pixels: 15, marked: 5, truth: 4, both: 3 }); // prettier-ignore
  });

  it("of several pictures is their sum", () => {
    const one = { pixels: 4, marked: 1, truth: 2, both: 1 };
    expect(totalOverlap([one, one])).toEqual({ pixels: 8, marked: 2, truth: 4, both: 2 });
  });
});
