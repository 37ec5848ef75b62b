import type { Catalog } from "../spec/catalog";
import type { Frame } from "./frame";
import type { LayerParameters } from "../network/parameters";
import type { EpochLosses } from "./epoch-losses";
import type { Job, LiveChange, OwnJob, Pace, Stop } from "./job";
import type { Problem } from "./problem";
import type { Samples } from "../data/samples";
import type { TrainingSpec } from "../spec/spec";

/**
 * The port to the server that trains. Nothing is thrown: every call ends in an outcome. The adapter is in `api/`; tests bring their
 * own.
 */
export interface TrainingServer {
  catalog(): Promise<Outcome<Catalog>>;
  createJob(
    spec: TrainingSpec,
    life: { readonly pace?: Pace; readonly stop?: Stop },
  ): Promise<Outcome<OwnJob>>;
  /** Anybody's job, as it stands. */
  job(jobId: string): Promise<Outcome<Job>>;
  control(own: OwnJob, command: ControlRequest): Promise<Outcome<Job>>;
  /** Same job, token and stream; a new run. With `keepParameters` what has the same shape goes on. */
  replaceSpec(own: OwnJob, spec: TrainingSpec, keepParameters: boolean): Promise<Outcome<Job>>;
  /** From the next epoch on, parameters kept. */
  change(own: OwnJob, change: LiveChange): Promise<Outcome<Job>>;
  /** The run goes on from other parameters, of the same shape. */
  replaceParameters(own: OwnJob, parameters: readonly LayerParameters[]): Promise<Outcome<Job>>;
  samples(jobId: string): Promise<Outcome<Samples>>;
  /** Losses after an epoch (exclusive; -1: from the untrained network on). */
  history(jobId: string, run: number, after: number): Promise<Outcome<History>>;
  /** Calls back until it ends by itself or is closed; returns what closes it. After that nothing is called any more. */
  openStream(jobId: string, wanted: StreamOptions, listener: StreamListener): () => void;
}

export type ControlRequest =
  | { readonly type: "play" }
  | { readonly type: "pause" }
  | { readonly type: "step"; readonly unit: StepUnit; readonly count: number }
  | { readonly type: "reset"; readonly seed: "same" | "new" };

export type StepUnit = "epoch" | "batch";

export interface StreamOptions {
  /** Of the event from which on to go on. */
  readonly lastEventId: string | undefined;
  /** Gradient norms cost a pass over the train set each: only where they are looked at. */
  readonly gradients: boolean;
  /** Frames a second, at most. */
  readonly rate: number;
}

export type Outcome<T> =
  | { readonly type: "done"; readonly value: T }
  | { readonly type: "refused"; readonly problem: Problem }
  /** The job does not exist any more, or is no longer ours. */
  | { readonly type: "gone" }
  | { readonly type: "busy"; readonly retryAfterSeconds: number }
  | { readonly type: "unreachable" };

export type History = { readonly fromEpoch: number } & Partial<EpochLosses>;

export interface StreamListener {
  readonly opened: () => void;
  /** Anything at all came, be it a comment. */
  readonly received: () => void;
  readonly state: (job: Job) => void;
  readonly frame: (frame: Frame) => void;
  /** Opaque; goes back to the server with the next connection. */
  readonly eventId: (id: string) => void;
  readonly ended: (reason: "lost" | "gone" | { readonly retryAfterSeconds: number }) => void;
}
