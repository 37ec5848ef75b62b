import { numpyRandom } from "../random/numpy-random";
import { tourLength, type Distances, type Tour } from "./tours";

/** Weights of the energy's terms, and the sum of outputs that the third term aims at. */
export interface Parameters {
  /** Against a city at two positions. */
  readonly a: number;
  /** Against two cities at one position. */
  readonly b: number;
  /** Against another sum of outputs than `target`. */
  readonly c: number;
  /** Against a long tour. */
  readonly d: number;
  readonly target: number;
}

/** Hopfield and Tank (1985), as reported. */
export const HOPFIELD_TANK: Parameters = { a: 500, b: 500, c: 200, d: 500, target: 15 };
/** Distances count so little that every start ends in a tour. */
export const SMALL_D: Parameters = { ...HOPFIELD_TANK, d: 100, target: 12 };

/** Values of all neurons, [city][position] row by row. */
export type Neurons = Float64Array;

/** Contributions to the energy. */
export interface EnergyTerms {
  readonly rows: number;
  readonly columns: number;
  readonly sum: number;
  readonly length: number;
}

/** Width of the sigmoid, u0. */
const GAIN = 0.02;
const TIME_STEP = 1e-5;
/** Steps after which a start counts as ended. */
export const MAX_STEPS = 1000;

/** Inputs for which the outputs add up to the number of cities, each changed at random by at most 10 % of u0. */
export function initialInputs(cities: number, seed: number): Neurons {
  const random = numpyRandom(seed);
  const middle = GAIN * Math.atanh(2 / cities - 1);
  return Float64Array.from({ length: cities ** 2 }, () => middle + 0.1 * GAIN * (2 * random() - 1));
}

/** V = (1 + tanh(u / u0)) / 2, from 0 to 1. */
export function outputsOf(inputs: Neurons): Neurons {
  return inputs.map((u) => (1 + Math.tanh(u / GAIN)) / 2);
}

/** One Euler step of du/dt = -u - dE/dV. */
export function nextInputs(
  inputs: Neurons,
  distances: Distances,
  { a, b, c, d, target }: Parameters,
): Neurons {
  const cities = distances.length;
  const outputs = outputsOf(inputs);
  const { rows, columns, total } = sumsOf(outputs, cities);
  return inputs.map((u, at) => {
    const [city, position] = [Math.floor(at / cities), at % cities];
    const own = outputs[at] ?? 0;
    const slope =
      a * ((rows[city] ?? 0) - own) +
      b * ((columns[position] ?? 0) - own) +
      c * (total - target) +
      d * neighbourDistance(outputs, distances, city, position);
    return u - TIME_STEP * (u + slope);
  });
}

/** The four terms of E, whose derivatives drive the network. */
export function energyTerms(
  outputs: Neurons,
  distances: Distances,
  { a, b, c, d, target }: Parameters,
): EnergyTerms {
  const cities = distances.length;
  const { rows, columns, total } = sumsOf(outputs, cities);
  let [sameRow, sameColumn, length] = [0, 0, 0];
  outputs.forEach((output, at) => {
    const [city, position] = [Math.floor(at / cities), at % cities];
    sameRow += output * ((rows[city] ?? 0) - output);
    sameColumn += output * ((columns[position] ?? 0) - output);
    length += output * neighbourDistance(outputs, distances, city, position);
  });
  return {
    rows: (a / 2) * sameRow,
    columns: (b / 2) * sameColumn,
    sum: (c / 2) * (total - target) ** 2,
    length: (d / 2) * length,
  };
}

/** The tour of the outputs above 1/2; undefined if they are not exactly one for each city and one for each position. */
export function tourOf(outputs: Neurons, cities: number): Tour | undefined {
  const tour: number[] = [];
  for (let position = 0; position < cities; position++) {
    const here = Array.from({ length: cities }, (_, city) => city).filter(
      (city) => (outputs[city * cities + position] ?? 0) > 0.5,
    );
    const [city] = here;
    if (city === undefined || here.length > 1) return undefined;
    tour.push(city);
  }
  return new Set(tour).size === cities ? tour : undefined;
}

/** Whether every output is near 0 or 1, so that nothing more happens. */
export function isDecided(outputs: Neurons): boolean {
  return outputs.every((output) => Math.abs(output - 0.5) > 0.49);
}

/** How strongly two cities follow each other, 0 to 1 for a decided network. */
export function linkStrength(outputs: Neurons, cities: number, from: number, to: number): number {
  let strength = 0;
  for (let position = 0; position < cities; position++) {
    const next = (position + 1) % cities;
    const at = (city: number, where: number) => outputs[city * cities + where] ?? 0;
    strength += at(from, position) * at(to, next) + at(to, position) * at(from, next);
  }
  return strength;
}

/** Length of the tour at the end of the start with this seed; undefined if the network does not end in a tour. */
export function tourLengthOfStart(
  seed: number,
  distances: Distances,
  parameters: Parameters,
): number | undefined {
  let inputs = initialInputs(distances.length, seed);
  for (let step = 0; step < MAX_STEPS; step++) {
    inputs = nextInputs(inputs, distances, parameters);
    if (step % 50 === 49 && isDecided(outputsOf(inputs))) break;
  }
  const tour = tourOf(outputsOf(inputs), distances.length);
  return tour && tourLength(tour, distances);
}

function sumsOf(outputs: Neurons, cities: number) {
  const rows = new Float64Array(cities);
  const columns = new Float64Array(cities);
  let total = 0;
  outputs.forEach((output, at) => {
    const [city, position] = [Math.floor(at / cities), at % cities];
    rows[city] = (rows[city] ?? 0) + output;
    columns[position] = (columns[position] ?? 0) + output;
    total += output;
  });
  return { rows, columns, total };
}

/** Sum over the cities Y of d_XY (V_Y,i+1 + V_Y,i-1). */
function neighbourDistance(outputs: Neurons, distances: Distances, city: number, position: number): number {
  const cities = distances.length;
  const [next, previous] = [(position + 1) % cities, (position + cities - 1) % cities];
  let sum = 0;
  for (let other = 0; other < cities; other++) {
    const both = (outputs[other * cities + next] ?? 0) + (outputs[other * cities + previous] ?? 0);
    sum += (distances[city]?.[other] ?? 0) * both;
  }
  return sum;
}
