import { isPlaying, type Job } from "../model/job";
import type { Clock } from "./clock";
import type { Notice, Store } from "./store";

/** How long good news stays; milliseconds. */
const NOTICE_FOR = 12_000;

/** Says why a job has stopped by itself, where a person would wonder. */
export function noticeStop(store: Store, job: Job, before: Job | undefined): void {
  if (isPlaying(job) || job.stopReason === before?.stopReason) return;
  if (job.stopReason === "diverged") {
    const detail = job.failure?.detail;
    store.notice.value = { type: "diverged", ...(detail !== undefined && { detail }) };
  } else if (job.stopReason === "idle") {
    store.notice.value = { type: "idle" };
  }
}

/** Going on answers these. */
export function dismissStop({ notice }: Store): void {
  const answered: readonly (Notice["type"] | undefined)[] = ["idle", "diverged", "stuck"];
  if (answered.includes(notice.value?.type)) notice.value = undefined;
}

/** Good news goes by itself. */
export function noticeForAWhile(store: Store, clock: Clock, notice: Notice): void {
  store.notice.value = notice;
  clock.after(NOTICE_FOR, () => {
    if (store.notice.value === notice) store.notice.value = undefined;
  });
}
