import type { DataSource, Sample } from "../spec/spec";

/** Scales a column: x becomes (x - mean) / deviation. */
export interface ColumnScale {
  readonly mean: number;
  /** Above 0. */
  readonly deviation: number;
}

/**
 * Scales of the columns as the server's: mean and standard deviation of the train set, in float64. A column with one
 * value is centred only. Undefined if the columns stay as they are, or if the samples are not known.
 */
export function scalesOf(
  data: DataSource,
  train: readonly Sample[] | undefined,
): readonly ColumnScale[] | undefined {
  if (data.scale !== "standard" || !train?.[0]) return undefined;
  return train[0].x.map((first, column) => {
    const values = train.map(({ x }) => x[column] ?? 0);
    if (values.every((value) => value === first)) return { mean: first, deviation: 1 };
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, deviation: Math.sqrt(squares / values.length) || 1 };
  });
}

export function scaled(value: number, scale: ColumnScale | undefined): number {
  return scale ? (value - scale.mean) / scale.deviation : value;
}

export function unscaled(value: number, scale: ColumnScale | undefined): number {
  return scale ? value * scale.deviation + scale.mean : value;
}
