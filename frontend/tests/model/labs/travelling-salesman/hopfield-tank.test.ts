import { describe, expect, it } from "vitest";
import {
  energyTerms,
  HOPFIELD_TANK,
  initialInputs,
  linkStrength,
  nextInputs,
  outputsOf,
  SMALL_D,
  tourLengthOfStart,
  tourOf,
  type Parameters,
} from "../../../../src/model/labs/travelling-salesman/hopfield-tank";
import { distancesOf, HOPFIELD_TANK_CITIES } from "../../../../src/model/labs/travelling-salesman/tours";

const DISTANCES = distancesOf(HOPFIELD_TANK_CITIES);

/** Lengths of the tours in which the starts 0 to 19 end, shortest first. */
function validLengths(parameters: Parameters): readonly number[] {
  return Array.from({ length: 20 }, (_, seed) => tourLengthOfStart(seed, DISTANCES, parameters))
    .filter((length) => length !== undefined)
    .toSorted((one, other) => one - other);
}

/** Outputs with one city at each position. */
function outputsOfTour(tour: readonly number[]): Float64Array {
  const outputs = new Float64Array(tour.length ** 2);
  for (const [position, city] of tour.entries()) outputs[city * tour.length + position] = 1;
  return outputs;
}

describe("The network of Hopfield and Tank", () => {
  it("ends in a tour from 6 of 20 starts, 2.83 to 3.60 long", () => {
    const lengths = validLengths(HOPFIELD_TANK);
    expect(lengths).toHaveLength(6);
    expect(lengths[0]).toBeCloseTo(2.83, 2);
    expect(lengths.at(-1)).toBeCloseTo(3.6, 2);
  });

  it("ends in a tour from all 20 starts with D = 100 and ñ = 12, but 3.55 to 5.38 long", () => {
    const lengths = validLengths(SMALL_D);
    expect(lengths).toHaveLength(20);
    expect(lengths[0]).toBeCloseTo(3.55, 2);
    expect(lengths.at(-1)).toBeCloseTo(5.38, 2);
  });

  it("starts with outputs whose sum is about 10", () => {
    const sum = outputsOf(initialInputs(10, 3)).reduce((all, each) => all + each, 0);
    expect(sum).toBeGreaterThan(9);
    expect(sum).toBeLessThan(11);
  });

  it("moves against the slope of its energy", () => {
    const inputs = initialInputs(10, 1);
    const outputs = outputsOf(inputs);
    const total = (values: Float64Array) => {
      const { rows, columns, sum, length } = energyTerms(values, DISTANCES, HOPFIELD_TANK);
      return rows + columns + sum + length;
    };
    const next = nextInputs(inputs, DISTANCES, HOPFIELD_TANK);
    const h = 1e-4;
    for (const at of [0, 17, 58, 99]) {
      const slope =
        (total(outputs.with(at, (outputs[at] ?? 0) + h)) - total(outputs.with(at, (outputs[at] ?? 0) - h))) /
        (2 * h);
      const u = inputs[at] ?? 0;
      expect(((next[at] ?? 0) - u) / 1e-5).toBeCloseTo(-u - slope, 3);
    }
  });

  it("has no constraint energy in a tour, and D times its length as the rest", () => {
    const tour = [3, 1, 0, 2];
    const square = distancesOf([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
    ]);
    const outputs = outputsOfTour(tour);
    const terms = energyTerms(outputs, square, { ...HOPFIELD_TANK, target: 4 });
    expect([terms.rows, terms.columns, terms.sum]).toEqual([0, 0, 0]);
    expect(terms.length).toBeCloseTo(500 * (2 + 2 * Math.SQRT2), 9);
    expect(tourOf(outputs, 4)).toEqual(tour);
    expect(linkStrength(outputs, 4, 3, 1)).toBe(1);
    expect(linkStrength(outputs, 4, 3, 0)).toBe(0);
  });

  it("has no tour if a city is missing or twice", () => {
    const outputs = outputsOfTour([3, 1, 0, 2]);
    expect(tourOf(outputs.with(0 * 4 + 2, 0), 4)).toBeUndefined();
    expect(tourOf(outputs.with(3 * 4 + 2, 1).with(0 * 4 + 2, 0), 4)).toBeUndefined();
  });
});
