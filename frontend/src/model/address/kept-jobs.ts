import { decodeAddress, encodeAddress } from "./address";
import { DEFAULT_VIEW } from "./view-settings";
import type { TrainingSpec } from "../spec/spec";

/** A job that a page of this tab has left, so that the next page with the same spec can continue it. */
export interface KeptJob {
  readonly id: string;
  readonly controlToken: string;
  /** The part after `#` when the page was left. */
  readonly address: string;
  /** What the next page can undo and redo. */
  readonly edits?: string;
}

/** The server pauses jobs that nobody watches and deletes them later, so a few are enough. */
const MAX_KEPT_JOBS = 5;

/** Reads the stored jobs; none if the text is damaged. */
export function keptJobsOf(text: string | null): readonly KeptJob[] {
  try {
    const stored: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(stored) ? stored.filter(isKeptJob) : [];
  } catch {
    return [];
  }
}

/** The latest job is the last one. */
export function withKeptJob(jobs: readonly KeptJob[], job: KeptJob): readonly KeptJob[] {
  return [...withoutKeptJob(jobs, job.id), job].slice(-MAX_KEPT_JOBS);
}

export function withoutKeptJob(jobs: readonly KeptJob[], id: string): readonly KeptJob[] {
  return jobs.filter((each) => each.id !== id);
}

/** The latest job that was left with this spec. */
export function keptJobFor(jobs: readonly KeptJob[], spec: TrainingSpec): KeptJob | undefined {
  return jobs.findLast(({ address }) => hasSameAddress(decodeAddress(address).spec, spec));
}

/** Whether two specs have the same address. The server's spec may contain more, for example the number of samples. */
export function hasSameAddress(left: TrainingSpec, right: TrainingSpec): boolean {
  return specAddress(left) === specAddress(right);
}

function specAddress(spec: TrainingSpec): string {
  return encodeAddress({ spec, view: DEFAULT_VIEW, unknown: [] });
}

function isKeptJob(item: unknown): item is KeptJob {
  const { id, controlToken, address } = (item ?? {}) as Partial<Record<keyof KeptJob, unknown>>;
  return [id, controlToken, address].every((each) => typeof each === "string");
}
