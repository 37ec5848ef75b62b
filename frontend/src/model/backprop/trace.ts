import type { Outcome } from "../training/training-server";

/**
 * All numbers of one forward and backward pass at the current parameters, of a mini-batch or of one training sample.
 */
export interface Trace {
  readonly run: number;
  /** Completed epochs. */
  readonly epoch: number;
  /** For a batch: its index from 0, and the number of batches in an epoch. */
  readonly batch?: { readonly index: number; readonly count: number } | undefined;
  readonly learningRate: number;
  /** For a batch: the number of its update in this run, from 1. */
  readonly update?: number | undefined;
  /** Mean over the samples, without penalty. */
  readonly loss: number;
  /** `[samples]`: indices of the training samples; empty for a point, which has no target: its numbers are in row 0. */
  readonly samples: readonly number[];
  /** `[samples][features]` */
  readonly inputs: Rows;
  /** `[samples][outputs]`, encoded for the loss; empty for a point. */
  readonly targets: Rows;
  /** `[samples]`; their mean is the loss. */
  readonly sampleLosses: readonly number[];
  /** The output layer is last. */
  readonly layers: readonly LayerTrace[];
}

/** Inputs of a layer, `[samples][inputs]`. */
export function inputsOf(trace: Trace, layer: number): Rows {
  return layer === 0 ? trace.inputs : (trace.layers[layer - 1]?.activations ?? []);
}

export type Rows = readonly (readonly number[])[];

/** `updated*` exists only for a batch, because a single sample is not a training step. */
export interface LayerTrace {
  /** `[samples][units]`, biases included. */
  readonly weightedSums: Rows;
  /** `[samples][units]`: inputs of the next layer. */
  readonly activations: Rows;
  /** `[samples][units]`: derivative of the loss with respect to the weighted sum. */
  readonly deltas: Rows;
  /** `[samples][units]`: factors of dropout; undefined without dropout. */
  readonly dropoutMasks?: Rows | undefined;
  /** `[units][inputs]` */
  readonly weights: Rows;
  /** `[units]`, empty without bias. */
  readonly biases: readonly number[];
  /** For prelu only. */
  readonly slope?: number | undefined;
  /** Gradient of the loss without penalty, `[units][inputs]`. */
  readonly weightGradients: Rows;
  readonly biasGradients: readonly number[];
  readonly updatedWeights?: Rows | undefined;
  readonly updatedBiases?: readonly number[] | undefined;
  /**
   * For a batch: the optimizer's state before the update, shaped as weights and biases: each vector of its formula (m and
   * then v for adam); empty for plain sgd.
   */
  readonly optimizerState?:
    readonly { readonly weights: Rows; readonly biases: readonly number[] }[] | undefined;
}

/** What is traced: a mini-batch of the current or next epoch, or a training sample; both counted from 0. */
export type TraceTarget = { readonly batch: number } | { readonly sample: number };

/** The port for traces. It needs no token. */
export interface Tracing {
  trace(jobId: string, of: TraceTarget): Promise<Outcome<Trace>>;
}
