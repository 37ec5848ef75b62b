import type { Outcome } from "../training/training-server";

/**
 * Every number of one pass forth and back, at the parameters as they were when the server was asked: of a mini-batch as its step goes, or of
 * one train sample.
 */
export interface Trace {
  readonly run: number;
  /** Completed epochs. */
  readonly epoch: number;
  /** Of a batch: its index from 0, and how many an epoch has. */
  readonly batch?: { readonly index: number; readonly count: number } | undefined;
  readonly learningRate: number;
  /** Of a batch: the number of its update in this run, from 1. */
  readonly update?: number | undefined;
  /** Mean over the samples, without penalty. */
  readonly loss: number;
  /** `[samples]`, indices into the train samples. */
  readonly samples: readonly number[];
  /** `[samples][features]` */
  readonly inputs: Rows;
  /** `[samples][outputs]`, as the loss takes them. */
  readonly targets: Rows;
  /** `[samples]`, whose mean is the loss. */
  readonly sampleLosses: readonly number[];
  /** Hidden layers first. */
  readonly layers: readonly LayerTrace[];
}

export type Rows = readonly (readonly number[])[];

/** `updated*` only for a batch: one sample makes no step. */
export interface LayerTrace {
  /** `[samples][units]`, biases included. */
  readonly weightedSums: Rows;
  /** `[samples][units]`, what the next layer takes. */
  readonly activations: Rows;
  /** `[samples][units]`: derivative of the loss by the weighted sum. */
  readonly deltas: Rows;
  /** `[samples][units]`: what dropout multiplied the activations with; undefined where nothing is dropped. */
  readonly dropoutMasks?: Rows | undefined;
  /** `[units][inputs]` */
  readonly weights: Rows;
  /** `[units]`, empty without bias. */
  readonly biases: readonly number[];
  /** Of prelu. */
  readonly slope?: number | undefined;
  /** Of the loss without penalty, `[units][inputs]`. */
  readonly weightGradients: Rows;
  readonly biasGradients: readonly number[];
  readonly updatedWeights?: Rows | undefined;
  readonly updatedBiases?: readonly number[] | undefined;
  /**
   * Of a batch: what the optimizer has kept of the updates before, shaped as weights and biases. v of sgd with momentum, s of adagrad and
   * rmsprop, m and then v of adam and adamw; empty for plain sgd.
   */
  readonly optimizerState?:
    readonly { readonly weights: Rows; readonly biases: readonly number[] }[] | undefined;
}

/** What is traced: a mini-batch of the epoch in progress or next, or one of the train samples; both counted from 0. */
export type Traced = { readonly batch: number } | { readonly sample: number };

/** The port that traces are asked of. The id of a job is enough. */
export interface Tracing {
  trace(jobId: string, of: Traced): Promise<Outcome<Trace>>;
}
