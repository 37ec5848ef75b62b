import { columnFeatures } from "../spec/feature";
import { columnCount, type Task, type Sample, type TrainingSpec } from "../spec/spec";
import type { Samples } from "./samples";

/** Labels of a table are 0 to 9, because the server allows ten classes. */
const MAX_LABEL = 9;
/** Without a column of sets, tables from this length on are split: every other row is for testing. */
const MIN_ROWS_TO_SPLIT = 20;

/** The first line that cannot be read, counted from 1, and the text that is wrong. */
export interface TableError {
  readonly line: number;
  readonly type: "columns" | "number" | "label" | "set" | "empty";
  readonly found: string;
}

interface Row {
  /** Undefined if the table has no column of sets. */
  readonly set: string | undefined;
  readonly sample: Sample;
}

/**
 * Reads a table with the columns `x1,x2,y`, or `set,x1,x2,y` as the server writes it. All rows must have as many
 * columns as the first row of numbers. Headings without numbers are skipped. Separators are commas, semicolons and
 * tabs. Without a column of sets, every other row of twenty or more is for testing. Classes are 0, 1, .., or -1 and 1.
 *
 * @param spec its data are to be replaced; a table of one input column is accepted only if they have one
 */
export function readPointsTable(text: string, spec: TrainingSpec): Samples | TableError {
  const { task } = spec;
  const minColumns = Math.min(columnCount(spec), 2);
  const rows: Row[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
    if (cells.every((cell) => cell === "")) continue;
    if (rows.length === 0 && !cells.some(isNumber)) continue;
    const row = readRow(cells, { line: index + 1, task, minColumns, first: rows[0] });
    if ("type" in row) return row;
    rows.push(row);
  }
  if (rows.length === 0) return { line: 1, type: "empty", found: "" };
  const isTest = ({ set }: Row, at: number) =>
    set === undefined ? rows.length >= MIN_ROWS_TO_SPLIT && at % 2 === 1 : set === "test";
  return {
    train: rows.filter((row, at) => !isTest(row, at)).map(({ sample }) => sample),
    test: rows.filter(isTest).map(({ sample }) => sample),
  };
}

/** Writes a table with headings that `readPointsTable` can read. */
export function writePointsTable({ train, test }: Samples, columns: number): string {
  const lines = (set: string, samples: readonly Sample[]) =>
    samples.map(({ x, y }) => [set, ...x, typeof y === "number" ? y : (y[0] ?? 0)].join());
  const heading = ["set", ...columnFeatures(columns), "y"].join();
  return [heading, ...lines("train", train), ...lines("test", test)].join("\n");
}

function readRow(
  cells: readonly string[],
  context: {
    readonly line: number;
    readonly task: Task;
    readonly minColumns: number;
    /** The first row determines the number of columns. */
    readonly first: Row | undefined;
  },
): Row | TableError {
  const { line, task, minColumns, first } = context;
  const known = first && first.sample.x.length + 1;
  const set = isNumber(cells[0] ?? "") || cells.length === known ? undefined : cells[0];
  if (set !== undefined && set !== "train" && set !== "test") return { line, type: "set", found: set };
  const numbers = set === undefined ? cells : cells.slice(1);
  if (known === undefined ? numbers.length <= minColumns : numbers.length !== known) {
    return { line, type: "columns", found: String(cells.length) };
  }
  const wrong = numbers.find((cell) => !isNumber(cell));
  if (wrong !== undefined) return { line, type: "number", found: wrong };
  const x = numbers.slice(0, -1).map(Number);
  const y = Number(numbers.at(-1));
  const fits = task === "regression" || (Number.isInteger(y) && y >= -1 && y <= MAX_LABEL);
  if (!fits) return { line, type: "label", found: String(y) };
  return { set, sample: { x, y: task === "regression" ? y : Math.max(y, 0) } };
}

function isNumber(cell: string): boolean {
  return cell !== "" && Number.isFinite(Number(cell));
}
