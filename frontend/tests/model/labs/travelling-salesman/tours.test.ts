import { describe, expect, it } from "vitest";
import {
  allTours,
  distancesOf,
  histogramOf,
  HOPFIELD_TANK_CITIES,
  medianOf,
  shorterTours,
  tourCount,
  tourLength,
} from "../../../../src/model/labs/travelling-salesman/tours";

const DISTANCES = distancesOf(HOPFIELD_TANK_CITIES);
const ALL = [...allTours(DISTANCES)].at(-1);

describe("The tours of the ten cities", () => {
  it("are 181,440, the shortest 2.6907 long and the median 4.79", () => {
    expect(ALL?.lengths).toHaveLength(181_440);
    expect(ALL?.lengths[0]).toBeCloseTo(2.6907, 4);
    expect(medianOf(ALL?.lengths ?? new Float64Array())).toBeCloseTo(4.79, 2);
    expect(tourLength(ALL?.shortest ?? [], DISTANCES)).toBeCloseTo(2.6907, 4);
  });

  it("fill the bins of a histogram, and have a rank", () => {
    const lengths = ALL?.lengths ?? new Float64Array();
    const bins = histogramOf(lengths, 60);
    expect(bins).toHaveLength(60);
    expect(bins.reduce((sum, each) => sum + each, 0)).toBe(181_440);
    expect(bins[0]).toBeGreaterThan(0);
    expect(bins.at(-1)).toBeGreaterThan(0);
    expect(shorterTours(lengths, 2.6907)).toBeLessThan(2);
    expect(shorterTours(lengths, medianOf(lengths))).toBe(90_720);
    expect(shorterTours(lengths, 10)).toBe(181_440);
  });
});

describe("The number of tours", () => {
  it("is 3, 12, 181,440 and 6.08e16 for 4, 5, 10 and 20 cities", () => {
    expect([4, 5, 10].map(tourCount)).toEqual([3, 12, 181_440]);
    expect(tourCount(20) / 1e16).toBeCloseTo(6.08, 2);
  });

  it("is the number that the search finds", () => {
    const square = distancesOf([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
    ]);
    const tours = [...allTours(square)].at(-1);
    expect(tours?.lengths).toHaveLength(3);
    expect(tours?.lengths[0]).toBe(4);
    expect(tours?.lengths[2]).toBeCloseTo(2 + 2 * Math.SQRT2, 12);
    expect(tours?.shortest).toEqual([0, 1, 2, 3]);
  });
});
