import { batch } from "@preact/signals-core";
import type { Job } from "../model/training/job";
import { sameSpec } from "../model/spec/spec";
import type { SettingsSync } from "./settings-sync";
import type { Store } from "./store";

/** Ignores an answer or event that is older than the known state: runs and epochs of a job only grow. */
export function receiveJob({ job: known, spec }: Store, settings: SettingsSync, job: Job): void {
  if (known.value?.id === job.id && job.run < known.value.run) return;
  batch(() => {
    known.value = job;
    if (job.spec && settings.synced && !sameSpec(job.spec, spec.value)) spec.value = job.spec;
  });
}
