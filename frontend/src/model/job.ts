import type { TrainingSpec } from "./spec";

/** A training on the server, as its last answer or event told. */
export interface Job {
  readonly id: string;
  /** `queued running paused succeeded failed cancelled`; a later server may know more. */
  readonly state: string;
  /** Counts 1, 2, .. with every reset and every new spec. */
  readonly run: number;
  readonly epoch: number;
  /** Only in answers, on a new connection, and when it has changed. */
  readonly spec?: TrainingSpec;
  readonly stopReason?: string;
  readonly failure?: { readonly title: string; readonly detail?: string };
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

export function isPlaying(job: Job): boolean {
  return job.state === "running" || job.state === "queued";
}
