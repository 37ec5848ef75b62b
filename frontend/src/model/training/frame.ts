import type { EpochLosses } from "./epoch-losses";
import type { Metrics } from "./metrics";
import type { Domain } from "../data/plane";
import type { LayerParameters } from "../network/parameters";

/** Losses, parameters and boundary after one or more epochs. */
export interface Frame {
  readonly run: number;
  /** Completed epochs. */
  readonly epoch: number;
  readonly batch?: BatchProgress;
  /** Throughput of the last half second. */
  readonly epochsPerSecond?: number;
  /** Whether other trainings of the service keep this one below its pace. */
  readonly busy?: boolean;
  /** Learning rate of this epoch, after the schedule. */
  readonly learningRate?: number;
  readonly trainLoss?: number;
  readonly validationLoss?: number;
  readonly testLoss?: number;
  /** Losses of all epochs since the previous frame; item i belongs to epoch `fromEpoch + i`. */
  readonly losses?: { readonly fromEpoch: number } & Partial<EpochLosses>;
  /** By layer, the output layer last. */
  readonly parameters?: readonly LayerParameters[];
  /** The pre-training in progress, before epoch 1. */
  readonly pretraining?: Pretraining;
  readonly boundary?: Boundary;
  readonly metrics?: Metrics;
  /** By layer; only on request. */
  readonly gradients?: readonly GradientNorm[];
  readonly diagnosis?: readonly Diagnosis[];
}

/** Layer-wise pre-training. `layer` counts from 0, `epoch` the completed epochs of this layer. */
export interface Pretraining {
  readonly layer: number;
  readonly epoch: number;
  /** Mean of the squared differences of an input, in the last completed epoch. */
  readonly reconstructionError?: number;
}

/** Number of updates done in the current epoch, and their total. */
export interface BatchProgress {
  readonly index: number;
  readonly count: number;
}

/** Size of one layer's gradient on the whole training set. It includes weights, biases and the slope of PReLU. */
export interface GradientNorm {
  /** Euclidean norm. */
  readonly norm: number;
  readonly meanAbsolute: number;
}

/**
 * A problem of the training, for example `deadUnits` or `lossStuck`; a newer server may know more. `layer` and `units`
 * count from 0; `features` would solve it. A frame lists causes before their symptoms. `outputUnits` is the page's own:
 * the server has refused a network whose outputs do not fit the classes.
 */
export interface Diagnosis {
  readonly type: string;
  readonly layer?: number;
  readonly units?: readonly number[];
  readonly features?: readonly string[];
}

/** The network's outputs on a regular grid over the input plane, ends included. */
export interface Boundary {
  /** Grid points per axis. */
  readonly resolution: number;
  readonly domain: Domain;
  /** Values of byte 0 and byte 255. */
  readonly minimum: number;
  readonly maximum: number;
  readonly outputs: number;
  /** For each output `resolution * resolution` bytes, row-major, row 0 is the largest x2. */
  readonly values: Uint8Array;
}
