import type { Job, LiveChange } from "../model/job";
import type { Outcome } from "../model/training-server";
import type { Store } from "./store";

/** What the server has not got: to be sent again when it is back, or refused and waiting for the person to change it. */
export type Unsent = "spec" | "change" | "refused" | undefined;

export function unsentAfter(outcome: Outcome<Job>, what: "spec" | "change"): Unsent {
  if (outcome.type === "done") return undefined;
  return outcome.type === "refused" ? "refused" : what;
}

/** What a training in progress takes, as the person has set it. */
export function liveSettings(store: Store): Required<LiveChange> {
  return {
    learningRate: store.spec.value.training.optimizer.learningRate,
    pace: { epochsPerSecond: store.view.value.speed },
    stop: store.stop.value,
  };
}
