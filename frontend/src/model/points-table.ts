import type { Place } from "./own-points";
import type { Samples } from "./samples";
import type { Sample, Task } from "./spec";

/** Labels of a table may go so far: the server's ten classes. */
const HIGHEST_LABEL = 9;
/** A table without a column of sets keeps every other line for testing, from so many lines on. */
const ENOUGH_TO_SPLIT = 20;

/** The first line, counted from 1, that cannot be read, and what stands there. */
export interface TableFault {
  readonly line: number;
  readonly type: "columns" | "number" | "label" | "set" | "empty";
  readonly found: string;
}

interface Row {
  readonly set: string | undefined;
  readonly sample: Sample;
}

/**
 * Reads `x1,x2,y` line by line, or `set,x1,x2,y` as the server writes it; a heading without any number is skipped; commas, semicolons and
 * tabs separate. Without a column of sets every other line of twenty or more is for testing. Classes are 0, 1, .., or -1 and 1.
 */
export function readPointsTable(text: string, task: Task): Samples | TableFault {
  const rows: Row[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
    if (cells.every((cell) => cell === "")) continue;
    if (rows.length === 0 && !cells.some(isNumber)) continue;
    const row = readRow(cells, index + 1, task);
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
export function writePointsTable({ train, test }: Samples): string {
  const lines = (set: string, samples: readonly Sample[]) =>
    samples.map(({ x, y }) => [set, ...x, typeof y === "number" ? y : (y[0] ?? 0)].join());
  return ["set,x1,x2,y", ...lines("train", train), ...lines("test", test)].join("\n");
}

function readRow(cells: readonly string[], line: number, task: Task): Row | TableFault {
  const set = cells.length === 4 ? cells[0] : undefined;
  if (set !== undefined && set !== "train" && set !== "test") return { line, type: "set", found: set };
  const numbers = set === undefined ? cells : cells.slice(1);
  if (numbers.length !== 3) return { line, type: "columns", found: String(cells.length) };
  const wrong = numbers.find((cell) => !isNumber(cell));
  if (wrong !== undefined) return { line, type: "number", found: wrong };
  const [x1 = 0, x2 = 0, y = 0] = numbers.map(Number);
  const known = task === "regression" || (Number.isInteger(y) && y >= -1 && y <= HIGHEST_LABEL);
  if (!known) return { line, type: "label", found: String(y) };
  const x: Place = [x1, x2];
  return { set, sample: { x, y: task === "regression" ? y : Math.max(y, 0) } };
}

function isNumber(cell: string): boolean {
  return cell !== "" && Number.isFinite(Number(cell));
}
