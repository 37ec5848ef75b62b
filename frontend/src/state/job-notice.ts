import { isPlaying, type Job } from "../model/job";
import type { Clock } from "./clock";
import type { Notice, Store } from "./store";

/** How long good news stays; milliseconds. */
const NOTICE_FOR = 12_000;

/** Conditions of the person's own making. */
const STOPS: readonly (string | undefined)[] = ["epochs", "targetTestLoss", "earlyStopping", "time"];

/** Says why a job has stopped by itself, where a person would wonder. */
export function noticeStop(store: Store, clock: Clock, job: Job, before: Job | undefined): void {
  const { stopReason, bestEpoch } = job;
  if (isPlaying(job) || (before && !isPlaying(before) && stopReason === before.stopReason)) return;
  if (stopReason === "diverged") {
    store.notice.value = { type: "ailment", ailment: { type: "diverged" } };
  } else if (stopReason === "idle") {
    store.notice.value = { type: "idle" };
  } else if (stopReason !== undefined && STOPS.includes(stopReason)) {
    noticeForAWhile(store, clock, {
      type: "stopped",
      reason: stopReason,
      ...(bestEpoch !== undefined && { bestEpoch }),
    });
  }
}

/** Going on answers these. */
export function dismissStop({ notice }: Store): void {
  const { value } = notice;
  const diverged = value?.type === "ailment" && value.ailment.type === "diverged";
  if (value?.type === "idle" || value?.type === "stopped" || diverged) notice.value = undefined;
}

/** There was room. */
export function dismissBusy({ notice }: Store): void {
  if (notice.value?.type === "busy") notice.value = undefined;
}

/** Good news goes by itself. */
export function noticeForAWhile(store: Store, clock: Clock, notice: Notice): void {
  store.notice.value = notice;
  clock.after(NOTICE_FOR, () => {
    if (store.notice.value === notice) store.notice.value = undefined;
  });
}
