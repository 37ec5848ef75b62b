import type { OwnJob } from "../model/training/job";
import { hasSamples, type TrainingSpec } from "../model/spec/spec";
import type { TrainingServer } from "../model/training/training-server";
import type { Clock } from "./clock";
import { liveSettings } from "./settings-sync";
import { showProblem } from "./show-problem";
import type { Store } from "./store";

const FIRST_RETRY = 500;
const MAX_RETRY = 5000;

/**
 * Creates a job from the store's spec. Retries until the server answers.
 *
 * @returns the job and its spec; undefined if the spec is rejected or has no samples, so that it must change first
 */
export async function createJob(
  server: TrainingServer,
  clock: Clock,
  store: Store,
): Promise<{ readonly own: OwnJob; readonly spec: TrainingSpec } | undefined> {
  for (let retry = FIRST_RETRY; ; retry = Math.min(retry * 2, MAX_RETRY)) {
    const spec = store.spec.value;
    const { pace, stop } = liveSettings(store);
    const outcome = hasSamples(spec) ? await server.createJob(spec, { pace, stop }) : undefined;
    if (outcome?.type === "done") return { own: outcome.value, spec };
    if (outcome === undefined || outcome.type === "refused") {
      store.connection.value = { type: "live" };
      if (outcome) showProblem(store, outcome.problem);
      return undefined;
    }
    const busy = outcome.type === "busy";
    if (busy) store.notice.value = { type: "busy" };
    else store.connection.value = { type: "lost" };
    const wait = busy ? outcome.retryAfterSeconds * 1000 : retry;
    await new Promise<void>((resolve) => clock.after(wait, resolve));
  }
}
