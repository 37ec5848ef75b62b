import type { OwnJob } from "../model/job";
import { hasSamples, type TrainingSpec } from "../model/spec";
import type { TrainingServer } from "../model/training-server";
import type { Clock } from "./clock";
import { liveSettings } from "./sent-settings";
import { showProblem } from "./show-problem";
import type { Store } from "./store";

const FIRST_RETRY = 500;
const LONGEST_RETRY = 5000;

/**
 * Makes a job of the store's spec, trying until the server answers.
 *
 * @returns the job and its spec; undefined where the spec is refused or has no samples, and so waits for its next change
 */
export async function makeJob(
  server: TrainingServer,
  clock: Clock,
  store: Store,
): Promise<{ readonly own: OwnJob; readonly spec: TrainingSpec } | undefined> {
  for (let retry = FIRST_RETRY; ; retry = Math.min(retry * 2, LONGEST_RETRY)) {
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
