import type { ExerciseAnswers, ExerciseGrade, ExerciseSheet } from "./exercise";
import type { LayerParameters } from "../network/parameters";
import type { Samples } from "../data/samples";
import type { Sample, TrainingSpec } from "../spec/spec";
import type { Tracing } from "../backprop/trace";
import type { Outcome } from "../training/training-server";

/**
 * The port to the server as the labs use it: a network is made for one look or one training and thrown away after it. Nothing is thrown as an
 * exception. The adapter is in `api/`.
 */
export interface CourseServer extends Tracing {
  /** Trains until the stop condition holds; answers with the end. */
  train(
    spec: AskedSpec,
    stop: { readonly epochs: number; readonly patience?: number },
  ): Promise<Outcome<Trained>>;
  /** A network at its first weights, waiting for questions; `close` it afterwards. */
  open(spec: AskedSpec): Promise<Outcome<Opened>>;
  close(opened: Opened): void;
  /** Of the loss of the whole train set, without penalty. */
  gradients(jobId: string): Promise<Outcome<Gradients>>;
  /** The outputs on a regular grid over the input plane. */
  boundary(jobId: string, resolution: number): Promise<Outcome<OutputGrid>>;
  samples(jobId: string): Promise<Outcome<Samples>>;
  /** @param seed of a variant; undefined for the lecture's own numbers */
  exercise(slug: string, seed: number | undefined): Promise<Outcome<ExerciseSheet>>;
  grade(slug: string, seed: number | undefined, answers: ExerciseAnswers): Promise<Outcome<ExerciseGrade>>;
  /**
   * Trains a network epoch by epoch and keeps its parameters at the first weights and after each stretch.
   *
   * @param every epochs of a stretch
   * @param stretches how many there are
   */
  trainInStages(
    spec: AskedSpec | TrainingSpec,
    every: number,
    stretches: number,
  ): Promise<Outcome<StagedTraining>>;
  parameters(jobId: string): Promise<Outcome<readonly LayerParameters[]>>;
}

/** A spec as one asks for it: the server completes what is left out, by the contract's defaults. */
export interface AskedSpec {
  readonly task?: "classification" | "regression";
  readonly data:
    | {
        readonly source: "generated";
        readonly generator: string;
        readonly samples?: number;
        readonly noise?: number;
        readonly trainFraction?: number;
        readonly validationFraction?: number;
        readonly seed: number;
      }
    | {
        readonly source: "inline";
        readonly train: readonly Sample[];
        readonly validation?: readonly Sample[];
        readonly test?: readonly Sample[];
      };
  readonly features?: readonly string[];
  readonly network: {
    readonly layers: readonly {
      readonly units: number;
      readonly activation: string;
      readonly bias?: boolean;
      readonly dropout?: number;
    }[];
    readonly initializer: Readonly<Record<string, unknown>> & { readonly type: string };
  };
  readonly training: {
    readonly loss?: string;
    readonly optimizer: Readonly<Record<string, unknown>> & {
      readonly type: string;
      readonly learningRate: number;
    };
    readonly schedule?: Readonly<Record<string, unknown>> & { readonly type: string };
    readonly regularization?: { readonly type: string; readonly rate: number };
    readonly batchSize?: number;
    readonly shuffle?: string;
    readonly seed: number;
  };
}

/** A path through the space of parameters. */
export interface StagedTraining {
  readonly spec: TrainingSpec;
  readonly samples: Samples;
  /** The untrained network first. */
  readonly path: readonly {
    readonly epoch: number;
    readonly trainLoss: number | undefined;
    readonly layers: readonly LayerParameters[];
  }[];
}

export interface Opened {
  readonly jobId: string;
  readonly controlToken: string;
}

export interface Trained {
  readonly jobId: string;
  readonly state: string;
  readonly stopReason: string | undefined;
  readonly bestEpoch: number | undefined;
  /** By epoch from 0, the untrained network; null where there is no such set. */
  readonly trainLoss: readonly number[];
  readonly validationLoss: readonly (number | null)[];
  readonly testLoss: readonly (number | null)[];
}

/** `layers` as parameters, each number the derivative of the loss by that parameter. */
export interface Gradients {
  readonly loss: number;
  readonly layers: readonly LayerParameters[];
}

/** Values of the first output, from -1 to 1 for its lowest and its highest: `resolution * resolution`, row-major, row 0 the largest x2. */
export interface OutputGrid {
  readonly resolution: number;
  readonly values: Float32Array;
}
