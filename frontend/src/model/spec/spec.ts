/** The complete description of what to train, in the words of the public contract (section 1). Never changed, only replaced. */
export interface TrainingSpec {
  readonly task: Task;
  readonly data: DataSource;
  readonly features: readonly string[];
  readonly network: {
    /** Hidden layers first, the output layer last. */
    readonly layers: readonly Layer[];
    readonly initializer: Initializer;
  };
  readonly training: Training;
}

export type Task = "classification" | "regression";

export type DataSource = GeneratedData | InlineData;

export interface GeneratedData {
  readonly source: "generated";
  readonly generator: string;
  readonly samples: number;
  /** A fraction, 0 to 0.8; the address and the slider say it in percent. */
  readonly noise: number;
  /** Share of the samples that train, between 0 and 1. */
  readonly trainFraction: number;
  readonly validationFraction: number;
  readonly seed: number;
  /** Of `clusters` only: columns, 2 where absent, and classes, 3 where absent. */
  readonly dimensions?: number;
  readonly classes?: number;
}

export interface InlineData {
  readonly source: "inline";
  readonly train: readonly Sample[];
  readonly validation?: readonly Sample[];
  readonly test?: readonly Sample[];
}

/** `y` is a label (0 orange, 1 blue, ..), or a real target of a regression. */
export interface Sample {
  readonly x: readonly number[];
  readonly y: number | readonly number[];
}

export interface Layer {
  readonly units: number;
  readonly activation: string;
  readonly bias: boolean;
  readonly dropout: number;
}

export type Value = number | boolean | string;

/** A choice with fields of its own; those at their default are left unsaid (`variant-fields.ts`). */
export interface Variant {
  readonly type: string;
  readonly [field: string]: Value;
}

export type Initializer = Variant | ExplicitInitializer;

export interface ExplicitInitializer {
  readonly type: "explicit";
  /** Per layer `[units][inputs]`. */
  readonly weights: readonly (readonly (readonly number[])[])[];
  /** Per layer `[units]`, `[]` where the layer has no bias. */
  readonly biases: readonly (readonly number[])[];
  /** Per layer, null where it is not prelu. */
  readonly slopes?: readonly (number | null)[];
  readonly seed?: number;
}

export interface Training {
  readonly loss: string;
  readonly optimizer: Variant & { readonly learningRate: number };
  readonly schedule: Variant;
  readonly regularization: Regularization;
  readonly batchSize: number;
  readonly shuffle: Shuffle;
  readonly seed: number;
}

export interface Regularization {
  readonly type: string;
  readonly rate: number;
}

export type Shuffle = "never" | "once" | "everyEpoch";

/** The seed that decides the first weights; undefined where the server has not drawn it yet. */
export function weightSeed({ network: { initializer } }: TrainingSpec): number | undefined {
  return typeof initializer.seed === "number" ? initializer.seed : undefined;
}

export function hiddenLayers(spec: TrainingSpec): readonly Layer[] {
  return spec.network.layers.slice(0, -1);
}

/** Whether there is anything to learn from: own points may all be gone. */
export function hasSamples({ data }: TrainingSpec): boolean {
  return data.source === "generated" || data.train.length > 0;
}

/** The seed that decides the samples; inline samples have none. */
export function dataSeed(spec: TrainingSpec): number | undefined {
  return spec.data.source === "generated" ? spec.data.seed : undefined;
}

/**
 * Whether both would train the same numbers. Fields are compared in any order; absent and undefined are the same.
 */
export function sameSpec(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameSpec(item, right[index]));
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) =>
    sameSpec(left[key], right[key]),
  );
}

/** Whether the same network learns in the same way from other samples. */
export function differInDataOnly(left: TrainingSpec, right: TrainingSpec): boolean {
  return sameSpec({ ...left, data: right.data }, right) && !sameSpec(left.data, right.data);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How many input columns the data have. */
export function columnCount({ data }: TrainingSpec): number {
  return data.source === "generated" ? (data.dimensions ?? 2) : (data.train[0]?.x.length ?? 2);
}
