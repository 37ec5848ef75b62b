import {
  keptJobFor,
  keptJobsOf,
  withKeptJob,
  withoutKeptJob,
  type KeptJob,
} from "../../model/address/kept-jobs";
import type { TrainingSpec } from "../../model/spec/spec";
import type { OwnJob } from "../../model/training/job";

const STORAGE_KEY = "nn-playground.jobs";

/** The jobs that pages of this tab have left; none if the browser blocks the storage. */
export function keptJobs(): readonly KeptJob[] {
  try {
    return keptJobsOf(sessionStorage.getItem(STORAGE_KEY));
  } catch {
    return [];
  }
}

/** Takes the job that was left with this spec out of the storage. */
export function takeKeptJob(spec: TrainingSpec): KeptJob | undefined {
  const jobs = keptJobs();
  const job = keptJobFor(jobs, spec);
  if (job) store(withoutKeptJob(jobs, job.id));
  return job;
}

/**
 * Stores the page's job while the page is left or frozen, so that the next page of this tab can continue it. A page in
 * use has no stored job: a copy of its tab would control the same one.
 *
 * @param address the part after `#`
 */
export function keepJobWhenLeaving(own: () => OwnJob | undefined, address: () => string): void {
  const keep = () => {
    const { job, controlToken } = own() ?? {};
    if (!job || controlToken === undefined) return;
    store(withKeptJob(keptJobs(), { id: job.id, controlToken, address: address() }));
  };
  const takeBack = () => {
    const id = own()?.job.id;
    const jobs = keptJobs();
    if (id === undefined) return;
    if (jobs.some((job) => job.id === id)) store(withoutKeptJob(jobs, id));
    else location.reload(); // another page of this tab continues the job
  };
  addEventListener("pagehide", keep);
  document.addEventListener("freeze", keep);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) takeBack();
  });
  document.addEventListener("resume", takeBack);
}

function store(jobs: readonly KeptJob[]): void {
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(jobs));
  } catch {
    // Without storage the next page starts a new job.
  }
}
