import { columnFeatures } from "../spec/feature";
import { columnCount, type Task, type Sample, type TrainingSpec } from "../spec/spec";
import type { Samples } from "./samples";

/** Labels of a table may go so far: the server's ten classes. */
const HIGHEST_LABEL = 9;
/** A table without a column of sets keeps every other line for testing, from so many lines on. */
const ENOUGH_TO_SPLIT = 20;

/** The first line, counted from 1, that cannot be read, and what stands there. */
export interface TableError {
  readonly line: number;
  readonly type: "columns" | "number" | "label" | "set" | "empty";
  readonly found: string;
}

interface Row {
  /** Undefined where the table has no column of sets. */
  readonly set: string | undefined;
  readonly sample: Sample;
}

/**
 * Reads `x1,x2,y` line by line, or `set,x1,x2,y` as the server writes it, with as many columns as the first line of numbers has; a heading
 * without any number is skipped; commas, semicolons and tabs separate. Without a column of sets every other line of twenty or more is for
 * testing. Classes are 0, 1, .., or -1 and 1.
 *
 * @param spec whose data the table is to replace: one column alone is read only where they have one
 */
export function readPointsTable(text: string, spec: TrainingSpec): Samples | TableError {
  const { task } = spec;
  const least = Math.min(columnCount(spec), 2);
  const rows: Row[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
    if (cells.every((cell) => cell === "")) continue;
    if (rows.length === 0 && !cells.some(isNumber)) continue;
    const row = readRow(cells, { line: index + 1, task, least, first: rows[0] });
    if ("type" in row) return row;
    rows.push(row);
  }
  if (rows.length === 0) return { line: 1, type: "empty", found: "" };
  const isTest = ({ set }: Row, at: number) =>
    set === undefined ? rows.length >= ENOUGH_TO_SPLIT && at % 2 === 1 : set === "test";
  return {
    train: rows.filter((row, at) => !isTest(row, at)).map(({ sample }) => sample),
    test: rows.filter(isTest).map(({ sample }) => sample),
  };
}

/** The same as text, with a heading: to take along, to change and to read again. */
export function writePointsTable({ train, test }: Samples, columns: number): string {
  const lines = (set: string, samples: readonly Sample[]) =>
    samples.map(({ x, y }) => [set, ...x, typeof y === "number" ? y : (y[0] ?? 0)].join());
  const heading = ["set", ...columnFeatures(columns), "y"].join();
  return [heading, ...lines("train", train), ...lines("test", test)].join("\n");
}

function readRow(
  cells: readonly string[],
  how: {
    readonly line: number;
    readonly task: Task;
    readonly least: number;
    /** Whose columns the others have, too. */
    readonly first: Row | undefined;
  },
): Row | TableError {
  const { line, task, least, first } = how;
  const known = first && first.sample.x.length + 1;
  const set = isNumber(cells[0] ?? "") || cells.length === known ? undefined : cells[0];
  if (set !== undefined && set !== "train" && set !== "test") return { line, type: "set", found: set };
  const numbers = set === undefined ? cells : cells.slice(1);
  if (known === undefined ? numbers.length <= least : numbers.length !== known) {
    return { line, type: "columns", found: String(cells.length) };
  }
  const wrong = numbers.find((cell) => !isNumber(cell));
  if (wrong !== undefined) return { line, type: "number", found: wrong };
  const x = numbers.slice(0, -1).map(Number);
  const y = Number(numbers.at(-1));
  const fits = task === "regression" || (Number.isInteger(y) && y >= -1 && y <= HIGHEST_LABEL);
  if (!fits) return { line, type: "label", found: String(y) };
  return { set, sample: { x, y: task === "regression" ? y : Math.max(y, 0) } };
}

function isNumber(cell: string): boolean {
  return cell !== "" && Number.isFinite(Number(cell));
}
