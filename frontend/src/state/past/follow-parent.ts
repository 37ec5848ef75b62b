import { computed, effect, untracked } from "@preact/signals-core";
import { emptyCurve, withLosses, type LossCurve } from "../../model/training/loss-curve";
import type { Moment } from "../../model/training/job";
import type { TrainingServer } from "../../model/training/training-server";
import { sameSpec } from "../../model/spec/spec";
import type { Store } from "../store";

/** Answers of the history that are read: 100,000 epochs. */
const MAX_PARTS = 10;

/** Shows the losses of the job's parent while the run that began as its branch is on display. */
export function followParent(server: Pick<TrainingServer, "history">, store: Store): void {
  let last: Moment | undefined;
  const parent = computed(() => {
    const job = store.job.value;
    const found = job?.run === 1 ? job.parent : undefined;
    if (!sameSpec(found, last)) last = found;
    return last;
  });
  effect(() => {
    const from = parent.value;
    untracked(() => {
      store.parent.value = undefined;
      if (!from) return;
      void lossesOf(server, from).then((curve) => {
        if (parent.peek() === from && curve.length > from.epoch + 1) {
          store.parent.value = { epoch: from.epoch, curve };
        }
      });
    });
  });
}

async function lossesOf(server: Pick<TrainingServer, "history">, { job, run }: Moment): Promise<LossCurve> {
  let curve = emptyCurve(run);
  for (let part = 0; part < MAX_PARTS; part++) {
    const outcome = await server.history(job, run, curve.length - 1);
    if (outcome.type !== "done") break;
    const longer = withLosses(curve, outcome.value.fromEpoch, outcome.value);
    if (!longer || longer.length === curve.length) break;
    curve = longer;
  }
  return curve;
}
