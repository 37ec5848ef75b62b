import { indicesOf, sizeOf, type SweepAxis, type SweepRow } from "./sweep";

/** What a cell of a matrix shows. */
export const MEASURES = ["loss", "accuracy", "epochs"] as const;

export type Measure = (typeof MEASURES)[number];

/** A table of two axes with values. The jobs of a cell differ in their seeds. */
export interface Matrix {
  /** Index of the axis whose values are the rows. */
  readonly rowAxis: number;
  readonly columnAxis: number;
  readonly cells: readonly (readonly MatrixCell[])[];
  /** Of the finite values, from the worst to the best; undefined without any. */
  readonly range: readonly [worst: number, best: number] | undefined;
}

export interface MatrixCell {
  /** Indices of its jobs in the table. */
  readonly jobs: readonly number[];
  /**
   * The median over the jobs. Undefined before the first epoch; infinite if at least half of the jobs have diverged, or have
   * not reached the target.
   */
  readonly value: number | undefined;
  /** 0 for the worst finite value of all cells, 1 for the best one; undefined without a finite value. */
  readonly rank: number | undefined;
}

/** Ratio of the largest to the smallest value from which ranks are logarithmic. */
const WIDE = 10;

/** The measures of which a sweep has numbers. */
export function measuresOf(rows: readonly SweepRow[], hasTarget: boolean): readonly Measure[] {
  const isClassified = rows.some(({ testAccuracy }) => testAccuracy !== undefined);
  return MEASURES.filter(
    (measure) => measure === "loss" || (measure === "accuracy" ? isClassified : hasTarget),
  );
}

/** Undefined unless exactly two axes have values: others have no rows and columns, or too many of them. */
export function matrixOf(
  axes: readonly SweepAxis[],
  rows: readonly SweepRow[],
  measure: Measure,
): Matrix | undefined {
  const [rowAxis, columnAxis, third] = axes.flatMap((axis, at) => ("seeds" in axis ? [] : [at]));
  if (rowAxis === undefined || columnAxis === undefined || third !== undefined) return undefined;
  const [height, width] = [rowAxis, columnAxis].map((at) => sizeOf(axes[at] ?? { seeds: 0 }));
  const jobs = Array.from({ length: height ?? 0 }, () =>
    Array.from({ length: width ?? 0 }, (): number[] => []),
  );
  rows.forEach((_, at) => {
    const indices = indicesOf(axes, at);
    jobs[indices[rowAxis] ?? 0]?.[indices[columnAxis] ?? 0]?.push(at);
  });
  const cells = jobs.map((line) =>
    line.map((each) => ({
      jobs: each,
      value: medianOf(each.flatMap((at) => valueOf(rows[at], measure) ?? [])),
    })),
  );
  const finite = cells.flatMap((line) => line.flatMap(({ value }) => (isNumber(value) ? [value] : [])));
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const scale = measure !== "accuracy" && low > 0 && high / low > WIDE ? Math.log : Number;
  const rankOf = (value: number | undefined) => {
    if (!isNumber(value)) return undefined;
    const share = high > low ? (scale(value) - scale(low)) / (scale(high) - scale(low)) : 1;
    return measure === "accuracy" || high === low ? share : 1 - share;
  };
  return {
    rowAxis,
    columnAxis,
    cells: cells.map((line) => line.map((cell) => ({ ...cell, rank: rankOf(cell.value) }))),
    range: finite.length === 0 ? undefined : measure === "accuracy" ? [low, high] : [high, low],
  };
}

/** Undefined if the job has no such number yet; infinite if it will never have one. */
function valueOf(row: SweepRow | undefined, measure: Measure): number | undefined {
  if (!row) return undefined;
  const { state, epoch, trainLoss, testLoss, testAccuracy, epochsToTarget } = row;
  if (state === "failed") return measure === "accuracy" ? -Infinity : Infinity;
  switch (measure) {
    case "loss":
      return epoch > 0 ? (testLoss ?? trainLoss) : undefined;
    case "accuracy":
      return epoch > 0 ? testAccuracy : undefined;
    case "epochs":
      return epochsToTarget ?? (state === "succeeded" ? Infinity : undefined);
  }
}

/** Of an even count the mean of the two in the middle, which is infinite if one of them is. */
function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((left, right) => (left === right ? 0 : left < right ? -1 : 1));
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
