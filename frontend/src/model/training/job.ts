import type { BatchPlace, Frame } from "./frame";
import type { LiveField } from "../spec/live-fields";
import type { TrainingSpec } from "../spec/spec";

/** A training on the server, as its last answer or event told. */
export interface Job {
  readonly id: string;
  /** `queued running paused succeeded failed cancelled`; a later server may know more. */
  readonly state: string;
  /** Counts 1, 2, .. with every reset and every new spec. */
  readonly run: number;
  readonly epoch: number;
  readonly pace?: Pace;
  readonly stop?: Stop;
  /** Only in answers, on a new connection, and when it has changed. */
  readonly spec?: TrainingSpec;
  readonly batch?: BatchPlace;
  /** `epochs targetTestLoss earlyStopping time diverged idle ..`; a later server may know more. */
  readonly stopReason?: string;
  /** Whose parameters patience has restored, or would. */
  readonly bestEpoch?: number;
  readonly failure?: { readonly title: string; readonly detail?: string };
}

/** Epochs a second; 0 is as fast as the server can. */
export interface Pace {
  readonly epochsPerSecond?: number;
}

/** When a live job pauses by itself: as soon as one of these is met. */
export interface Stop {
  readonly epochs?: number;
  /** At or below. */
  readonly targetTestLoss?: number;
  /** So many epochs in a row without a lower validation loss, or test loss where there is no validation set. */
  readonly patience?: number;
  readonly maxSeconds?: number;
}

/** What a training in progress takes. A given `pace` or `stop` replaces the whole one. */
export interface LiveChange extends Partial<Readonly<Record<LiveField, number>>> {
  readonly pace?: Pace;
  readonly stop?: Stop;
}

/** What its maker may do with it: the token lives in memory only. */
export interface OwnJob {
  readonly job: Job;
  readonly controlToken: string;
}

/** A live job never ends by itself: one in any of these states was cancelled or has expired. */
export function hasEnded(job: Job): boolean {
  return job.state === "cancelled" || job.state === "failed" || job.state === "succeeded";
}

/** A live job that is queued only waits for its session: it opens paused. */
export function isPlaying(job: Job): boolean {
  return job.state === "running";
}

/** Whether a frame is of where the job stands, or later. */
export function isShown(job: Job | undefined, frame: Frame | undefined): boolean {
  if (!job || frame?.run !== job.run) return false;
  if (frame.epoch !== job.epoch) return frame.epoch > job.epoch;
  return (frame.batch?.index ?? 0) >= (job.batch?.index ?? 0);
}

/**
 * How far the epoch in progress has come. Where both stand at the same place the job tells: it knows of a batch size that was changed
 * since, for which a training that stands still makes no frame.
 */
export function batchPlace(job: Job | undefined, frame: Frame | undefined): BatchPlace | undefined {
  const isSame =
    job?.run === frame?.run && job?.epoch === frame?.epoch && job?.batch?.index === frame?.batch?.index;
  return isSame ? job?.batch : (frame?.batch ?? job?.batch);
}
