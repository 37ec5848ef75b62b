import { isPlaying, type Job } from "../model/training/job";
import type { Clock } from "./clock";
import type { Notice, Store } from "./store";

/** How long a temporary notice is shown; milliseconds. */
const NOTICE_DURATION = 12_000;

/** Stop conditions that the user has set. */
const USER_STOP_REASONS: readonly (string | undefined)[] = [
  "epochs",
  "targetTestLoss",
  "earlyStopping",
  "time",
];

/** Says why a job has stopped by itself. */
export function notifyStop(store: Store, clock: Clock, job: Job, before: Job | undefined): void {
  const { stopReason, bestEpoch } = job;
  if (isPlaying(job) || (before && !isPlaying(before) && stopReason === before.stopReason)) return;
  if (stopReason === "diverged") {
    store.notice.value = { type: "diagnosis", diagnosis: { type: "diverged" } };
  } else if (stopReason === "idle") {
    store.notice.value = { type: "idle" };
  } else if (stopReason !== undefined && USER_STOP_REASONS.includes(stopReason)) {
    showTemporaryNotice(store, clock, {
      type: "stopped",
      reason: stopReason,
      ...(bestEpoch !== undefined && { bestEpoch }),
    });
  }
}

/** Hides the notice of a stop when the user continues the training. */
export function dismissStop({ notice }: Store): void {
  const { value } = notice;
  const diverged = value?.type === "diagnosis" && value.diagnosis.type === "diverged";
  if (value?.type === "idle" || value?.type === "stopped" || diverged) notice.value = undefined;
}

/** Hides the "busy" notice after a request was accepted. */
export function dismissBusy({ notice }: Store): void {
  if (notice.value?.type === "busy") notice.value = undefined;
}

/** Shows a notice that disappears by itself. */
export function showTemporaryNotice(store: Store, clock: Clock, notice: Notice): void {
  store.notice.value = notice;
  clock.after(NOTICE_DURATION, () => {
    if (store.notice.value === notice) store.notice.value = undefined;
  });
}
