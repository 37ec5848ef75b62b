import type { Task } from "./spec";

/** What the server can train. The page offers nothing else. */
export interface Catalog {
  readonly tasks: readonly Task[];
  /** The lines between the classes of the generator `function`. */
  readonly curves: readonly string[];
  readonly generators: readonly GeneratorChoice[];
  /** What the network may learn to output. */
  readonly targets: readonly string[];
  /** How the inputs of training may be disturbed. */
  readonly corruptions: readonly string[];
  readonly features: readonly string[];
  readonly activations: readonly string[];
  readonly outputActivations: readonly string[];
  readonly regularizations: readonly string[];
  readonly optimizers: readonly string[];
  readonly losses: readonly string[];
  readonly schedules: readonly string[];
  readonly initializers: readonly string[];
  readonly shuffles: readonly string[];
  /** Allowed pairs of loss and output activation; the server rejects others. */
  readonly pairs: readonly LossPair[];
  /** Ranges of numbers, by their names in the catalogue. */
  readonly ranges: Readonly<Record<string, Range>>;
  /** By the type of the variant: its fields beside type and seed, in the order of their controls. */
  readonly variants: Readonly<Record<VariantKind, Readonly<Record<string, readonly VariantField[]>>>>;
  readonly limits: {
    /** Output layer included. */
    readonly layers: number;
    /** Of one sweep: the combinations of the values of its axes. */
    readonly sweepJobs: number;
    readonly sweepAxes: number;
  };
}

/** The parts of a spec that come in variants, each with fields of its own. */
export type VariantKind = "optimizer" | "schedule" | "initializer";

/** A field of a variant: a number if it has a range, else a switch that is off by default. */
export interface VariantField {
  readonly name: string;
  readonly range?: Range;
  /** The number that must be above 0 for this field to be set. */
  readonly needs?: string;
}

export interface Range {
  readonly minimum: number;
  readonly maximum: number;
  readonly integer: boolean;
  readonly default?: number;
}

/** The range of a fraction in whole percent. */
export function percentOf({ ranges }: Catalog, fraction: string): Range | undefined {
  const range = ranges[fraction];
  return (
    range && {
      minimum: Math.round(100 * range.minimum),
      maximum: Math.round(100 * range.maximum),
      integer: true,
    }
  );
}

export interface LossPair {
  readonly loss: string;
  readonly tasks: readonly string[];
  readonly outputActivations: readonly string[];
}

export interface GeneratorChoice {
  readonly name: string;
  readonly task: Task;
  /** Default number of samples. */
  readonly samples: number;
  /** Number of classes of a classification. */
  readonly classes?: number;
  /** Default number of columns; 2 if absent. */
  readonly columns?: number;
  /** Whether the spec may set the number of columns and classes. */
  readonly sized?: boolean;
  /** The fields of the data that only some generators have. */
  readonly fields?: readonly string[];
}

/** Limits of the page's controls, within the server's. */
export const PAGE_LIMITS = {
  hiddenLayers: 8,
  units: 32,
  noisePercent: { minimum: 0, maximum: 50, step: 5 },
  trainPercent: { minimum: 10, maximum: 90, step: 10 },
  batchSize: { minimum: 1, maximum: 30, step: 1 },
  dimensions: { minimum: 2, maximum: 10, step: 1 },
  classes: { minimum: 2, maximum: 6, step: 1 },
} as const;

/** Paces that the page offers, in epochs per second; 0 is as fast as possible. */
export const SPEEDS = [1, 5, 20, 60, 120, 0] as const;

/** TensorFlow Playground's choices. The server knows only the ranges. */
export const LEARNING_RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] as const;
export const REGULARIZATION_RATES = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] as const;
