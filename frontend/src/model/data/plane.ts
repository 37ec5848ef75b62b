import type { Samples } from "./samples";
import type { Sample } from "../spec/spec";

/** What a picture of the input space spans: two of the data's columns, while the others stay where they are. */
export interface Plane {
  /** Indices from 0 of the columns along the horizontal and the vertical axis; the same one where there is only one. */
  readonly columns: Columns;
  /** Ranges of the two, both ends included, in data units. */
  readonly domain: Domain;
  /** Of every column: its value where it is neither of the two. */
  readonly elsewhere: readonly number[];
}

/** The shown part of the input plane, in data units: `[x1 from, x1 to]`, `[x2 from, x2 to]`. */
export type Domain = readonly [readonly [number, number], readonly [number, number]];

export type Columns = readonly [horizontal: number, vertical: number];

/** The square that the plane's generators draw in. */
export const PLANE: Domain = [
  [-6, 6],
  [-6, 6],
];

export const FIRST_COLUMNS: Columns = [0, 1];

/** Two columns of data with more than two, as the contract draws them: their ranges with a tenth of margin, the others at their mean. */
export function planeOfColumns({ train, test }: Samples, columns: Columns): Plane {
  const all = [...train, ...test];
  const range = (column: number): Domain[0] => {
    const values = all.map(({ x }) => x[column] ?? 0);
    const [low, high] = [least(values), -least(values.map((value) => -value))];
    const margin = high > low ? (high - low) / 10 : 1;
    return [low - margin, high + margin];
  };
  return { columns, domain: [range(columns[0]), range(columns[1])], elsewhere: means(train) };
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}

function means(samples: readonly Sample[]): readonly number[] {
  const columns = samples[0]?.x.length ?? 0;
  return Array.from(
    { length: columns },
    (_, column) => samples.reduce((sum, { x }) => sum + (x[column] ?? 0), 0) / samples.length,
  );
}
