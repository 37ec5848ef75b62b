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
  /** The network of the task; undefined if it is not about one. */
  readonly network: ExerciseNetwork | undefined;
  /** The points of the task. */
  readonly points: readonly ExercisePoint[];
}

/** A network with all its parameters. */
export interface ExerciseNetwork {
  /** Per layer `[units][inputs]`. */
  readonly weights: readonly (readonly (readonly number[])[])[];
  /** Per layer `[units]`; empty for a layer without biases. */
  readonly biases: readonly (readonly number[])[];
  /** One per layer. */
  readonly activations: readonly string[];
  readonly loss: string;
  /** Inputs and targets of the task's sample; empty if it is not about one. */
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface ExercisePoint {
  /** In TeX. */
  readonly name: string;
  readonly x1: number;
  readonly x2: number;
  /** 1 or -1; 0 for a point without label. */
  readonly label: number;
}

export interface ExerciseStep {
  readonly id: string;
  readonly prompt: Prose;
  /** `[rows][columns]`: names of the numbers, in TeX. */
  readonly labels: readonly (readonly string[])[];
  /** Number of decimals that are sufficient. */
  readonly decimals: number;
  readonly hint: Prose;
  /** Options of a choice, one paragraph each; the answer is the index of one. Undefined for a step with numbers. */
  readonly options: Prose | undefined;
}

/** Numbers by step, row and column; null if not answered yet. */
export type ExerciseAnswers = Readonly<Record<string, readonly (readonly (number | null)[])[]>>;

export type Verdict = "right" | "wrong" | "missing";

export interface ExerciseGrade {
  /** Whether all steps are right. */
  readonly right: boolean;
  readonly rightSteps: number;
  readonly points: number;
  readonly maxPoints: number;
  readonly steps: readonly {
    readonly id: string;
    readonly verdict: Verdict;
    /** `[rows][columns]` */
    readonly cells: readonly (readonly Verdict[])[];
    readonly feedback: Prose;
    /** Ids of earlier wrong steps from whose numbers the wrong numbers of this step follow correctly. */
    readonly consistentWith: readonly string[];
    /** Name of the usual mistake that explains the wrong numbers. */
    readonly mistake: string | undefined;
    readonly points: number;
    readonly maxPoints: number;
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
