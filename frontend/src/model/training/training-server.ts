import type { Catalog } from "../spec/catalog";
import type { Frame } from "./frame";
import type { Attention } from "../network/attention";
import type { LayerParameters } from "../network/parameters";
import type { EpochLosses } from "./epoch-losses";
import type { Job, LiveChange, OwnJob, Pace, Stop } from "./job";
import type { Problem } from "./problem";
import type { Samples } from "../data/samples";
import type { TrainingSpec } from "../spec/spec";

/**
 * The port to the server. No method throws; every call ends in an outcome. The adapter is in `api/`, a fake in the
 * tests.
 */
export interface TrainingServer {
  catalog(): Promise<Outcome<Catalog>>;
  createJob(
    spec: TrainingSpec,
    life: {
      readonly pace?: Pace;
      readonly stop?: Stop;
      readonly labels?: Readonly<Record<string, string>>;
    },
  ): Promise<Outcome<OwnJob>>;
  /** Any job, also somebody else's. */
  job(jobId: string): Promise<Outcome<Job>>;
  control(own: OwnJob, command: ControlRequest): Promise<Outcome<Job>>;
  /** Starts a new run of the same job. With `keepParameters` layers of the same shape keep their parameters. */
  replaceSpec(own: OwnJob, spec: TrainingSpec, keepParameters: boolean): Promise<Outcome<Job>>;
  /** Applies from the next epoch on; parameters are kept. */
  change(own: OwnJob, change: LiveChange): Promise<Outcome<Job>>;
  /** The run continues from other parameters of the same shape. */
  replaceParameters(own: OwnJob, parameters: readonly LayerParameters[]): Promise<Outcome<Job>>;
  /** Tells all who watch the job what the presenter points at; undefined for nothing. */
  attend(own: OwnJob, attention: Attention | undefined): Promise<Outcome<void>>;
  samples(jobId: string): Promise<Outcome<Samples>>;
  /** Losses of the epochs after `after`; -1 for all, from the untrained network on. */
  history(jobId: string, run: number, after: number): Promise<Outcome<History>>;
  /**
   * Calls the listener until the stream ends or is closed. Returns a function that closes it; no call follows
   * afterwards.
   *
   * @param jobIds one to eight jobs
   */
  openStream(jobIds: readonly string[], options: StreamOptions, listener: StreamListener): () => void;
}

export type ControlRequest =
  | { readonly type: "play" }
  | { readonly type: "pause" }
  | { readonly type: "step"; readonly unit: StepUnit; readonly count: number }
  | { readonly type: "reset"; readonly seed: "same" | "new" };

export type StepUnit = "epoch" | "batch";

export interface StreamOptions {
  /** Id of the last event that was received. */
  readonly lastEventId: string | undefined;
  /** Gradient norms need an extra pass over the training set per frame. */
  readonly gradients: boolean;
  /** Whether frames contain the outputs over the input plane. */
  readonly boundary: boolean;
  /** Maximum number of frames per second. */
  readonly rate: number;
}

export type Outcome<T> =
  | { readonly type: "done"; readonly value: T }
  | { readonly type: "refused"; readonly problem: Problem }
  /** The job does not exist or belongs to somebody else. */
  | { readonly type: "gone" }
  | { readonly type: "busy"; readonly retryAfterSeconds: number }
  | { readonly type: "unreachable" };

/** Why a request has no result. */
export type Failure = Exclude<Outcome<never>, { readonly type: "done" }>;

export type History = { readonly fromEpoch: number } & Partial<EpochLosses>;

export interface ConnectionListener {
  readonly opened: () => void;
  /** Called for every message, comments included. */
  readonly received: () => void;
  readonly ended: (reason: StreamEnd) => void;
}

/** Why a stream has ended. */
export type StreamEnd = "lost" | "gone" | { readonly retryAfterSeconds: number };

export interface StreamListener extends ConnectionListener {
  readonly state: (job: Job) => void;
  readonly frame: (frame: Frame, jobId: string) => void;
  readonly attention: (attention: Attention | undefined) => void;
  /** Opaque id, for the next connection. */
  readonly eventId: (id: string) => void;
}
