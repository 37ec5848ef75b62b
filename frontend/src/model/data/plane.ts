import type { Samples } from "./samples";
import type { ColumnScale } from "./scaling";
import type { Sample } from "../spec/spec";

/** The part of the input space that a plot shows: two of the data's columns; the others have fixed values. */
export interface Plane {
  /** Indices from 0 of the columns along the horizontal and the vertical axis; equal if there is only one column. */
  readonly columns: Columns;
  /** Ranges of both columns, ends included, in data units. */
  readonly domain: Domain;
  /** Value of every column while it is not on an axis. */
  readonly fixedValues: readonly number[];
  /** Of every column before the network sees it; absent if columns stay as they are. */
  readonly scales?: readonly ColumnScale[] | undefined;
}

/** Part of the input plane in data units: `[x1 from, x1 to]`, `[x2 from, x2 to]`. */
export type Domain = readonly [readonly [number, number], readonly [number, number]];

export type Columns = readonly [horizontal: number, vertical: number];

/** Domain of the generators of two columns. */
export const PLANE: Domain = [
  [-6, 6],
  [-6, 6],
];

export const FIRST_COLUMNS: Columns = [0, 1];

/**
 * The plane of two columns of data with more than two, as in the contract: their ranges with a margin of a tenth, the
 * other columns at their mean.
 */
export function planeOfColumns({ train, test }: Samples, columns: Columns): Plane {
  const all = [...train, ...test];
  const range = (column: number): Domain[0] => {
    const values = all.map(({ x }) => x[column] ?? 0);
    const [low, high] = [minimum(values), -minimum(values.map((value) => -value))];
    const margin = high > low ? (high - low) / 10 : 1;
    return [low - margin, high + margin];
  };
  return { columns, domain: [range(columns[0]), range(columns[1])], fixedValues: means(train) };
}

function minimum(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}

function means(samples: readonly Sample[]): readonly number[] {
  const columns = samples[0]?.x.length ?? 0;
  return Array.from(
    { length: columns },
    (_, column) => samples.reduce((sum, { x }) => sum + (x[column] ?? 0), 0) / samples.length,
  );
}
