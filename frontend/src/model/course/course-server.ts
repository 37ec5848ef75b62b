import type { ExerciseAnswers, ExerciseGrade, ExerciseSheet } from "./exercise";
import type { Landscapes } from "../landscape/landscape";
import type { LayerParameters } from "../network/parameters";
import type { Samples } from "../data/samples";
import type { Corruption, Sample, ShapedLayer, TrainingSpec } from "../spec/spec";
import type { Tracing } from "../backprop/trace";
import type { OwnJob, Pace, Stop } from "../training/job";
import type { PastServer } from "../training/past-server";
import type { Outcome, TrainingServer } from "../training/training-server";

/**
 * The port to the server for labs and exercises. Networks are deleted when they are no longer used. No method throws; every call
 * ends in an outcome. The adapter is in `api/`.
 */
export interface CourseServer extends Tracing, Landscapes, JobServer, Pick<PastServer, "frame"> {
  /**
   * Trains until the stop condition is met.
   *
   * @param arithmetic the default is solo. With shared, equal units stay equal on every processor: it contains no matrix
   *   product, which may sum the rows of one matrix in different orders
   */
  train(
    spec: PartialSpec,
    stop: { readonly epochs: number; readonly patience?: number },
    arithmetic?: "solo" | "shared",
  ): Promise<Outcome<TrainedJob>>;
  /** Gradients of the loss of the whole training set, without penalty. */
  gradients(jobId: string): Promise<Outcome<Gradients>>;
  /** The outputs on a regular grid over the input plane. */
  boundary(jobId: string, resolution: number): Promise<Outcome<OutputGrid>>;
  samples(jobId: string): Promise<Outcome<Samples>>;
  /** @param seed selects a variant; undefined for the lecture's numbers */
  exercise(slug: string, seed: number | undefined): Promise<Outcome<ExerciseSheet>>;
  grade(slug: string, seed: number | undefined, answers: ExerciseAnswers): Promise<Outcome<ExerciseGrade>>;
  /** Trains an opened network by some epochs; fewer if it diverges. */
  advance(own: OwnJob, epochs: number): Promise<Outcome<AdvancedJob>>;
  parameters(jobId: string): Promise<Outcome<readonly LayerParameters[]>>;
}

/** What a lab needs to train a network step by step. */
export interface JobServer extends Pick<TrainingServer, "job" | "control" | "history" | "openStream"> {
  /** Creates an untrained network, a paused live job. The caller must `close` it. */
  open(spec: PartialSpec | TrainingSpec, life?: JobLife): Promise<Outcome<OwnJob>>;
  /** Deletes the job, also while the page is being left. */
  close(own: OwnJob): void;
}

/** How fast a live job trains, and when it pauses by itself. */
export interface JobLife {
  readonly pace?: Pace;
  readonly stop?: Stop;
}

/** A spec with optional fields, which the server completes with the contract's defaults. */
export interface PartialSpec {
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
        readonly classes?: number;
        readonly steps?: number;
        readonly target?: string;
        readonly corruption?: Corruption;
        /** Samples without labels, for pre-training. */
        readonly unlabelled?: number;
      }
    | {
        readonly source: "inline";
        readonly train: readonly Sample[];
        readonly validation?: readonly Sample[];
        readonly test?: readonly Sample[];
        readonly target?: string;
        readonly corruption?: Corruption;
        readonly shape?: readonly number[];
      };
  readonly features?: readonly string[];
  readonly network: {
    readonly layers: readonly (PartialDenseLayer | ShapedLayer)[];
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
    readonly pretraining?: Readonly<Record<string, unknown>> & { readonly type: string };
    readonly batchSize?: number;
    readonly shuffle?: string;
    readonly seed: number;
  };
}

export interface PartialDenseLayer {
  readonly units: number;
  readonly activation: string;
  readonly bias?: boolean;
  readonly dropout?: number;
}

export interface AdvancedJob {
  readonly epoch: number;
  readonly diverged: boolean;
}

export interface TrainedJob {
  readonly jobId: string;
  readonly state: string;
  readonly stopReason: string | undefined;
  readonly bestEpoch: number | undefined;
  /** Losses by epoch; index 0 is the untrained network. Null if there is no such set. */
  readonly trainLoss: readonly number[];
  readonly validationLoss: readonly (number | null)[];
  readonly testLoss: readonly (number | null)[];
  /** From 0 to 1; undefined without a test set, and for regression. */
  readonly testAccuracy: number | undefined;
}

/** `layers` has the shape of parameters; each number is the derivative of the loss with respect to that parameter. */
export interface Gradients {
  readonly loss: number;
  readonly layers: readonly LayerParameters[];
}

/**
 * Values of the first output, scaled from its minimum and maximum to -1 and 1: `resolution * resolution`, row-major,
 * row 0 is the largest x2.
 */
export interface OutputGrid {
  readonly resolution: number;
  readonly values: Float32Array;
}
