import type { EpochLosses } from "./epoch-losses";
import type { Metrics } from "./metrics";
import type { Domain } from "../data/plane";
import type { LayerParameters } from "../network/parameters";

/** What one or more epochs show. */
export interface Frame {
  readonly run: number;
  /** Completed epochs. */
  readonly epoch: number;
  readonly batch?: BatchPlace;
  /** In effect in this epoch; a schedule changes it. */
  readonly learningRate?: number;
  readonly trainLoss?: number;
  readonly validationLoss?: number;
  readonly testLoss?: number;
  /** Every epoch's losses since the frame before; item i belongs to epoch `fromEpoch + i`. */
  readonly losses?: { readonly fromEpoch: number } & Partial<EpochLosses>;
  /** Layer by layer, the output layer last. */
  readonly parameters?: readonly LayerParameters[];
  readonly boundary?: Boundary;
  readonly metrics?: Metrics;
  /** Layer by layer; only where they were asked for. */
  readonly gradients?: readonly GradientNorm[];
  readonly diagnosis?: readonly Diagnosis[];
}

/** Updates done in the epoch in progress, of so many. */
export interface BatchPlace {
  readonly index: number;
  readonly count: number;
}

/** Of one layer's gradient on the whole train set: over weights, biases and slope. */
export interface GradientNorm {
  /** Euclidean. */
  readonly norm: number;
  readonly meanAbsolute: number;
}

/** What ails the network: `deadUnits`, `lossStuck`, ..; a later server may know more. `layer` and `units` count from 0. */
export interface Diagnosis {
  readonly type: string;
  readonly layer?: number;
  readonly units?: readonly number[];
}

/** The network's outputs on a regular grid over the input plane; grid ends are inclusive. */
export interface Boundary {
  /** Grid points per axis. */
  readonly resolution: number;
  readonly domain: Domain;
  /** What byte 0 and byte 255 stand for. */
  readonly minimum: number;
  readonly maximum: number;
  readonly outputs: number;
  /** Output by output `resolution * resolution` bytes, row-major, row 0 the largest x2. */
  readonly values: Uint8Array;
}
