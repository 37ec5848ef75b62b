import type { BatchProgress, Frame } from "./frame";
import type { LiveField } from "../spec/live-fields";
import type { TrainingSpec } from "../spec/spec";

/** A training job, as the server described it in its last answer or event. */
export interface Job {
  readonly id: string;
  /** `queued`, `running`, `paused`, `succeeded`, `failed` or `cancelled`; a newer server may know more. */
  readonly state: string;
  /** Counts from 1 with every reset and every new spec. */
  readonly run: number;
  readonly epoch: number;
  readonly pace?: Pace;
  readonly stop?: Stop;
  /** Present in answers, on a new connection, and after a change. */
  readonly spec?: TrainingSpec;
  readonly batch?: BatchProgress;
  /** `epochs`, `targetTestLoss`, `earlyStopping`, `time`, `diverged`, `idle`; a newer server may know more. */
  readonly stopReason?: string;
  /** Epoch with the best parameters, which early stopping restores. */
  readonly bestEpoch?: number;
  /** The moment of another job from which this one continues: its run 1 begins with the losses up to there. */
  readonly parent?: Moment;
  readonly failure?: { readonly title: string; readonly detail?: string };
}

/** An epoch of a run of a job. */
export interface Moment {
  readonly job: string;
  readonly run: number;
  readonly epoch: number;
}

/** Epochs per second; 0 is as fast as possible. */
export interface Pace {
  readonly epochsPerSecond?: number;
}

/** Conditions that pause a live job; one of them is enough. */
export interface Stop {
  readonly epochs?: number;
  /** Pauses at or below this test loss. */
  readonly targetTestLoss?: number;
  /** Epochs in a row without a lower validation loss; test loss if there is no validation set. */
  readonly patience?: number;
  readonly maxSeconds?: number;
}

/** What can change during training. `pace` and `stop` are replaced as a whole. */
export interface LiveChange extends Partial<Readonly<Record<LiveField, number>>> {
  readonly pace?: Pace;
  readonly stop?: Stop;
}

/** A job with the token that permits changes. */
export interface OwnJob {
  readonly job: Job;
  readonly controlToken: string;
}

/** Whether the job has ended. A live job pauses at a stop condition; it ends only if it is cancelled, fails or expires. */
export function hasEnded(job: Job): boolean {
  return job.state === "cancelled" || job.state === "failed" || job.state === "succeeded";
}

/** A queued live job waits for its session and opens paused. */
export function isPlaying(job: Job): boolean {
  return job.state === "running";
}

/** Whether the frame is at the job's position or later. */
export function frameReached(job: Job | undefined, frame: Frame | undefined): boolean {
  if (!job || frame?.run !== job.run) return false;
  if (frame.epoch !== job.epoch) return frame.epoch > job.epoch;
  return (frame.batch?.index ?? 0) >= (job.batch?.index ?? 0);
}

/**
 * Progress within the current epoch. At equal positions the job's value is preferred: it reflects a changed batch size,
 * for which a paused training sends no frame.
 */
export function batchProgress(job: Job | undefined, frame: Frame | undefined): BatchProgress | undefined {
  const isSame =
    job?.run === frame?.run && job?.epoch === frame?.epoch && job?.batch?.index === frame?.batch?.index;
  return isSame ? job?.batch : (frame?.batch ?? job?.batch);
}
