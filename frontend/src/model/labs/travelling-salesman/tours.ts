/** Position in the unit square. */
export type City = readonly [x: number, y: number];

/** Symmetric, shape [cities][cities]. */
export type Distances = readonly (readonly number[])[];

/** Indices of all cities in the order of the visits; the last is followed by the first. */
export type Tour = readonly number[];

/** The ten cities of Hopfield and Tank (1985). */
export const HOPFIELD_TANK_CITIES: readonly City[] = [
  [0.4, 0.4439],
  [0.2439, 0.1463],
  [0.1707, 0.2293],
  [0.2293, 0.761],
  [0.5171, 0.9414],
  [0.8732, 0.6536],
  [0.6878, 0.5219],
  [0.8488, 0.3609],
  [0.6683, 0.2536],
  [0.6195, 0.2634],
];

export function distancesOf(cities: readonly City[]): Distances {
  return cities.map(([x1, y1]) => cities.map(([x2, y2]) => Math.hypot(x1 - x2, y1 - y2)));
}

export function tourLength(tour: Tour, distances: Distances): number {
  return tour.reduce((sum, city, at) => sum + distance(distances, city, tour[(at + 1) % tour.length]), 0);
}

/** Number of different tours of three or more cities: (n - 1)! / 2, because neither the start nor the direction counts. */
export function tourCount(cities: number): number {
  let count = 1;
  for (let factor = 3; factor < cities; factor++) count *= factor;
  return count;
}

/** The lengths of all tours. */
export interface AllTours {
  /** Sorted, shortest first. */
  readonly lengths: Float64Array;
  readonly shortest: Tour;
}

/**
 * The lengths of all tours, each counted once. Yields undefined after each pair of first cities, so that the caller can pause, and the
 * result at the end. Three to ten cities.
 */
export function* allTours(distances: Distances): Generator<AllTours | undefined, void> {
  const cities = distances.length;
  const lengths = new Float64Array(tourCount(cities));
  const tour = [0];
  const visited = new Set(tour);
  let found = 0;
  let best: { readonly length: number; readonly tour: Tour } = { length: Infinity, tour };
  const finish = (length: number) => {
    // The same tour in the other direction begins with its last city.
    if ((tour[1] ?? 0) > (tour.at(-1) ?? 0)) return;
    const closed = length + distance(distances, tour.at(-1), 0);
    lengths[found++] = closed;
    if (closed < best.length) best = { length: closed, tour: tour.slice() };
  };
  const visit = (city: number, length: number, then: (length: number) => void) => {
    if (visited.has(city)) return;
    const longer = length + distance(distances, tour.at(-1), city);
    tour.push(city);
    visited.add(city);
    then(longer);
    visited.delete(city);
    tour.pop();
  };
  const extend = (length: number) => {
    if (tour.length === cities) finish(length);
    else for (let city = 1; city < cities; city++) visit(city, length, extend);
  };
  for (let second = 1; second < cities; second++) {
    for (let third = 1; third < cities; third++) {
      visit(second, 0, (length) => {
        visit(third, length, extend);
      });
      yield undefined;
    }
  }
  yield { lengths: lengths.sort(), shortest: best.tour };
}

/** The middle of sorted lengths: the mean of the two middle ones if their number is even. */
export function medianOf(lengths: Float64Array): number {
  const upper = lengths[Math.floor(lengths.length / 2)] ?? 0;
  return lengths.length % 2 === 1 ? upper : (upper + (lengths[lengths.length / 2 - 1] ?? 0)) / 2;
}

/** Number of tours that are shorter than `length`; rounding errors do not count. */
export function shorterTours(lengths: Float64Array, length: number): number {
  let [from, to] = [0, lengths.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((lengths[middle] ?? Infinity) < length - 1e-9) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Number of lengths in each of `bins` equal intervals from the shortest to the longest. */
export function histogramOf(lengths: Float64Array, bins: number): readonly number[] {
  const counts = Array.from({ length: bins }, () => 0);
  const [shortest, longest] = [lengths[0] ?? 0, lengths.at(-1) ?? 1];
  for (const length of lengths) {
    const bin = Math.min(Math.floor(((length - shortest) / (longest - shortest)) * bins), bins - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

function distance(distances: Distances, from: number | undefined, to: number | undefined): number {
  return distances[from ?? 0]?.[to ?? 0] ?? 0;
}
