import { withFittingEnds } from "./edit-spec";
import type { Samples } from "./samples";
import type { Sample, Task, TrainingSpec } from "./spec";

/** What a press on the plane does: sets samples of a class or value, or takes them away. */
export type Tool = { readonly type: "draw"; readonly y: number } | { readonly type: "erase" };

/** Labels of a table may go so far: the server's ten classes. */
const HIGHEST_LABEL = 9;

/** A place in the plane, in data units. */
export type Place = readonly [x1: number, x2: number];

/** As many classes as the highest label tells: the output follows. */
export function withOwnPoints(spec: TrainingSpec, { train, test }: Samples): TrainingSpec {
  const data = { source: "inline", train: train.map(rounded), test: test.map(rounded) } as const;
  return withFittingEnds({ ...spec, data }, classesOf([...train, ...test]));
}

/** The highest label and one, at least two. */
export function classesOf(samples: readonly Sample[]): number {
  return samples.reduce((classes, { y }) => Math.max(classes, (typeof y === "number" ? y : 0) + 1), 2);
}

export function withPoint(samples: Samples, place: Place, y: number): Samples {
  return { ...samples, train: [...samples.train, { x: place, y }] };
}

export function withPointMoved(samples: Samples, index: number, place: Place): Samples {
  return {
    ...samples,
    train: samples.train.map((sample, at) => (at === index ? { ...sample, x: place } : sample)),
  };
}

/** The last one stays: nothing can be learned from none. */
export function withoutPoint(samples: Samples, index: number): Samples {
  if (samples.train.length <= 1) return samples;
  return { ...samples, train: samples.train.filter((_, at) => at !== index) };
}

/** Index of the training sample nearest to a place, where one is within `reach` data units. */
export function nearestPoint({ train }: Samples, [x1, x2]: Place, reach: number): number | undefined {
  let [best, distance]: [number | undefined, number] = [undefined, reach];
  for (const [index, { x }] of train.entries()) {
    const apart = Math.hypot((x[0] ?? 0) - x1, (x[1] ?? 0) - x2);
    if (apart <= distance) [best, distance] = [index, apart];
  }
  return best;
}

/**
 * Reads `x1,x2,y` line by line, or `set,x1,x2,y` as the server writes it; a heading is skipped, commas, semicolons and tabs separate. Without a
 * column of sets every other line of twenty or more is for testing. Classes are 0, 1, .., or -1 and 1.
 *
 * @returns the number of the first line that is neither, where there is one
 */
export function samplesOfCsv(text: string, task: Task): Samples | { readonly wrongLine: number } {
  const lines = text.split(/\r?\n/).map((line) => line.split(/[,;\t]/).map((cell) => cell.trim()));
  const rows: { set: string | undefined; x: Place; y: number }[] = [];
  for (const [index, cells] of lines.entries()) {
    if (cells.every((cell) => cell === "")) continue;
    const set = cells.length === 4 ? cells[0] : undefined;
    const numbers = (set === undefined ? cells : cells.slice(1)).map((cell) =>
      cell === "" ? Number.NaN : Number(cell),
    );
    const [x1 = Number.NaN, x2 = Number.NaN, y = Number.NaN] = numbers;
    const fits = numbers.length === 3 && numbers.every(Number.isFinite);
    const known = task === "regression" || (Number.isInteger(y) && y >= -1 && y <= HIGHEST_LABEL);
    if (fits && known) rows.push({ set, x: [x1, x2], y: task === "regression" ? y : Math.max(y, 0) });
    else if (index > 0) return { wrongLine: index + 1 };
  }
  if (rows.length === 0) return { wrongLine: 1 };
  const isTest = ({ set }: { set: string | undefined }, at: number) =>
    set === undefined ? rows.length >= 20 && at % 2 === 1 : set === "test";
  const sample = ({ x, y }: { x: Place; y: number }): Sample => ({ x, y });
  return {
    train: rows.filter((row, at) => !isTest(row, at)).map(sample),
    test: rows.filter(isTest).map(sample),
  };
}

/** Three decimals: finer than a pixel, and short in an address. */
function rounded(sample: Sample): Sample {
  return { ...sample, x: sample.x.map((value) => Math.round(value * 1000) / 1000) };
}
