import {
  keptJobFor,
  keptJobsOf,
  withKeptJob,
  withoutKeptJob,
  type KeptJob,
} from "../../model/address/kept-jobs";
import type { TrainingSpec } from "../../model/spec/spec";
import type { EditHistory } from "../../state/history/edit-history";
import { editsOf, textOfEdits } from "../../state/history/kept-edits";
import type { LiveJob } from "../../state/live-job";

const STORAGE_KEY = "nn-playground.jobs";

/** The jobs that pages of this tab have left; none if the browser blocks the storage. */
export function keptJobs(): readonly KeptJob[] {
  try {
    return keptJobsOf(sessionStorage.getItem(STORAGE_KEY));
  } catch {
    return [];
  }
}

/** Continues the job that was left with this spec, and what could be undone; starts a new one if there is none. */
export function startOrContinue(job: LiveJob, history: EditHistory, spec: TrainingSpec): void {
  const jobs = keptJobs();
  const kept = keptJobFor(jobs, spec);
  if (kept) store(withoutKeptJob(jobs, kept.id));
  if (kept?.edits !== undefined) history.continueFrom(editsOf(kept.edits));
  job.start(kept);
}

/**
 * Stores the page's job while the page is left or frozen, so that the next page of this tab can continue it. A page in
 * use has no stored job: a copy of its tab would control the same one.
 *
 * @param address the part after `#`
 */
export function keepJobWhenLeaving(live: LiveJob, history: EditHistory, address: () => string): void {
  const keep = () => {
    const { job, controlToken } = live.own ?? {};
    if (!job || controlToken === undefined) return;
    const edits = textOfEdits(history.edits);
    store(withKeptJob(keptJobs(), { id: job.id, controlToken, address: address(), edits }));
  };
  const takeBack = () => {
    const id = live.own?.job.id;
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
