import { useSignal } from "@preact/signals";
import type { ExerciseAnswers, ExerciseSheet } from "../../../model/course/exercise";
import { readTypedNumber } from "../../../model/course/typed-number";
import { useCourse } from "../course-context";

/** What is typed into the fields of an exercise, by step, row and column. */
export interface Entries {
  /** The text of a field; "" if it is empty. */
  readonly at: (step: string, row: number, column: number) => string;
  readonly enter: (step: string, row: number, column: number, text: string) => void;
  /** The numbers of all fields; null for an empty field and for what is not a number. */
  readonly answersTo: (sheet: ExerciseSheet) => ExerciseAnswers;
}

/** Entries that last as long as the page. */
export function useEntries(): Entries & { readonly clear: () => void } {
  const entered = useSignal<ReadonlyMap<string, string>>(new Map());
  return {
    ...entriesOf(
      (cell) => entered.value.get(cell),
      (cell, text) => (entered.value = new Map([...entered.value, [cell, text]])),
    ),
    clear: () => (entered.value = new Map()),
  };
}

/** The entries of a graded attempt, which this tab keeps when the page is loaded again. */
export function useAttemptEntries(attemptId: string): Entries {
  const { answers } = useCourse();
  const name = (cell: string) => `attempt ${attemptId} ${cell}`;
  return entriesOf(
    (cell) => answers.given.value.get(name(cell)),
    (cell, text) => {
      answers.give(name(cell), text);
    },
  );
}

function entriesOf(
  read: (cell: string) => string | undefined,
  write: (cell: string, text: string) => void,
): Entries {
  const at = (step: string, row: number, column: number) => read(cellKey(step, row, column)) ?? "";
  return {
    at,
    enter: (step, row, column, text) => {
      write(cellKey(step, row, column), text);
    },
    answersTo: ({ steps }) =>
      Object.fromEntries(
        steps.map(({ id, labels }) => [
          id,
          labels.map((row, r) => row.map((_, c) => numberOf(at(id, r, c)))),
        ]),
      ),
  };
}

/** Number of the fields without a number. */
export function missingIn(answers: ExerciseAnswers): number {
  return Object.values(answers)
    .flat(2)
    .filter((answer) => answer === null).length;
}

function numberOf(entered: string): number | null {
  const typed = readTypedNumber(entered);
  return typed.type === "number" ? typed.value : null;
}

function cellKey(step: string, row: number, column: number): string {
  return `${step} ${String(row)} ${String(column)}`;
}
