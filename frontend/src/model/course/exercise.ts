/** Words and formulas in TeX, paragraph by paragraph, as the server writes them in the reader's language. */
export type Prose = readonly (readonly ProsePiece[])[];
export type ProsePiece = { readonly text: string } | { readonly tex: string };

/** What is asked, without its solution. */
export interface ExerciseSheet {
  readonly slug: string;
  /** Undefined for the lecture's own numbers. */
  readonly seed: number | undefined;
  readonly title: string;
  readonly summary: string;
  readonly task: Prose;
  readonly steps: readonly ExerciseStep[];
}

export interface ExerciseStep {
  readonly id: string;
  readonly prompt: Prose;
  /** `[rows][columns]`, what each number is called, in TeX. */
  readonly labels: readonly (readonly string[])[];
  /** That are enough. */
  readonly decimals: number;
}

/** Numbers by step and place, null where there is none yet. */
export type ExerciseAnswers = Readonly<Record<string, readonly (readonly (number | null)[])[]>>;

export type Verdict = "right" | "wrong" | "missing";

export interface ExerciseGrade {
  /** Every step is. */
  readonly right: boolean;
  readonly rightSteps: number;
  readonly steps: readonly {
    readonly id: string;
    readonly verdict: Verdict;
    /** `[rows][columns]` */
    readonly cells: readonly (readonly Verdict[])[];
    readonly feedback: Prose;
  }[];
  /** Undefined until there is a number for everything that was asked. */
  readonly solution:
    | readonly {
        readonly id: string;
        readonly values: readonly (readonly number[])[];
        readonly worked: Prose;
      }[]
    | undefined;
}

/**
 * A number as a person writes it: with a hyphen or a real minus sign, a decimal point, or a comma in its place.
 *
 * @returns null for what is no number
 */
export function enteredNumber(text: string): number | null {
  const written = text.trim().replace(/[−–]/g, "-").replace("，", ".").replace(",", ".");
  const value = written === "" ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : null;
}
