/** The complete description of what to train, in the words of the public contract (section 1). Immutable. */
export interface TrainingSpec {
  /** `rbm` for a restricted Boltzmann machine; absent for a network. */
  readonly model?: string;
  readonly task: Task;
  readonly data: DataSource;
  readonly features: readonly string[];
  /** Of a restricted Boltzmann machine, as the server's: the page does not compute with it. */
  readonly rbm?: Readonly<Record<string, unknown>>;
  readonly network: {
    /** Hidden layers first, the output layer last. */
    readonly layers: readonly Layer[];
    readonly initializer: Initializer;
  };
  readonly training: Training;
}

export type Task = "classification" | "regression";

export type DataSource = GeneratedData | InlineData | UploadedData;

export interface GeneratedData {
  readonly source: "generated";
  readonly generator: string;
  readonly samples: number;
  /** A fraction from 0 to 0.8; address and slider use percent. */
  readonly noise: number;
  /** Share of the samples for training, between 0 and 1. */
  readonly trainFraction: number;
  readonly validationFraction: number;
  readonly seed: number;
  /** For `clusters` only: columns (2 if absent). */
  readonly dimensions?: number;
  /** For `clusters` and `firstSymbol`: classes (3 if absent). */
  readonly classes?: number;
  /** For `barsAndStripes` only: pixels in each direction (3 if absent). */
  readonly size?: number;
  /** For `firstSymbol` only: length of the sequences (10 if absent). */
  readonly steps?: number;
  /** For `function` only: the line between the classes (a sine if absent). */
  readonly curve?: string;
  /** What the network learns to output: the label if absent, or its own input. */
  readonly target?: string;
  /** How the inputs of training are disturbed. */
  readonly corruption?: Corruption;
  /** How the columns are scaled: not if absent, or `standard`. */
  readonly scale?: string;
}

export interface Corruption {
  readonly type: string;
  readonly amount: number;
}

export interface InlineData {
  readonly source: "inline";
  readonly train: readonly Sample[];
  readonly validation?: readonly Sample[];
  readonly test?: readonly Sample[];
  readonly target?: string;
  readonly corruption?: Corruption;
  readonly scale?: string;
  /** Of one sample, if it is a sequence or an image. */
  readonly shape?: readonly number[];
}

/** Rows of a dataset on the server, shuffled by the seed and split. */
export interface UploadedData {
  readonly source: "uploaded";
  /** Id of the dataset; `model/data/dataset.ts` reads its sizes from it. */
  readonly dataset: string;
  readonly trainFraction: number;
  readonly validationFraction: number;
  readonly seed: number;
  readonly target?: string;
  readonly corruption?: Corruption;
  readonly scale?: string;
  /** Of one sample, if it is a sequence or an image. */
  readonly shape?: readonly number[];
}

/** `y` is a label (0 is orange, 1 is blue), or the target of a regression. */
export interface Sample {
  readonly x: readonly number[];
  readonly y: number | readonly number[];
}

export interface Layer {
  readonly units: number;
  readonly activation: string;
  readonly bias: boolean;
  readonly dropout: number;
  readonly frozen?: boolean;
  /** Of a layer that is not dense, the contract's JSON. The page draws it as one unit. */
  readonly shaped?: ShapedLayer;
}

/** A layer that is not dense, as the contract writes it. */
export interface ShapedLayer {
  readonly type: string;
  readonly [field: string]: unknown;
}

export type Value = number | boolean | string;

/** A choice with its own fields. Fields with default values are absent (`variant-fields.ts`). */
export interface Variant {
  readonly type: string;
  readonly [field: string]: Value;
}

export type Initializer = Variant | ExplicitInitializer;

export interface ExplicitInitializer {
  readonly type: "explicit";
  /** Per layer `[units][inputs]`. */
  readonly weights: readonly (readonly (readonly number[])[])[];
  /** Per layer `[units]`; `[]` if the layer has no bias. */
  readonly biases: readonly (readonly number[])[];
  /** Per layer; null if its activation is not prelu. */
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

/** Seed of the initial weights; undefined if the server has not drawn it yet. */
export function weightSeed({ network: { initializer } }: TrainingSpec): number | undefined {
  return typeof initializer.seed === "number" ? initializer.seed : undefined;
}

export function hiddenLayers(spec: TrainingSpec): readonly Layer[] {
  return spec.network.layers.slice(0, -1);
}

/** Whether there are training samples: own points may all be deleted. */
export function hasSamples({ data }: TrainingSpec): boolean {
  return data.source !== "inline" || data.train.length > 0;
}

/** Seed of the samples or of their order; inline samples have none. */
export function dataSeed(spec: TrainingSpec): number | undefined {
  return spec.data.source === "inline" ? undefined : spec.data.seed;
}

/** Deep equality. The order of fields does not matter; absent equals undefined. */
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

/** Whether only the data differ. */
export function differInDataOnly(left: TrainingSpec, right: TrainingSpec): boolean {
  return sameSpec({ ...left, data: right.data }, right) && !sameSpec(left.data, right.data);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the network learns to output its own input: the targets are the features. */
export function isAutoencoder({ data }: Pick<TrainingSpec, "data">): boolean {
  return data.target === "input";
}

/** Number of input columns of the data. */
export function columnCount({ data }: Pick<TrainingSpec, "data">): number {
  return shapeOf(data).reduce((columns, length) => columns * length, 1);
}

/** What is done with the data of any source: these settings stay when other data are chosen. */
export function treatmentOf({
  target,
  corruption,
  scale,
}: DataSource): Pick<DataSource, "target" | "corruption" | "scale"> {
  return { ...(target && { target }), ...(corruption && { corruption }), ...(scale && { scale }) };
}

/** Whether a sample is an image of one channel. */
export function isImage(data: DataSource): boolean {
  const [, , channels] = shapeOf(data);
  return channels === 1;
}

/** Whether a sample has several labels, 0 or 1, such as one for each pixel. */
export function hasSeveralLabels(data: DataSource): boolean {
  return labelCount(data) > 1;
}

/** Number of labels of one sample. */
export function labelCount(data: DataSource): number {
  if (data.source === "generated") return data.generator === "lesions16" ? columnCount({ data }) : 1;
  const labels = data.source === "inline" ? data.train[0]?.y : 0;
  return typeof labels === "object" ? labels.length : 1;
}

/**
 * Shape of one sample of the data: `[columns]`, `[steps, columns]` of a sequence, `[height, width, channels]` of an
 * image.
 */
export function shapeOf(data: DataSource): readonly number[] {
  if (data.source === "generated") return shapeOfGenerated(data);
  if (data.source === "uploaded") return data.shape ?? [datasetColumns(data.dataset)];
  return data.shape ?? [data.train[0]?.x.length ?? 2];
}

/** Number of input columns, which the id of a dataset tells: 4 of `d150x4c3_..`. */
function datasetColumns(id: string): number {
  return Number(/^d\d+x(\d+)/.exec(id)?.[1] ?? "2");
}

function shapeOfGenerated({ generator, dimensions, classes, size, steps }: GeneratedData): readonly number[] {
  switch (generator) {
    case "digits8":
      return [8, 8, 1];
    case "barsAndStripes":
      return [size ?? 3, size ?? 3, 1];
    case "lesions16":
      return [16, 16, 1];
    case "firstSymbol":
      return [steps ?? 10, classes ?? 3];
    default:
      return [dimensions ?? 2];
  }
}
