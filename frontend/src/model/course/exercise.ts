/** Paragraphs of text and formulas in TeX, written by the server in the reader's language. */
export type Prose = readonly (readonly ProsePiece[])[];
export type ProsePiece = { readonly text: string } | { readonly tex: string };

/** An exercise without its solution. */
export interface ExerciseSheet {
  readonly slug: string;
  /** Undefined for the lecture's numbers. */
  readonly seed: number | undefined;
  readonly title: string;
  readonly summary: string;
  readonly task: Prose;
  readonly steps: readonly ExerciseStep[];
}

export interface ExerciseStep {
  readonly id: string;
  readonly prompt: Prose;
  /** `[rows][columns]`: names of the numbers, in TeX. */
  readonly labels: readonly (readonly string[])[];
  /** Number of decimals that are sufficient. */
  readonly decimals: number;
}

/** Numbers by step, row and column; null if not answered yet. */
export type ExerciseAnswers = Readonly<Record<string, readonly (readonly (number | null)[])[]>>;

export type Verdict = "right" | "wrong" | "missing";

export interface ExerciseGrade {
  /** Whether all steps are right. */
  readonly right: boolean;
  readonly rightSteps: number;
  readonly steps: readonly {
    readonly id: string;
    readonly verdict: Verdict;
    /** `[rows][columns]` */
    readonly cells: readonly (readonly Verdict[])[];
    readonly feedback: Prose;
  }[];
  /** Undefined until every number is answered. */
  readonly solution:
    | readonly {
        readonly id: string;
        readonly values: readonly (readonly number[])[];
        readonly worked: Prose;
      }[]
    | undefined;
}

/**
 * Reads a number with a hyphen or a minus sign, and with a decimal point or comma.
 *
 * @returns null if the text is not a number
 */
export function enteredNumber(text: string): number | null {
  const written = text.trim().replace(/[−–]/g, "-").replace("，", ".").replace(",", ".");
  const value = written === "" ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : null;
}
